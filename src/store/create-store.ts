import { and, eq, isNotNull, lt, not, sql } from 'drizzle-orm';
import type { RequestNumber } from '../domain/ids.ts';
import type { Store } from '../ports/store.ts';
import { createApplyChange } from './commit.ts';
import { countUsed, hasSignedIn } from './count-used.ts';
import { tellsOfDenial } from './denials-told.ts';
import { createEffectQueries, forgetEffects } from './effects.ts';
import type { Engine, Statement, Steps } from './engine.ts';
import { entriesAbout } from './entries-about.ts';
import { firstBrokenEntry, lastEntry } from './entry-chain.ts';
import { createInventory } from './inventory.ts';
import { readNumbers } from './numbers.ts';
import { readTrail } from './read-trail.ts';
import { createReads } from './reads.ts';
import { createClassicReads } from './reads-of-classic.ts';
import { createNoticeReads } from './reads-of-notices.ts';
import { createTokenReads } from './reads-of-tokens.ts';
import { createRepositoryIndex } from './repositories.ts';
import { doneOrStale, rowsOf } from './steps.ts';

/** Counts one further and answers the count. */
const count: Statement<{ readonly value: number }> = ({ build, tables: { counters } }) =>
  build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });

const counted: Statement<{ readonly value: number }> = ({ build, tables: { counters } }) =>
  build
    .select({ value: counters.value })
    .from(counters)
    .where(eq(counters.name, sql.placeholder('name')));

/** Never back: of two that send at the same time the one that was further counts. */
const raise: Statement<unknown> = ({ build, tables: { counters } }) =>
  build
    .insert(counters)
    .values({ name: sql.placeholder('name'), value: sql.placeholder('value') })
    .onConflictDoUpdate({
      target: counters.name,
      set: { value: sql`case when excluded.value > ${counters.value} then excluded.value else ${counters.value} end` },
    });

const streamed = (receiver: string): string => `trail streamed to ${receiver}`;

const forgetHints: Statement<unknown> = ({ build, tables: { hints } }) =>
  build
    .delete(hints)
    .where(and(isNotNull(hints.handledAt), lt(hints.handledAt, sql.placeholder('before')), not(tellsOfDenial(hints))));

const forgetDrafts: Statement<unknown> = ({ build, tables: { drafts } }) =>
  build.delete(drafts).where(lt(drafts.createdAt, sql.placeholder('before')));

const forgetSignIns: Statement<unknown> = ({ build, tables: { signIns } }) =>
  build.delete(signIns).where(lt(signIns.startedAt, sql.placeholder('before')));

function* forget(before: number, draftsBefore: number): Steps {
  yield* rowsOf(forgetEffects, { before });
  yield* rowsOf(forgetHints, { before });
  yield* rowsOf(forgetDrafts, { before: draftsBefore });
  yield* rowsOf(forgetSignIns, { before: draftsBefore });
}

/** What the store does on any engine. How it is opened, closed and begun anew is the engine's own. */
export function createStore(
  engine: Engine,
): Omit<Store, 'isScheduler' | 'pace' | 'waits' | 'releaseAllLeases' | 'close'> {
  const applyChange = createApplyChange();
  return {
    ...createReads(engine),
    ...createTokenReads(engine),
    ...createNoticeReads(engine),
    ...createClassicReads(engine),
    ...createInventory(engine),
    ...createRepositoryIndex(engine),
    ...createEffectQueries(engine, applyChange),
    commit: (change, now) => doneOrStale(engine, () => applyChange(change, now)),
    nextRequestNumber: async () => {
      const [row] = await engine.run(count, { name: 'request' });
      if (row === undefined) throw new Error('a number was not counted');
      return row.value as RequestNumber;
    },
    forget: (before, draftsBefore) => engine.transact(() => forget(before, draftsBefore)),
    hasSignedIn: (person, since) => hasSignedIn(engine, person, since),
    usedOf: (quota) => countUsed(engine, quota),
    entriesAbout: (subjects, limit) => entriesAbout(engine, subjects, limit),
    trail: (question, after) => readTrail(engine, question, after),
    streamedTo: async (receiver) => (await engine.run(counted, { name: streamed(receiver) }))[0]?.value ?? 0,
    noteStreamed: async (receiver, seq) => void (await engine.run(raise, { name: streamed(receiver), value: seq })),
    lastEntry: () => lastEntry(engine),
    firstBrokenEntry: () => firstBrokenEntry(engine),
    numbers: (now) => readNumbers(engine, now),
    // A write that reaches the disk: one that is rolled back would not notice that it is full.
    check: async () => void (await engine.run(count, { name: 'check' })),
  };
}
