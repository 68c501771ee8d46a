// Whom the policy lets decide, and whether somebody is one of them. Pure: what GitHub and Slack say of a person is fetched elsewhere, at the
// very click. Nobody is a reviewer by what is not known, and nobody administers all of no repositories.
import { isSameLogin } from '../people/link.ts';
import { isMember, type ToldMembership } from '../person.ts';
import type { Repository, RequestedScope } from '../scope/agreement.ts';
import type { ReviewerRule } from './reviewer-rule.ts';
import type { Matching } from './rules/rule.ts';

/** Who may decide on one thing: one rule that fits is enough. */
export type Reviewers = {
  readonly rules: readonly ReviewerRule[];
  /** What `repository-admins` have to administer, all of it; none where they decide nothing. */
  readonly repositories: readonly Repository[];
};

export const onlyOwners: Reviewers = { rules: ['owners'], repositories: [] };

/** More are asked for one by one too slowly for a click. */
const mostAdministered = 10;

/**
 * Who administers the repositories has no say over what the token could do besides: in the whole organization, in an account, or in
 * repositories that don't exist yet.
 */
function administered({ access, permissions }: Pick<RequestedScope, 'access' | 'permissions'>): readonly Repository[] {
  const reachesMore = [permissions.organization, permissions.other].some((group) => Object.keys(group).length > 0);
  if (access.selection !== 'subset' || reachesMore) return [];
  return access.repositories.length <= mostAdministered ? access.repositories : [];
}

export function reviewersFor(
  rules: readonly ReviewerRule[],
  scope: Pick<RequestedScope, 'access' | 'permissions'>,
): Reviewers {
  return { rules, repositories: administered(scope) };
}

/** As what somebody may decide: an owner as that first, else by the first rule that fits. */
export function standsAs(
  { rules }: Pick<Reviewers, 'rules'>,
  fits: ReadonlyMap<ReviewerRule, Matching>,
): ReviewerRule | 'nobody' | 'unknown' {
  const inOrder = [...rules.filter((rule) => rule === 'owners'), ...rules];
  const found = inOrder.find((rule) => fits.get(rule) === 'yes');
  if (found !== undefined) return found;
  return inOrder.some((rule) => (fits.get(rule) ?? 'unknown') === 'unknown') ? 'unknown' : 'nobody';
}

/** Which rules fit somebody, asked by this login. */
export type Fitting = { readonly login: string; readonly rules: ReadonlyMap<ReviewerRule, Matching> };

/**
 * The same of one organization. Whoever reviews is a member: an outside collaborator may administer a repository, and an on-call group may have
 * anybody in it. Teams know logins alone, so a login that is another one by now is asked about once more.
 */
export function standsIn(
  reviewers: Pick<Reviewers, 'rules'>,
  membership: ToldMembership,
  { login, rules }: Fitting,
): ReturnType<typeof standsAs> | { readonly ask: 'fitting'; readonly login: string } {
  if (membership === 'not_checked') return 'unknown';
  if (!isMember(membership)) return 'nobody';
  const { account, isOwner } = membership;
  if (!isSameLogin(account.login, login)) return { ask: 'fitting', login: account.login };
  return standsAs(reviewers, new Map(rules).set('owners', isOwner ? 'yes' : 'no'));
}
