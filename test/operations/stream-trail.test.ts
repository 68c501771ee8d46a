import { expect, it } from 'vitest';
import type { Entry } from '../../src/domain/change.ts';
import { createPace } from '../../src/jobs/pace.ts';
import { streamTrail } from '../../src/operations/due/stream-trail.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { TrailStream } from '../../src/ports/trail-stream.ts';
import { change, noon } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';

/** A trail of so many entries, and a receiver that answers as told; the rest it takes. */
async function streaming(count: number, answers: readonly (string | null)[] = []) {
  const { store } = await openTemporaryStore();
  const add = async (more: number): Promise<void> => {
    const entry: Entry = { at: noon, actor: 'countersign', act: 'test', subject: 'policy', data: {} };
    await store.commit(change({ entries: Array.from({ length: more }, () => entry) }), noon);
  };
  await add(count);
  const got: (readonly [number, number, number])[] = [];
  const logged: unknown[] = [];
  const receiver = (id: string): TrailStream => ({
    id,
    send: async (lines, { first, last }) => {
      got.push([first, last, lines.trimEnd().split('\n').length]);
      return answers[got.length - 1] ?? null;
    },
  });
  let nowMs = 0;
  const log = { info: () => undefined, warn: () => undefined, error: (what: string) => void logged.push(what) };
  const ports = { store, log, pace: createPace({ elapsedMs: () => nowMs }) };
  return {
    add,
    got,
    logged,
    tick: async (seconds: number, to: string | null = 'siem') => {
      nowMs += seconds * 1_000;
      await streamTrail({ ...ports, trailStream: to === null ? null : receiver(to) } as unknown as Ports);
    },
  };
}

it('sends all that was not sent yet, in order, once', async () => {
  const { add, got, tick } = await streaming(700);
  await tick(5);
  await tick(5);
  await add(1);
  await tick(5);
  expect(got).toEqual([
    [1, 500, 500],
    [501, 700, 200],
    [701, 701, 1],
  ]);
});

it('sends what the receiver did not take again after a minute, and says that it waits', async () => {
  const { got, logged, tick } = await streaming(700, [null, 'status_503']);
  await tick(5);
  await tick(30);
  expect(got).toHaveLength(2);
  await tick(31);
  expect(got.at(-1)).toEqual([501, 700, 200]);
  expect(logged).toEqual(['entries of the audit trail could not be sent on; they wait']);
});

it('sends a new receiver everything', async () => {
  const { got, tick } = await streaming(3);
  await tick(5, 'siem');
  await tick(5, 'another');
  expect(got).toEqual([
    [1, 3, 3],
    [1, 3, 3],
  ]);
});

it('sends nothing where no receiver is named', async () => {
  const { got, tick } = await streaming(3);
  await tick(5, null);
  expect(got).toEqual([]);
});
