// Whoever stands for a token may be another one by now: the policy names another sponsor, or its holder's account is another Slack person's. What waits
// for its holder's side is told to them once, in the words that the one before read, and what that one has is drawn anew. A deadline that only
// somebody else had read of would surprise whoever answers for it.
import { type Change, type Effect, type MessageCopy, noChange } from '../change.ts';
import type { Message } from '../message.ts';
import { overForGood, passedOn } from '../messages/copies.ts';
import type { HolderInSlack } from '../person.ts';
import { isOnlyProlonged } from '../requests/renewal.ts';
import { effectKey, post, redraw } from '../step.ts';
import { type ActiveToken, type Drift, deadlineOf, type PendingToken } from '../tokens/token.ts';
import { questionsOf } from './reminders-of.ts';

/** `isNew`: by this very step. Else it may have come to be so at any time, and only what somebody was told is handed over. */
export type Stands = { readonly to: HolderInSlack; readonly isNew: boolean };

/** Whether it waits for its holder's side: it goes past what was agreed, and something follows unless they act. */
export function isOnHolder<Token extends Pick<ActiveToken, 'status' | 'drift'>>(
  token: Token,
): token is Token & { readonly drift: Drift } {
  const { status, drift } = token;
  return status === 'exceeding' && (deadlineOf(drift) !== null || drift?.askedUntil !== undefined);
}

/** The same of one that waits on GitHub. What the first listing showed nobody was told of. */
export function waitsForHolder({ status, match, answer, isBaseline, revision }: PendingToken): boolean {
  if (isBaseline && revision === 1) return false;
  return status === 'held' || (status === 'open' && match.kind === 'unsure' && answer === null);
}

/** `copies`: of what was said to its holder's side about it. */
export function handOverActive(token: ActiveToken, copies: readonly MessageCopy[], stands: Stands): Change {
  if (!isOnHolder(token)) return noChange;
  const { drift, id, organizationId } = token;
  const newsIn = ({ subject }: MessageCopy) => {
    const asked = subject.of === 'questions' ? subject.asked : undefined;
    return asked?.since === drift.since && asked.message.kind === 'active_token_news' ? asked.message.news : null;
  };
  const told = copies.filter((copy) => newsIn(copy) === 'exceeding' || newsIn(copy) === 'prolonged');
  const isAsked = drift.askedUntil !== undefined || told.some((copy) => newsIn(copy) === 'prolonged');
  const news = isAsked && isOnlyProlonged(token) ? 'prolonged' : 'exceeding';
  const message = { kind: 'active_token_news', id, news, audience: 'holder' } as const;
  return handOver(told, stands, [redraw(questionsOf(token))], (to) =>
    post(organizationId, to, effectKey.handedOver(message.kind, id, drift.since, to), message),
  );
}

export function handOverPending(token: PendingToken, copies: readonly MessageCopy[], stands: Stands): Change {
  const { id, organizationId, revision } = token;
  if (!waitsForHolder(token)) return noChange;
  const message: Message = { kind: 'pending_token_held', id };
  const told = copies.filter((copy) => copy.message === message.kind);
  return handOver(told, stands, [redraw({ of: 'pending_token', id })], (to) =>
    post(organizationId, to, effectKey.handedOver(message.kind, id, revision, to), message),
  );
}

function handOver(
  told: readonly MessageCopy[],
  { to, isNew }: Stands,
  drawn: readonly Effect[],
  tell: (to: HolderInSlack) => readonly Effect[],
): Change {
  const isUntold = told.every(({ reader }) => reader !== to) && (isNew || told.length > 0);
  const isStale = told.some(
    ({ reader, shownVersion: shown }) => shown !== overForGood && (reader === to) === (shown === passedOn),
  );
  const effects = [...(isUntold ? tell(to) : []), ...(isStale ? drawn : [])];
  return effects.length === 0 ? noChange : { ...noChange, effects };
}
