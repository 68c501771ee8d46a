import { expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { DueNotice } from '../../../src/domain/notices/due-notice.ts';
import { letEnd } from '../../../src/domain/notices/let-end.ts';
import { grant, notice, now } from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';

const token = grant();
const lets = (...known: readonly DueNotice[]) => letEnd(token, known, mona.slackId, now);

it('a holder who lets a token end is reminded of that end no more, and the trail says so', () => {
  const known = [notice(7), notice(1)];
  expect(lets(...known)).toEqual({
    writes: known.map((one) => ({
      table: 'due_notices',
      was: one.version,
      row: { ...one, status: 'declined', version: one.version + 1 },
    })),
    entries: [
      {
        ...{ at: now, actor: 'slack:U0MONA', act: 'active_token.let_end', subject: `active_token:${token.id}` },
        data: { expiresAt: token.scope.expiresAt },
      },
    ],
    effects: [{ kind: 'redraw', subject: { of: 'reminders', id: '1-70' } }],
  });
});

it.each<[string, DueNotice]>([
  ['that it has ended', notice('expired')],
  ['of another end', notice(7, { expiresAt: now })],
  ['what was told', notice(7, { status: 'claimed' })],
])('they are still told %s', (_, one) => {
  expect(lets(one)).toBe(noChange);
});
