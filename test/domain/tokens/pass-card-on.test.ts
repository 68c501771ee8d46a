import { expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import { passCardOn } from '../../../src/domain/tokens/pass-card-on.ts';
import { copyOf, dossier, patRequestId, waiting } from '../../support/sample-dossiers.ts';

const from = { of: 'pending_token', id: waiting().id } as const;
const to = { of: 'pending_token', id: waiting({ patRequestId: patRequestId(502) }).id } as const;

it('every message about the older row goes on with the newer one, and is drawn anew at once', () => {
  const card = copyOf(from, 'pending_token_card');
  const held = copyOf(from, 'pending_token_held', { version: 9 });
  const others = [copyOf({ of: 'active_token', id: from.id }, 'active_token_card'), copyOf(to, 'pending_token_card')];
  expect(passCardOn(dossier({ copies: [card, ...others, held] }), from, to)).toEqual({
    writes: [
      { table: 'message_copies', was: 2, row: { ...card, subject: to, version: 3, shownVersion: 0 } },
      { table: 'message_copies', was: 9, row: { ...held, subject: to, version: 10, shownVersion: 0 } },
    ],
    entries: [],
    effects: [{ kind: 'redraw', subject: to }],
  });
});

it('nothing is written where no message stands', () => {
  expect(passCardOn(dossier(), from, to)).toBe(noChange);
});
