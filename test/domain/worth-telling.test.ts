import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/change.ts';
import { worthTelling } from '../../src/domain/worth-telling.ts';

const entry = (act: string, data: Entry['data'] = {}, subject = 'active_token:1'): Entry => ({
  ...{ at: 1, actor: 'countersign', act, subject, data },
});
const exceed = (since: unknown, subject?: string): Entry =>
  entry('active_token.exceed', { drift: { since, deadlineAt: 9 }, excess: [] }, subject);

const within = entry('active_token.return_within');
const first = exceed(1);
const again = exceed(1);
const later = exceed(5);
const another = exceed(1, 'active_token:2');
const followed = entry('active_token.follow_mode', { drift: { since: 1 } });
const odd = [
  entry('active_token.exceed'),
  entry('active_token.exceed', { drift: null }),
  entry('active_token.exceed', { drift: 'x' }),
  entry('active_token.exceed', { drift: {} }),
  exceed('x'),
];

describe('of the trail people are told', () => {
  it.each<[string, readonly Entry[], readonly Entry[]]>([
    ['what happened', [within, first], [within, first]],
    ['not that GitHub was read', [entry('active_token.observe', { scope: {} }), first], [first]],
    ['one excess of one deadline once, when it began', [again, again, first], [first]],
    ['one that came after another once more', [later, within, again, first], [later, within, first]],
    ['each of two grants', [another, first], [another, first]],
    ['what else names the same deadline', [followed, first, followed], [followed, first, followed]],
    ['what says no deadline, each', [...odd, ...odd], [...odd, ...odd]],
  ])('%s', (_, newestFirst, told) => {
    const kept = worthTelling(newestFirst);
    expect(kept).toHaveLength(told.length);
    for (const [index, one] of told.entries()) expect(kept[index]).toBe(one);
  });
});
