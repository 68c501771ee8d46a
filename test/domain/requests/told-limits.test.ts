import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import { requestAlready } from '../../../src/domain/requests/advance-request.ts';
import { lifetimeChosen, standingLimits, tellLimit, toldActs } from '../../../src/domain/requests/told-limits.ts';
import type { Lifetime } from '../../../src/domain/scope/agreement.ts';
import { organization, requestNumber } from '../../support/sample-dossiers.ts';
import { mona } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const forbidden = { act: toldActs.forbidden, at: noon, data: {} };
const capped = (days: number | null) => ({ act: toldActs.capped, at: noon, data: { days } });
const lasting = (days: number): { readonly lifetime: Lifetime } => ({ lifetime: { kind: 'days', days } });
const { scope } = pendingRequest(1);
const made = (days: number, at: number) =>
  approvedRequest(1, { status: 'fulfilled', changedAt: at, scope: { ...scope, ...lasting(days) } });
const later = noon + dayMs;

describe('what members told of GitHub’s own policy', () => {
  it('is told to whoever asks next, for 90 days', () => {
    expect(standingLimits([forbidden], [], lasting(7), later)).toEqual([{ limit: 'forbidden', at: noon }]);
    expect(standingLimits([forbidden], [], lasting(7), noon + 90 * dayMs - 1)).toHaveLength(1);
    expect(standingLimits([forbidden], [], lasting(7), noon + 90 * dayMs)).toEqual([]);
    expect(standingLimits([forbidden], [], { lifetime: { kind: 'never' } }, later)).toHaveLength(1);
  });

  it('ends with a token that came all the same', () => {
    expect(standingLimits([forbidden], [made(7, noon + 1)], lasting(7), later)).toEqual([]);
    expect(standingLimits([forbidden], [made(7, noon)], lasting(7), later)).toHaveLength(1);
    const waiting = { ...made(7, noon + 1), status: 'approved' } as const;
    expect(standingLimits([forbidden], [waiting], lasting(7), later)).toHaveLength(1);
  });

  it('is told of a cap only to those who ask for as long, until one as long came', () => {
    expect(standingLimits([capped(60)], [], lasting(60), later)).toEqual([{ limit: 'capped', at: noon, days: 60 }]);
    expect(standingLimits([capped(60)], [], lasting(59), later)).toEqual([]);
    expect(standingLimits([capped(60)], [made(30, noon + 1)], lasting(90), later)).toHaveLength(1);
    expect(standingLimits([capped(60)], [made(60, noon + 1)], lasting(90), later)).toEqual([]);
  });

  it('is told of tokens that never expire to those who ask for one', () => {
    expect(standingLimits([capped(null)], [], { lifetime: { kind: 'never' } }, later)).toEqual([
      { limit: 'capped', at: noon, days: null },
    ]);
    expect(standingLimits([capped(null)], [], lasting(366), later)).toEqual([]);
  });
});

it.each<[string, Parameters<typeof lifetimeChosen>[0], ReturnType<typeof lifetimeChosen>]>([
  ['so many days', { lifetime: '30' }, { kind: 'days', days: 30 }],
  ['no expiry', { lifetime: 'none' }, { kind: 'never' }],
  ['a last day', { lifetime: 'date', expires_on: '2027-04-01' }, { kind: 'date', date: '2027-04-01' }],
  ['a last day that is none yet', { lifetime: 'date', expires_on: '' }, { kind: 'days', days: 0 }],
  ['nothing yet', {}, { kind: 'days', days: 0 }],
  ['what was never offered', { lifetime: '30 days' }, { kind: 'days', days: 0 }],
])('reads what the form has of a lifetime: %s', (_, answers, lifetime) => {
  expect(lifetimeChosen(answers)).toEqual(lifetime);
});

it.each<[Record<string, string | readonly string[]>, Lifetime]>([
  [{ lifetime: 'none' }, { kind: 'never' }],
  [{ lifetime: '30' }, { kind: 'days', days: 30 }],
  [{ lifetime: ['30'] }, { kind: 'days', days: 0 }],
  [{ lifetime: '30 days' }, { kind: 'days', days: 0 }],
  [{ lifetime: 'x30' }, { kind: 'days', days: 0 }],
  [
    { lifetime: '30', expires_on: '2026-07-01' },
    { kind: 'days', days: 30 },
  ],
  [
    { lifetime: 'date', expires_on: '2026-07-01' },
    { kind: 'date', date: '2026-07-01' },
  ],
  [
    { lifetime: 'date', expires_on: '2026-02-31' },
    { kind: 'days', days: 0 },
  ],
  [{ lifetime: 'date' }, { kind: 'days', days: 0 }],
  [{}, { kind: 'days', days: 0 }],
])('as far as it is chosen, %j lasts %j', (answers, lifetime) => {
  expect(lifetimeChosen(answers)).toEqual(lifetime);
});

describe('that GitHub’s page refuses what was approved', () => {
  const acme = organization({ version: 4 });
  const request = approvedRequest(7, { scope: { ...scope, ...lasting(30) } });

  it.each([
    ['forbidden', { number: requestNumber(7), by: mona.githubId }],
    ['capped', { number: requestNumber(7), by: mona.githubId, days: 30 }],
  ] as const)('is an entry of the organization, whose row two at once would both write: %s', (limit, data) => {
    expect(tellLimit(request, limit, mona, acme, later)).toEqual({
      writes: [{ table: 'organizations', was: 4, row: { ...acme, version: 5 } }],
      entries: [{ at: later, actor: 'slack:U0MONA', act: toldActs[limit], subject: 'organization:1', data }],
      effects: [],
    });
  });

  it('is told of what is approved alone', () => {
    expect(tellLimit(pendingRequest(7), 'capped', mona, acme, later)).toEqual(requestAlready(pendingRequest(7)));
  });
});
