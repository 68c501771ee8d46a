import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import type { Case } from '../../../src/domain/decisions/case.ts';
import { freshSignInMinutes } from '../../../src/domain/decisions/fresh-sign-in.ts';
import type { RequestedScope } from '../../../src/domain/scope/agreement.ts';
import { onActiveToken, onClassicToken, onPendingToken, onRequest } from '../../support/sample-cases.ts';
import { organizationPolicy, pendingRequest } from '../../support/sample-requests.ts';
import { actual, permissions, subset, thirtyDays } from '../../support/sample-scopes.ts';

const policy = { ...organizationPolicy(), signIn: { criticalMinutes: 30 } };
const everywhere = {
  permissions: permissions({ repository: { administration: 'write' } }),
  access: { selection: 'all' },
} as const;
const critical: RequestedScope = { ...everywhere, lifetime: thirtyDays };
/** Critical in the hands of an owner alone. */
const ofOwners: RequestedScope = {
  permissions: permissions({ organization: { organization_administration: 'write' } }),
  access: subset(1),
  lifetime: thirtyDays,
};
const request = (scope?: RequestedScope, some: Parameters<typeof onRequest>[1] = {}): Case => ({
  ...onRequest(pendingRequest(7, scope === undefined ? {} : { scope }), { policy }),
  ...some,
});
const shown = actual(everywhere);
const approve: PersonAct = { act: 'approve_request' };
const adjust = (scope: RequestedScope): PersonAct => ({ act: 'adjust_request', scope, reason: 'Less will do.' });
const tame = pendingRequest(7).scope;

describe('a sign-in has to be fresh', () => {
  it.each<readonly [of: string, deed: PersonAct, given: Case]>([
    ['of whoever approves a critical request', approve, request(critical)],
    ['of whoever offers what is critical', adjust(critical), request(tame)],
    [
      'of whoever approves a critical token that waits',
      { act: 'approve_pending_token' },
      onPendingToken({ scope: shown }, { policy }),
    ],
    [
      'of whoever accepts a critical token that is active',
      { act: 'accept_token' },
      onActiveToken({ scope: shown }, { policy }),
    ],
  ])('%s', (_, deed, given) => {
    expect(freshSignInMinutes(deed, given)).toBe(30);
  });
});

describe('no fresh sign-in is asked', () => {
  it.each<readonly [of: string, deed: PersonAct, given: Case]>([
    ['where the policy asks for none', approve, request(critical, { policy: organizationPolicy() })],
    ['of whoever approves what is not critical', approve, request(tame)],
    ['of whoever offers what is not critical of a critical request', adjust(tame), request(critical)],
    ['of whoever denies a critical request', { act: 'deny_request', reason: 'No.' }, request(critical)],
    ['of whoever takes what a reviewer offered', { act: 'accept_offer', place: 0 }, request(critical)],
    [
      'of whoever approves a token that is not critical',
      { act: 'approve_pending_token' },
      onPendingToken({}, { policy }),
    ],
    ['of whoever accepts a token that is not critical', { act: 'accept_token' }, onActiveToken({}, { policy })],
    ['about a classic token that exists: nobody lets that in', { act: 'accept_token' }, onClassicToken({}, { policy })],
  ])('%s', (_, deed, given) => {
    expect(freshSignInMinutes(deed, given)).toBeNull();
  });
});

describe('what only an owner could do with a token', () => {
  it.each<readonly [who: string, isHolderOwner: boolean | null | undefined, minutes: number | null]>([
    ['asks for a sign-in where its holder is an owner', true, 30],
    ['asks for a sign-in where GitHub did not say', null, 30],
    ['asks for a sign-in where nobody asked GitHub', undefined, 30],
    ['asks for none where its holder is a member', false, null],
  ])('%s', (_, isHolderOwner, minutes) => {
    const known = isHolderOwner === undefined ? {} : { isHolderOwner };
    expect(freshSignInMinutes(approve, request(ofOwners, known))).toBe(minutes);
  });
});
