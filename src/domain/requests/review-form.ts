// What an owner answers about tokens that nobody uses: which of them stay and why, and why the others are revoked.
import type { FieldProblems } from './field-problem.ts';
import type { Answers } from './form-fields.ts';
import { readReason } from './request-form.ts';

/** Read as ids of our rows. */
export type ReviewAnswers = {
  readonly keep: readonly string[];
  /** Null where none stays. */
  readonly keepReason: string | null;
  readonly revoke: readonly string[];
  /** Null where none is revoked. */
  readonly reason: string | null;
};

/** `shown`: those that the form listed. What it did not list is neither kept nor revoked, whatever is sent. */
export function readReview(
  answers: Answers,
  shown: readonly string[],
): ReviewAnswers | { readonly problems: FieldProblems } {
  const chosen = answers.keep;
  const keep = shown.filter((id) => Array.isArray(chosen) && chosen.includes(id));
  const revoke = shown.filter((id) => !keep.includes(id));
  const keepReason = keep.length === 0 ? null : readReason(answers.keep_reason ?? null);
  const reason = revoke.length === 0 ? null : readReason(answers.reason ?? null);
  const problems: FieldProblems = {
    ...(keepReason !== null && 'problem' in keepReason ? { keep_reason: keepReason.problem } : {}),
    ...(reason !== null && 'problem' in reason ? { reason: reason.problem } : {}),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const text = (read: typeof reason): string | null => (read !== null && 'reason' in read ? read.reason : null);
  return { keep, keepReason: text(keepReason), revoke, reason: text(reason) };
}
