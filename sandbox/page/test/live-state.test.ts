import type { Message, Slices, Snapshot } from '@countersign/sandbox-stage/protocol';
import { describe, expect, it } from 'vitest';
import { liveFrom, livePatched, liveWithOlder } from '../live/live-state.ts';

const message = (ts: string, text = ts): Message => ({
  ...{ key: `C1/${ts}`, conversation: 'C1', ts, threadTs: null, sender: 'U1', at: 0, text },
  ...{ blocks: [], isEphemeral: false, isEdited: false },
});
const snapshot: Snapshot = {
  slices: { webhookCount: 0 } as Slices,
  lists: { messages: [message('5'), message('4')], tokens: [], entries: [], effects: [], webhooks: [] },
};
const texts = (live: ReturnType<typeof liveFrom>) => live.messages.get('C1')?.map(({ text }) => text);

describe('what the server tells', () => {
  it('stands in the order of its time', () => {
    expect(texts(liveFrom(snapshot))).toEqual(['4', '5']);
  });

  it('is changed row by row, and what did not change stays the same object', () => {
    const before = liveFrom(snapshot);
    const after = livePatched(before, {
      slices: { webhookCount: 1 },
      lists: { messages: { put: [message('6'), message('5', 'edited')], drop: ['C1/4'] } },
    });
    expect(texts(after)).toEqual(['edited', '6']);
    expect(after.slices.webhookCount).toBe(1);
    expect(after.entries).toBe(before.entries);
  });

  it('leaves out a changed message that is older than the oldest held', () => {
    const after = livePatched(liveFrom(snapshot), {
      slices: {},
      lists: { messages: { put: [message('1')], drop: [] } },
    });
    expect(texts(after)).toEqual(['4', '5']);
  });

  it('takes older ones that were asked for', () => {
    expect(texts(liveWithOlder(liveFrom(snapshot), 'messages', [message('1')]))).toEqual(['1', '4', '5']);
  });
});
