// A classic token that is authorized for an organization with SAML SSO, as GitHub's list of credential authorizations shows it.
import type { Instant, OrganizationId, RequestNumber } from '../ids.ts';
import type { Threshold } from '../notices/due-notice.ts';
import type { GithubAccount } from '../person.ts';
import type { Agreement } from '../scope/agreement.ts';
import type { Revocation } from '../tokens/token.ts';

export type ClassicTokenStatus = 'active' | 'revoking' | 'revoked' | 'gone';

/** What can reach the organization, as GitHub said at last. */
export const livingClassicStatuses: readonly ClassicTokenStatus[] = ['active', 'revoking'];

/** One way in which it goes past what was agreed. */
export type ClassicExcess =
  | { readonly kind: 'scope'; readonly name: string }
  | { readonly kind: 'never_expires' }
  | { readonly kind: 'expires_later'; readonly latestAt: Instant; readonly actualAt: Instant };

/** As GitHub lists it: its holder by login alone. */
export type ListedClassicToken = {
  readonly credentialId: number;
  readonly login: string;
  /** Its holder's own name for it; null where GitHub shows none. */
  readonly note: string | null;
  readonly lastEight: string | null;
  readonly scopes: readonly string[];
  readonly authorizedAt: Instant;
  readonly accessedAt: Instant | null;
  /** Null: it never expires. */
  readonly expiresAt: Instant | null;
};

export type ClassicToken = ListedClassicToken & {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly version: number;
  /** Counts what was seen of it. */
  readonly revision: number;
  readonly status: ClassicTokenStatus;
  readonly holder: GithubAccount;
  readonly requestNumber: RequestNumber | null;
  readonly agreement: Agreement | null;
  readonly excess: readonly ClassicExcess[];
  readonly revocation: Revocation | null;
  /** Found in the first listing: recorded without a message of its own. */
  readonly isBaseline: boolean;
  /** What its holder was reminded of last, and for which end. */
  readonly told: { readonly threshold: Threshold; readonly expiresAt: Instant } | null;
  readonly firstSeenAt: Instant;
  readonly changedAt: Instant;
};

/** What an organization's list shows, or why it shows nothing: no SSO there, or the App may not read it. */
export type ClassicSight = 'unknown' | 'seen' | 'no_permission' | 'no_sso';

export function classicTokenId(organizationId: OrganizationId, credentialId: number): string {
  return `classic-${organizationId}-${credentialId}`;
}

/** Buttons carry it. */
export function isClassicTokenId(id: string): boolean {
  return id.startsWith('classic-');
}

export function isLivingClassic({ status }: Pick<ClassicToken, 'status'>): boolean {
  return livingClassicStatuses.includes(status);
}

/** Nobody agreed to it, or it goes past what was. */
export function isFlagged({ agreement, excess }: Pick<ClassicToken, 'agreement' | 'excess'>): boolean {
  return agreement === null || excess.length > 0;
}

/** Whoever revoked it meant the token: that stands though GitHub shows it again, unless GitHub never did it. */
export function isRevocationStanding({ revocation }: Pick<ClassicToken, 'revocation'>): boolean {
  return revocation !== null && revocation.refused === null;
}

/** It was revoked, and reaches the organization all the same. */
export function hasReturned(token: Pick<ClassicToken, 'status' | 'revocation'>): boolean {
  return token.status === 'active' && isRevocationStanding(token);
}

/** It was let in under a request, and ended since: no Agreement, old or new, takes it up again by itself. */
export function hasLostAgreement({
  requestNumber,
  agreement,
}: Pick<ClassicToken, 'requestNumber' | 'agreement'>): boolean {
  return requestNumber !== null && agreement === null;
}

/** What its holder called it; where they gave it no name, what tells it from others. */
export function classicTokenName({ note, lastEight, credentialId }: ListedClassicToken): string {
  return note ?? (lastEight === null ? `credential ${credentialId}` : `…${lastEight}`);
}
