import { expect, it } from 'vitest';
import { classicEndNow } from '../../../src/domain/classic/end-now.ts';
import type { ReminderNow } from '../../../src/domain/notices/reminder-now.ts';
import { noon } from '../../support/sample-scopes.ts';

const endsAt = noon + 5;
type Known = Parameters<typeof classicEndNow>[1];
const active = { endsAt, told: 7, token: null } as const;
const inStatus = (status: 'active' | 'revoking' | 'revoked' | 'gone') => ({ status, changedAt: noon });

it.each<[string, 7 | 'expired', Known, ReminderNow]>([
  ['holds while it is what was told last', 7, active, { is: 'true' }],
  ['holds where nothing of this end was told', 7, { ...active, told: null }, { is: 'true' }],
  ['holds where an earlier one was told last', 7, { ...active, told: 14 }, { is: 'true' }],
  ['is repeated by a later one', 7, { ...active, told: 3 }, { is: 'repeated' }],
  ['is repeated by the end', 7, { ...active, told: 'expired' }, { is: 'repeated' }],
  ['is not repeated by itself once it has ended', 'expired', { ...active, told: 'expired' }, { is: 'true' }],
  ['is of another end', 7, { ...active, endsAt: noon }, { is: 'moved', expiresAt: noon }],
  ['is of an end that there is no more', 7, { ...active, endsAt: null }, { is: 'moved', expiresAt: null }],
  ['holds of one that GitHub shows', 7, { ...active, token: inStatus('active') }, { is: 'true' }],
  ['is over while it is being revoked', 7, { ...active, token: inStatus('revoking') }, { is: 'revoking' }],
  ['is over once it was revoked', 7, { ...active, told: 3, token: inStatus('revoked') }, { is: 'revoked', at: noon }],
  ['is over once it has gone', 7, { ...active, endsAt: null, token: inStatus('gone') }, { is: 'gone', at: noon }],
  ['holds that it has ended, whatever came', 'expired', { ...active, token: inStatus('gone') }, { is: 'true' }],
])('a reminder of a classic token’s end %s', (_, threshold, known, is) => {
  expect(classicEndNow({ threshold, endsAt }, known)).toEqual(is);
});
