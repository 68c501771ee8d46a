// Which organizations' tokens somebody may read: those that they own at this very moment, and may decide for. Pure.
import { asLooking } from '../decisions/as-looking.ts';
import type { OrganizationId } from '../ids.ts';
import type { Organization } from '../organization.ts';
import { isOwner, type LinkedPerson, type ToldMembership } from '../person.ts';
import { type Policy, policyOf } from '../policy/policy.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

export type Owned = {
  /** Their account. */
  readonly login: string;
  readonly organizations: readonly Organization[];
  /** Those of which GitHub did not say in time whether the person owns them. */
  readonly unchecked: readonly string[];
};

/** `mayDecide`: whether the proof of their link is enough for it. */
export type AskedOwner = {
  readonly organization: Organization;
  readonly membership: ToldMembership;
  readonly mayDecide: boolean;
};

/** Those that can be asked for at all; `wanted` alone where it is named. */
export function listedOf(
  organizations: readonly Organization[],
  policy: Policy,
  wanted: OrganizationId | null,
): readonly [Organization, ...Organization[]] | Refusal {
  const [first, ...others] = organizations.filter(
    ({ id, login }) => policyOf(policy, login) !== undefined && (wanted === null || id === wanted),
  );
  if (first !== undefined) return [first, ...others];
  return refuse({ why: wanted === null ? 'nothing_listed_yet' : 'unknown_message' });
}

/** A Refusal where they own none. Who was vouched for by one owner is no reviewer, whatever they own: they see what any member sees. */
export function ownedOf(login: string, asked: readonly AskedOwner[]): Owned | Refusal {
  const owned = asked.filter(({ membership }) => isOwner(membership));
  const organizations = owned.filter(({ mayDecide }) => mayDecide).map(({ organization }) => organization);
  const late = asked.filter(({ membership }) => membership === 'not_checked');
  const unchecked = late.map(({ organization }) => organization.login);
  if (organizations.length > 0) return { login, organizations, unchecked };
  const [unproved] = owned;
  if (unproved !== undefined) return refuse({ why: 'vouched_once', login, organization: unproved.organization.login });
  const [unknown] = unchecked;
  if (unknown !== undefined) return refuse({ why: 'view_not_checked', organization: unknown });
  return refuse({ why: 'only_owners_browse', login, organizations: asked.map(({ organization: one }) => one.login) });
}

/** As whom somebody may read the tokens of an organization, or why not. */
export type AskedReader<Governed> = {
  readonly organization: Governed;
  readonly as: LinkedPerson | Refusal;
};

/** Those whose tokens somebody may read. A Refusal where there are none: they decide nothing here, so what they may not do is look. */
export function readableBy<Governed extends { readonly organization: Organization }>(
  asked: readonly AskedReader<Governed>[],
): readonly Governed[] | Refusal {
  const readable = asked.filter(({ as }) => !isRefusal(as)).map(({ organization }) => organization);
  if (readable.length > 0) return readable;
  const last = asked.at(-1)?.as;
  if (last === undefined || !isRefusal(last)) return refuse({ why: 'unknown_message' });
  if (last.why !== 'not_an_owner') return asLooking(last);
  const others = asked.filter(({ as }) => isRefusal(as) && as.why === 'not_an_owner');
  const organizations = others.map(({ organization }) => organization.organization.login);
  return refuse({ why: 'only_owners_browse', login: last.login, organizations });
}

/** Why somebody may not read what is of all organizations at once; null where they own each. */
export function objectionToAll(owned: Owned | Refusal, { organizations: all }: Policy): Refusal | null {
  const organizations = all.map(({ login }) => login);
  if (isRefusal(owned)) {
    if (owned.why !== 'only_owners_browse') return owned;
    return refuse({ why: 'no_owner_of_all', login: owned.login, organizations, missing: organizations });
  }
  const [unchecked] = owned.unchecked;
  if (unchecked !== undefined) return refuse({ why: 'view_not_checked', organization: unchecked });
  const theirs = new Set(owned.organizations.map(({ login }) => login.toLowerCase()));
  const missing = organizations.filter((login) => !theirs.has(login.toLowerCase()));
  return missing.length === 0 ? null : refuse({ why: 'no_owner_of_all', login: owned.login, organizations, missing });
}
