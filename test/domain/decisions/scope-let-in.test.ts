import { expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import type { Case } from '../../../src/domain/decisions/case.ts';
import { scopeLetIn } from '../../../src/domain/decisions/scope-let-in.ts';
import type { Offer } from '../../../src/domain/requests/offer.ts';
import { requestedAs } from '../../../src/domain/scope/agreement.ts';
import { onActiveToken, onClassicToken, onPendingToken, onRequest } from '../../support/sample-cases.ts';
import { bea } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { actual, noon } from '../../support/sample-scopes.ts';

const asked = pendingRequest(7).scope;
const offered = { ...asked, lifetime: { kind: 'days', days: 7 } } as const;
const named = { ...asked, lifetime: { kind: 'days', days: 3 } } as const;
const offer: Offer = {
  ...{ place: 1, revision: 1, by: bea, at: noon, reason: 'So.', end: null },
  ...{ asked, scope: offered },
};
const over: Offer = { ...offer, end: 'void' };
const of = (some: Partial<ReturnType<typeof pendingRequest>> = {}) => onRequest(pendingRequest(7, some));
const adjust: PersonAct = { act: 'adjust_request', scope: named, reason: 'So.' };
const accept: PersonAct = { act: 'accept_offer', place: 1 };
const held = actual({ expiresAt: noon });

it.each<[string, PersonAct, Case, object | null]>([
  ['what was asked', { act: 'approve_request' }, of(), asked],
  ['what was asked, though less is offered', { act: 'approve_request' }, of({ offer }), asked],
  ['what a reviewer offers now', adjust, of({ offer }), named],
  ['what was offered, to whoever accepts it', accept, of({ offer }), offered],
  ['what was asked, where the offer is over', accept, of({ offer: over }), asked],
  ['what was asked, where nothing is offered', accept, of(), asked],
  [
    'what a token that waits may do',
    { act: 'approve_pending_token' },
    onPendingToken({ scope: held }),
    requestedAs(held),
  ],
  ['what an active token may do', { act: 'accept_token' }, onActiveToken({ scope: held }), requestedAs(held)],
  ['nothing of a classic token', { act: 'revoke_classic_token', reason: '' }, onClassicToken(), null],
])('lets in %s', (_, deed, given, scope) => {
  expect(scopeLetIn(deed, given)).toEqual(scope);
});
