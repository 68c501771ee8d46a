import { expect, it } from 'vitest';
import { askedWhole } from '../../../src/domain/requests/asked-whole.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

it.each([
  ['is a request', { kind: 'days', days: 30 }, 'request'],
  ['was there before, and nobody asked', { kind: 'until', at: noon }, 'unasked'],
] as const)('for the rules a token %s', (_, lifetime, kind) => {
  const request = pendingRequest(7);
  const whole = askedWhole({ ...request, scope: { ...request.scope, lifetime } }, null);
  expect([whole.kind, whole.isOwner, whole.deciders.size]).toEqual([kind, null, 0]);
});
