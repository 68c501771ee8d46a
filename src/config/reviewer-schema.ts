import { z } from 'zod';
import type { ReviewerRule } from '../domain/policy/reviewer-rule.ts';

// Whom the policy lets decide, wherever it names them.

const notAReviewer = 'must be owners, repository-admins, team:SLUG, slack:S0123456789 or user:LOGIN';

/** The slug of a team, as the last part of its address on GitHub. */
export const teamSlug = '[A-Za-z0-9][A-Za-z0-9_.-]{0,99}';

const reviewer = z
  .string(notAReviewer)
  .regex(
    new RegExp(`^(owners|repository-admins|team:${teamSlug}|slack:S[A-Z0-9]{2,20}|user:[^\\s\\p{C}/@:]{1,100})$`, 'u'),
    { error: notAReviewer, abort: true },
  )
  .refine(
    (given) => given !== 'slack:S0123456789',
    'must have a Slack user group’s id of your own, in place of the example’s',
  );

const notAList = 'must be a list, like [owners]';

export const reviewerList = z
  .array(reviewer, notAList)
  .min(1, notAList)
  .max(10, 'must be a list of ten reviewers at most');

/** Teams and logins are the same in any case. */
export function compileReviewers(given: readonly string[]): readonly ReviewerRule[] {
  const rules = given.map((one) => (one.startsWith('slack:') ? one : one.toLowerCase()) as ReviewerRule);
  return [...new Set(rules)];
}
