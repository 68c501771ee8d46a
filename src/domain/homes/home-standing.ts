// As what somebody's Home may show them others' requests, by what GitHub and Slack said of them. For display only: what they may do is asked at the click.
import type { Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { ReviewerRule } from '../policy/reviewer-rule.ts';
import type { AppHome } from './app-home.ts';

export type HomeStanding = {
  readonly ownerOf: AppHome['ownerOf'];
  /** Where GitHub did not say whether they are an owner, and never had. */
  readonly unchecked: readonly string[];
  /** Something else was not said: whatever happens may concern them, and it is asked again. */
  readonly isUnsure: boolean;
};

/** `role`: as GitHub says it, `none` where they may not decide. `fits`: the rules by which they could be a reviewer, asked of members alone, since whoever reviews is one. */
export type AskedRole = {
  readonly organization: Pick<Organization, 'id' | 'login'>;
  readonly role: 'owner' | 'member' | 'none' | 'unknown';
  readonly fits: ReadonlyMap<ReviewerRule, 'yes' | 'no' | 'unknown'>;
};

export function standingOf(before: AppHome['ownerOf'], asked: readonly AskedRole[], now: Instant): HomeStanding {
  const unchecked = asked.filter((one) => one.role === 'unknown' && !wasOwner(before, one));
  const owned = asked.filter((one) => one.role === 'owner' || (one.role === 'unknown' && wasOwner(before, one)));
  const reviews = asked
    .map(({ organization: { id }, fits }) => ({ id, rules: rulesAnswered(fits, 'yes') }))
    .filter(({ rules }) => rules.length > 0);
  const ids = owned.map(({ organization }) => organization.id);
  return {
    ownerOf: unchecked.length > 0 ? null : { ids, reviews, askedAt: now },
    unchecked: unchecked.map(({ organization }) => organization.login),
    isUnsure: asked.some(({ fits }) => rulesAnswered(fits, 'unknown').length > 0),
  };
}

function wasOwner(before: AppHome['ownerOf'], { organization: { id } }: AskedRole): boolean {
  return before?.ids.includes(id) === true;
}

function rulesAnswered(fits: AskedRole['fits'], wanted: 'yes' | 'unknown'): readonly ReviewerRule[] {
  return [...fits].flatMap(([rule, answer]) => (answer === wanted ? [rule] : []));
}
