// What was agreed to, and what a token really has: the two sides that every comparison is made of.
// An Agreement never changes once made; it stays attached to its token for life.
import type { ClassicTerms } from '../classic/classic-terms.ts';
import type { Instant, RepositoryId } from '../ids.ts';
import type { Reviewer } from '../person.ts';

export type PermissionGroup = 'repository' | 'organization' | 'other';

/** Levels by permission name, apart by group since some names of GitHub's exist in two. */
export type Permissions = Readonly<Record<PermissionGroup, Readonly<Record<string, string>>>>;

export type Repository = { readonly id: RepositoryId; readonly name: string; readonly isPrivate: boolean };

/** Which of the organization's repositories a token reaches; `none` still reads public ones. */
export type RepositoryAccess =
  | { readonly selection: 'none' }
  | { readonly selection: 'subset'; readonly repositories: readonly Repository[] }
  | { readonly selection: 'all' };

/** `days` and `date` are what a form asks for; `until` is the very instant of a token that a reviewer accepted as it was. */
export type Lifetime =
  | { readonly kind: 'days'; readonly days: number }
  /** The last day, `YYYY-MM-DD`, in UTC. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'until'; readonly at: Instant }
  | { readonly kind: 'never' };

export type RequestedScope = {
  readonly permissions: Permissions;
  readonly access: RepositoryAccess;
  readonly lifetime: Lifetime;
  /** Of a classic token: it has scopes in place of permissions, everywhere its holder reaches. Left out of all others. */
  readonly classic?: ClassicTerms;
};

/** What an Agreement rests on: people who reviewed it here, a written rule, or an owner on github.com. */
export type Basis =
  | { readonly by: 'people'; readonly people: readonly Reviewer[] }
  | { readonly by: 'rule'; readonly rule: string; readonly policyHash: string }
  /** `login` as a webhook named it, for display only. */
  | { readonly by: 'github'; readonly login: string | null };

/** What a token is compared with. */
export type Terms = RequestedScope & {
  readonly agreedAt: Instant;
  /** Until when a token may be created under it; null where the token already existed. */
  readonly lapsesAt: Instant | null;
};

export type Agreement = Terms & { readonly basis: Basis };

/** What GitHub says that a token may do, where and until when. */
export type ActualScope = {
  readonly permissions: Permissions;
  readonly access: RepositoryAccess;
  /** Null where GitHub does not tell it (an ActiveToken that was never seen pending). */
  readonly createdAt: Instant | null;
  /** Null means that the token never expires. It is never a date. */
  readonly expiresAt: Instant | null;
};

/** One way in which a token goes past its Agreement. */
export type Excess =
  | {
      readonly kind: 'permission';
      readonly group: PermissionGroup;
      readonly name: string;
      readonly agreed: string | null;
      readonly actual: string;
    }
  | { readonly kind: 'all_repositories' }
  | { readonly kind: 'repository'; readonly repository: Repository }
  | { readonly kind: 'never_expires' }
  /** `latestAt`: as agreed, without the hours that GitHub's end of a day may add. */
  | { readonly kind: 'expires_later'; readonly latestAt: Instant; readonly actualAt: Instant };

/** Whoever accepts a token as it is agrees to exactly the scope that was shown. */
export function agreementTo(scope: ActualScope, agreedAt: Instant, basis: Basis): Agreement {
  return { ...requestedAs(scope), basis, agreedAt, lapsesAt: null };
}

/** A token's own scope as one could ask for it. */
export function requestedAs({ permissions, access, expiresAt }: ActualScope): RequestedScope {
  return { permissions, access, lifetime: expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt } };
}
