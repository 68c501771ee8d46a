// How a revocation of a classic token is carried out: GitHub's list is read before and after the call, and what it says is what became of it. One
// thing is asked for after the other. Pure.
import { type Change, noChange } from '../change.ts';
import type { GithubUserId, Instant, SlackUserId } from '../ids.ts';
import type { Mode } from '../policy/policy.ts';
import { isRefusal } from '../refusal.ts';
import { refusedWith, retryAfter } from '../tokens/github-answer.ts';
import { objectionToRevoker } from '../tokens/revoker.ts';
import type { GithubAnswer, Question } from '../tokens/sighting.ts';
import type { Revocation } from '../tokens/token.ts';
import { advanceClassicToken } from './advance-classic-token.ts';
import type { ClassicToken } from './classic-token.ts';

export type ClassicRevocationFacts = {
  /** Whether GitHub lists it now: asked anew after the call. */
  readonly isListed?: boolean;
  readonly stillOwners: ReadonlyMap<GithubUserId, boolean>;
  /** What GitHub said to the call. */
  readonly answer?: GithubAnswer;
};

export type ClassicRevocationStep =
  | { readonly is: 'missed' }
  | { readonly is: 'abandoned'; readonly why: NonNullable<Revocation['refused']> }
  | { readonly is: 'not_applied'; readonly retryAfterSeconds: number | null }
  | { readonly is: 'asked'; readonly question: ClassicRevocationQuestion };

export type ClassicRevocationQuestion =
  | { readonly ask: 'is_listed' | 'answer' }
  | Extract<Question, { ask: 'is_still_owner' }>;

/** What is left to be revoked; null where nothing is. */
export function revocationToDo(token: ClassicToken | null): Revocation | null {
  return token?.status === 'revoking' ? token.revocation : null;
}

export function endClassicToken(
  revocation: Revocation,
  mode: Mode,
  { isListed, stillOwners, answer }: ClassicRevocationFacts,
): ClassicRevocationStep {
  if (isListed === undefined) return { is: 'asked', question: { ask: 'is_listed' } };
  // An earlier call whose answer was lost may have worked.
  if (!isListed) return { is: 'missed' };
  if (answer !== undefined) {
    return refusedWith(answer) === null
      ? { is: 'not_applied', retryAfterSeconds: retryAfter(answer) }
      : { is: 'abandoned', why: 'github_refused' };
  }
  const objection = objectionToRevoker(revocation, mode, stillOwners);
  if (objection === null) return { is: 'asked', question: { ask: 'answer' } };
  return typeof objection === 'string' ? { is: 'abandoned', why: objection } : { is: 'asked', question: objection };
}

/** It stays what it was before. */
export function abandonClassicRevocation(
  row: ClassicToken | null,
  why: NonNullable<Revocation['refused']>,
  slackId: SlackUserId | null,
  now: Instant,
): Change {
  const change = row === null ? noChange : advanceClassicToken(row, { act: 'abandon_revoking', why }, now, slackId);
  return isRefusal(change) ? noChange : change;
}
