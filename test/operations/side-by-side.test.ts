import { describe, expect, it } from 'vitest';
import { type Piece, sideBySide } from '../../src/operations/side-by-side.ts';

/** Pieces that say when they begin and end, and how many were under way together at most. */
function watched(kinds: readonly { readonly key: string; readonly mayBeBeside: boolean; readonly fails?: boolean }[]) {
  const events: string[] = [];
  let running = 0;
  const most = { together: 0 };
  const pieces = kinds.map(
    ({ key, mayBeBeside, fails = false }, index): Piece => ({
      key,
      mayBeBeside,
      work: async () => {
        running += 1;
        most.together = Math.max(most.together, running);
        events.push(`begin ${index}`);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        events.push(`end ${index}`);
        if (fails) throw new Error(`piece ${index} failed`);
      },
    }),
  );
  return { events, most, run: () => sideBySide(pieces) };
}

describe('pieces of work', () => {
  it('that may be beside each other begin together, forty at most, and all are done', async () => {
    const kinds = Array.from({ length: 90 }, (_, index) => ({ key: `k${index}`, mayBeBeside: true }));
    const { events, most, run } = watched(kinds);
    await run();
    expect(most.together).toBe(40);
    expect(events.filter((event) => event.startsWith('end'))).toHaveLength(90);
  });

  it('that may not stand alone, in their place', async () => {
    const { events, run } = watched([
      { key: 'a', mayBeBeside: true },
      { key: 'b', mayBeBeside: false },
      { key: 'c', mayBeBeside: true },
    ]);
    await run();
    expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1', 'begin 2', 'end 2']);
  });

  it('of one key follow each other', async () => {
    const { events, run } = watched([
      { key: 'a', mayBeBeside: true },
      { key: 'a', mayBeBeside: true },
    ]);
    await run();
    expect(events).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });

  it('fail when all that began with one that failed have ended, and nothing else is begun', async () => {
    const { events, run } = watched([
      { key: 'a', mayBeBeside: true, fails: true },
      { key: 'b', mayBeBeside: true },
      { key: 'c', mayBeBeside: false },
    ]);
    await expect(run()).rejects.toThrow('piece 0 failed');
    expect(events).toEqual(['begin 0', 'begin 1', 'end 0', 'end 1']);
  });
});
