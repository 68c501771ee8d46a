// Somebody else's is answered like what does not exist, so that nobody learns of it by trying numbers or names.
import type { RequestNumber } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { asLooking } from './as-looking.ts';

/** Why somebody may not see it, or act on it: it is none of theirs. */
const notTheirs: ReadonlySet<Refusal['why']> = new Set([
  'unknown_message',
  'not_an_owner',
  'not_a_reviewer',
  'details_not_theirs',
]);

/** What whoever may not see something is told: nothing would have been decided. */
export function asUnseen(refusal: Refusal): Refusal {
  const { why } = refusal;
  if (why !== 'not_an_owner' && why !== 'not_a_reviewer' && why !== 'not_a_member') return asLooking(refusal);
  const { login, organization } = refusal;
  const reviewers = why === 'not_a_reviewer' ? refusal.reviewers : (['owners'] as const);
  return refuse({ why: 'details_not_theirs', login, organization, reviewers });
}

/** What whoever named a request by its number is told; every other Refusal is told as it is. */
export function asUnknown(refusal: Refusal, number: RequestNumber): Refusal {
  return notTheirs.has(refusal.why) ? refuse({ why: 'not_your_request', number }) : refusal;
}
