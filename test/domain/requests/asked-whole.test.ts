import { expect, it } from 'vitest';
import { askedWhole } from '../../../src/domain/requests/asked-whole.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

it('for the rules a renewal is one, whatever was agreed before, and a classic token is a classic token', () => {
  const kindOf = (some: Partial<Parameters<typeof askedWhole>[0]>) =>
    askedWhole({ ...pendingRequest(7), ...some }, null).kind;
  const until = { ...pendingRequest(7).scope, lifetime: { kind: 'until', at: noon } } as const;
  expect([kindOf({ renews: {} }), kindOf({ renews: {}, scope: until }), kindOf({ renews: null })]).toEqual([
    ...['renewal', 'renewal', 'request'],
  ]);
  expect(kindOf({ renews: {}, scope: pendingClassic(7).scope })).toBe('classic');
});

it('what GitHub said goes with it, and nothing where nobody asked', () => {
  const facts = { teams: new Map([['docs', true]]), topics: new Map() };
  expect(askedWhole(pendingRequest(7), null, { facts }).facts).toBe(facts);
  expect(Object.keys(askedWhole(pendingRequest(7), null))).not.toContain('facts');
});

it.each([
  ['is a request', { kind: 'days', days: 30 }, 'request'],
  ['was there before, and nobody asked', { kind: 'until', at: noon }, 'unasked'],
] as const)('for the rules a token %s', (_, lifetime, kind) => {
  const request = pendingRequest(7);
  const whole = askedWhole({ ...request, scope: { ...request.scope, lifetime } }, null);
  expect([whole.kind, whole.isOwner, whole.deciders.size]).toEqual([kind, null, 0]);
});
