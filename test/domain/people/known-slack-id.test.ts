import { describe, expect, it } from 'vitest';
import type { SlackUserId } from '../../../src/domain/ids.ts';
import { learn } from '../../../src/domain/people/known-slack-id.ts';

const local = 'U0MONA' as SlackUserId;
const other = 'U0MONA2' as SlackUserId;
const global = 'W0MONA' as SlackUserId;
const found = (slackId: SlackUserId) => ({ slackId, globalId: global });
const learned = (...given: Parameters<typeof learn>): readonly string[] =>
  learn(...given).map(({ slackId, knownAs, globalId }) => {
    expect(globalId).toBe(global);
    return `${slackId} is ${knownAs}`;
  });
const nothing = new Map<SlackUserId, SlackUserId>();

describe('as whom a person is known', () => {
  it('is by the enterprise’s id, whichever comes first', () => {
    expect(learned([found(local)], nothing, false, 1)).toEqual(['U0MONA is W0MONA', 'W0MONA is W0MONA']);
    expect(learned([found(global)], nothing, false, 1)).toEqual(['W0MONA is W0MONA']);
  });

  it('is by the id under which we have rows of theirs, and the other leads there', () => {
    expect(learned([found(local)], nothing, true, 1)).toEqual(['U0MONA is U0MONA', 'W0MONA is U0MONA']);
  });

  it('is one, under however many ids we have rows: the first of them', () => {
    expect(learned([found(local), found(other)], nothing, true, 1)).toEqual([
      ...['U0MONA is U0MONA', 'W0MONA is U0MONA', 'U0MONA2 is U0MONA'],
    ]);
  });

  it('never changes once it was said', () => {
    const known = new Map([[global, local]]);
    expect(learned([found(other)], known, false, 1)).toEqual(['U0MONA2 is U0MONA']);
    expect(learned([found(other)], known, true, 1)).toEqual(['U0MONA2 is U0MONA']);
    expect(learned([found(global)], known, true, 1)).toEqual([]);
  });
});
