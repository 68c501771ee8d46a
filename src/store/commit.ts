import type { Change } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { subjectKey } from '../domain/message.ts';
import { addEffect, cancelEffect, holdSubject } from './add-effects.ts';
import type { Steps } from './engine.ts';
import { appendEntries } from './entry-chain.ts';
import { createWriteRow } from './write-row.ts';

export type ApplyChange = (change: Change, now: Instant) => Steps;

/** Everything of a Change, as steps of a transaction that is stale where it must not be. */
export function createApplyChange(): ApplyChange {
  const writeRow = createWriteRow();
  return function* applyChange(change, now) {
    for (const key of change.cancels ?? []) yield* cancelEffect(key, now);
    for (const write of change.writes) {
      if (write.table === 'message_copies' && write.was === null) yield* holdSubject(subjectKey(write.row.subject));
      yield* writeRow(write);
    }
    for (const effect of change.effects) yield* addEffect(effect, now);
    yield* appendEntries(change.entries);
  };
}
