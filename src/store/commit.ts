import type { Change } from '../domain/change.ts';
import type { Instant } from '../domain/ids.ts';
import { subjectKey } from '../domain/message.ts';
import { concernedQuestions, concernedReminders } from '../domain/notices/concerned-reminders.ts';
import { redraw } from '../domain/step.ts';
import { addEffect, cancelEffect } from './add-effects.ts';
import { quotaNames, requireLeft } from './count-used.ts';
import type { Steps } from './engine.ts';
import { appendEntries } from './entry-chain.ts';
import { publishConcerned } from './publish-concerned.ts';
import { redrawIfOutdated } from './record-copy.ts';
import { nameOfRow } from './rows.ts';
import { hold } from './steps.ts';
import { createWriteRows } from './write-rows.ts';

export type ApplyChange = (change: Change, now: Instant) => Steps;

/**
 * What nobody else may touch meanwhile. Several rows, since two Changes with the same ones in another order would wait for each other;
 * and subjects that are drawn or get a copy, since between the two neither would see the other.
 */
function heldBy({ writes, effects, quotas = [] }: Change): readonly string[] {
  const rows = writes.map((write) => `row of ${write.table}: ${nameOfRow(write)}`);
  const subjects = [
    ...effects.flatMap((effect) => (effect.kind === 'redraw' ? [effect.subject] : [])),
    ...writes.flatMap((write) => (write.table === 'message_copies' && write.was === null ? [write.row.subject] : [])),
  ];
  return [
    ...quotaNames(quotas),
    ...(rows.length > 1 ? rows : []),
    ...subjects.map((subject) => `copies of ${subjectKey(subject)}`),
  ];
}

/** Everything of a Change, as steps of a transaction that is stale where it must not be. */
export function createApplyChange(): ApplyChange {
  const writeRows = createWriteRows();
  return function* applyChange(asked, now) {
    const concerned = [...concernedReminders(asked), ...concernedQuestions(asked)];
    const change = { ...asked, effects: [...asked.effects, ...concerned.map(redraw)] };
    yield* hold(...heldBy(change));
    yield* requireLeft(change.quotas ?? []);
    for (const key of change.cancels ?? []) yield* cancelEffect(key, now);
    yield* writeRows(change.writes);
    for (const write of change.writes) {
      if (write.table === 'message_copies' && write.was === null) yield* redrawIfOutdated(write.row, now);
    }
    for (const effect of change.effects) yield* addEffect(effect, now);
    yield* publishConcerned(change, now);
    yield* appendEntries(change.entries);
  };
}
