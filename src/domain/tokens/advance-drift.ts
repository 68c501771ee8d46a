// What is left of a token's flagged excess after a step: its deadline, and the question to its holder.
// Its holder may narrow and widen it, let it expire, ask for it and take that back: none of it moves the deadline. Only people who agreed to it
// anew set it back, and an outage puts it off, once.
import { dayMs, type Instant } from '../ids.ts';
import type { Agreement } from '../scope/agreement.ts';
import { type ActiveToken, type Drift, deadlineOf, type Revocation } from './token.ts';

/** The reviewers get its card only now: from `toldAt` on, when they were told or could have been, they have a day at least before anything ends. */
export function toldReviewers(drift: Drift | null, toldAt: Instant): Drift | null {
  if (drift === null) return null;
  const { askedUntil: _, ...without } = drift;
  const { deadlineAt, putOffUntil } = drift;
  if (deadlineAt === null) return without;
  const least = toldAt + dayMs;
  return putOffUntil === undefined
    ? { ...without, deadlineAt: Math.max(deadlineAt, least) }
    : { ...without, putOffUntil: Math.max(putOffUntil, least) };
}

function withoutDeadline(drift: Drift | null): Drift | null {
  if (drift === null) return null;
  const { putOffUntil: _, askedUntil: __, ...without } = drift;
  return { ...without, deadlineAt: null };
}

/**
 * It is within its Agreement again, which stops its time and does not set it back: whoever narrowed and widened again and again would never come
 * to the deadline.
 */
export function resting(drift: Drift | null, at: Instant): Drift | null {
  if (drift === null) return null;
  const { since, outcome, leftMs, putOffUntil } = drift;
  const deadlineAt = deadlineOf(drift);
  if (deadlineAt === null) return leftMs === undefined ? null : drift;
  return {
    ...{ since, deadlineAt: null, outcome, leftMs: Math.max(0, deadlineAt - at) },
    // An outage has put it off: another one does not.
    ...(putOffUntil !== undefined && { putOffUntil }),
  };
}

/** What is left while it is within another Agreement: all of it, unless people agreed. What a rule allows, its holder may have as often as they like. */
export function restingUnder(agreement: Agreement | null, drift: Drift | null, at: Instant): Drift | null {
  return agreement === null || agreement.basis.by === 'rule' ? resting(drift, at) : null;
}

/** Expired, or no longer there: what was left then, for when it comes back. That it was revoked leaves nothing: nobody agrees to it any more. */
export function restingSinceItsEnd({ status, drift, changedAt }: ActiveToken): Drift | null {
  return status === 'revoked' ? null : resting(drift, changedAt);
}

/** Of a deadline that only showed what would have been done, when that would have been. */
export function passed(drift: Drift | null): Drift | null {
  const without = withoutDeadline(drift);
  const deadlineAt = deadlineOf(drift);
  if (without?.outcome !== 'would_revoke' || deadlineAt === null) return without;
  return { ...without, passedAt: deadlineAt };
}

/** What was not sent because the policy only observes by now is not given up: a deadline begins anew when it enforces again. */
export function afterRefusal(drift: Drift | null, why: NonNullable<Revocation['refused']>): Drift | null {
  const without = withoutDeadline(drift);
  return without === null || why !== 'only_observed' ? without : { ...without, outcome: 'would_revoke' };
}
