// What is left of a token's flagged excess after a step: its deadline, and the question to its holder.
import { dayMs, type Instant } from '../ids.ts';
import type { Drift, Revocation } from './token.ts';

/** The reviewers get its card only now: they have a day at least before anything ends. */
export function toldReviewers(drift: Drift | null, at: Instant): Drift | null {
  if (drift === null) return null;
  const { askedUntil: _, ...without } = drift;
  const { deadlineAt, putOffUntil } = drift;
  if (deadlineAt === null) return without;
  const least = at + dayMs;
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
 * to the deadline. A new Agreement begins anew.
 */
export function resting(drift: Drift | null, at: Instant): Drift | null {
  if (drift === null) return null;
  const { since, outcome, leftMs } = drift;
  const deadlineAt = drift.putOffUntil ?? drift.deadlineAt;
  if (deadlineAt === null) return leftMs === undefined ? null : drift;
  return { since, deadlineAt: null, outcome, leftMs: Math.max(0, deadlineAt - at) };
}

/** Of a deadline that only showed what would have been done, when that would have been. */
export function passed(drift: Drift | null): Drift | null {
  const without = withoutDeadline(drift);
  if (without === null || drift?.outcome !== 'would_revoke' || drift.deadlineAt === null) return without;
  return { ...without, passedAt: drift.putOffUntil ?? drift.deadlineAt };
}

/** What was not sent because the policy only observes by now is not given up: a deadline begins anew when it enforces again. */
export function afterRefusal(drift: Drift | null, why: NonNullable<Revocation['refused']>): Drift | null {
  const without = withoutDeadline(drift);
  return without === null || why !== 'only_observed' ? without : { ...without, outcome: 'would_revoke' };
}
