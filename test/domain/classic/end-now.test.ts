import { describe, expect, it } from 'vitest';
import { declaredEnd } from '../../../src/domain/classic/classic-record.ts';
import { classicEndNow, endOfRequestNow, endOfTokenNow } from '../../../src/domain/classic/end-now.ts';
import type { ReminderNow } from '../../../src/domain/notices/reminder-now.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
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

describe('the end of a classic token that GitHub shows', () => {
  const said = { threshold: 7, endsAt } as const;
  it.each<[string, object, ReminderNow]>([
    ['holds', { told: { threshold: 7, expiresAt: endsAt } }, { is: 'true' }],
    ['is repeated by what was told of it later', { told: { threshold: 3, expiresAt: endsAt } }, { is: 'repeated' }],
    ['is not repeated by what was told of another end', { told: { threshold: 3, expiresAt: noon } }, { is: 'true' }],
    ['holds where nothing was told', { told: null }, { is: 'true' }],
  ])('%s', (_, some, is) => {
    expect(endOfTokenNow(said, classicToken({ expiresAt: endsAt, ...some }))).toEqual(is);
  });
});

describe('the end of a classic token that its request declares', () => {
  const request = approvedClassic(7);
  const said = { threshold: 7, endsAt: declaredEnd(request) ?? 0 } as const;

  it('holds, is repeated, or is another one', () => {
    expect(endOfRequestNow(said, request, null)).toEqual({ is: 'true' });
    const told = request.classic === null ? null : { ...request.classic, told: 3 as const };
    expect(endOfRequestNow(said, { ...request, classic: told }, null)).toEqual({ is: 'repeated' });
    const other = { ...said, endsAt: said.endsAt + 1 };
    expect(endOfRequestNow(other, request, null)).toEqual(
      declaredEnd(request) === null ? { is: 'true' } : { is: 'moved', expiresAt: declaredEnd(request) },
    );
  });

  it('is what GitHub shows of it, where it does', () => {
    const shown = classicToken({ expiresAt: said.endsAt + 5 });
    expect(endOfRequestNow(said, request, shown)).toEqual({ is: 'moved', expiresAt: said.endsAt + 5 });
  });

  it('holds where the request is of none', () => {
    expect(endOfRequestNow(said, { ...request, classic: null }, null)).toEqual({ is: 'true' });
  });
});
