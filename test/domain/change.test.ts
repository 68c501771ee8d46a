import { describe, expect, it } from 'vitest';
import { type Change, noChange, together } from '../../src/domain/change.ts';
import { mona } from '../support/sample-people.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

function change(number: number, cancels?: readonly string[]) {
  const row = pendingRequest(number);
  return {
    writes: [{ table: 'token_requests', was: null, row }],
    entries: [{ at: noon, actor: 'countersign', act: 'request.remind', subject: `PAT-${number}`, data: {} }],
    effects: [{ kind: 'redraw', subject: { of: 'request', number: row.number } }],
    ...(cancels === undefined ? {} : { cancels }),
    quotas: [{ of: 'requests', slackId: mona.slackId, since: noon, withinMs: 1, most: number }],
  } as const satisfies Change;
}

it('no change writes nothing, says nothing and does nothing', () => {
  expect(noChange).toEqual({ writes: [], entries: [], effects: [] });
});

describe('several changes together', () => {
  it('are all of them, in their order', () => {
    const [one, other] = [change(1, ['approve:1']), change(2, ['approve:2', 'deny:2'])];
    expect(together(one, other)).toEqual({
      writes: [...one.writes, ...other.writes],
      entries: [...one.entries, ...other.entries],
      effects: [...one.effects, ...other.effects],
      cancels: ['approve:1', 'approve:2', 'deny:2'],
      quotas: [...one.quotas, ...other.quotas],
    });
  });

  it('cancel nothing where none of them does', () => {
    expect(together(change(1), noChange).cancels).toEqual([]);
    expect(together(noChange).quotas).toEqual([]);
  });

  it('are none where there are none', () => {
    expect(together()).toEqual({ ...noChange, cancels: [], quotas: [] });
  });
});
