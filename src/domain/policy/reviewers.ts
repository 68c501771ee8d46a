// Whom the policy lets decide, and whether somebody is one of them. Pure: what GitHub and Slack say of a person is fetched elsewhere, at the
// very click. Nobody is a reviewer by what is not known, and nobody administers all of no repositories.
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
