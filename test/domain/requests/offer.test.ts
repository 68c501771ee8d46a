import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/domain/refusal.ts';
import { advanceRequest } from '../../../src/domain/requests/advance-request.ts';
import { differenceOf, type Offer, openOffer, timedOutUnanswered } from '../../../src/domain/requests/offer.ts';
import type { RequestAct } from '../../../src/domain/requests/request-act.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { keysOf } from '../../support/read-change.ts';
import { bea } from '../../support/sample-people.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon, permissions, subset } from '../../support/sample-scopes.ts';

const asked = { ...pendingRequest(7).scope, permissions: permissions({ repository: { contents: 'write' } }) };
const lesser = { ...asked, permissions: permissions({ repository: { contents: 'read' } }) };
const offer: Offer = {
  ...{ place: 1, revision: 1, by: { ...bea, as: 'team:docs' }, at: noon, reason: 'Reading is enough.', end: null },
  ...{ asked, scope: lesser },
};
const request = (some: Partial<TokenRequest> = {}) => pendingRequest(7, { scope: asked, offer, ...some });
const ended = { ...offer, end: 'void' } as const;

describe('an offer of less', () => {
  it.each<[string, Partial<TokenRequest>, boolean, boolean]>([
    ['waits for its answer', {}, true, false],
    ['is none where nobody made one', { offer: null }, false, false],
    ['is over where something became of it', { offer: ended }, false, false],
    ['is for the revision that it was made on', { revision: 2 }, false, false],
    ['is over where its request is', { status: 'withdrawn' }, false, false],
    ['timed out with its request', { status: 'lapsed' }, false, true],
    ['did not time out where there was none', { status: 'lapsed', offer: null }, false, false],
    ['did not time out where something had become of it', { status: 'lapsed', offer: ended }, false, false],
    ['did not time out where it was for another revision', { status: 'lapsed', revision: 2 }, false, false],
  ])('%s', (_, some, isOpen, hasTimedOut) => {
    expect([openOffer(request(some)) !== null, timedOutUnanswered(request(some))]).toEqual([isOpen, hasTimedOut]);
  });

  const verdict = { outcome: 'ask', reviewers: ['owners'], approvals: 2 } as const;
  const accepted = { offer, verdict, policyHash: 'newer' };
  const said = { by: bea.githubId, as: 'team:docs', place: 1 };

  it.each<[string, RequestAct, string, object]>([
    [
      'made',
      { act: 'adjust', by: { ...bea, as: 'team:docs' }, scope: lesser, reason: 'Reading is enough.' },
      'slack:U0BEA',
      { revision: 1, ...said, place: 2, scope: lesser, reason: 'Reading is enough.' },
    ],
    ['void', { act: 'void_offer', offer }, 'countersign', { revision: 1, by: bea.githubId, place: 1 }],
    [
      'accepted',
      { act: 'accept_offer', unusedDays: 7, ...accepted },
      'slack:U0MONA',
      { revision: 2, ...said, scope: lesser, policy: 'newer', of: 2, lapsesAt: noon + 7 * 86_400_000 },
    ],
    [
      'accepted, and others have to approve it',
      { act: 'narrow', undecidedDays: 7, ...accepted },
      'slack:U0MONA',
      { revision: 2, ...said, scope: lesser, policy: 'newer', of: 2, lapsesAt: null },
    ],
  ])('stands in the trail as %s', (_, act, actor, data) => {
    expect(advanceRequest(request(), act, noon)).toMatchObject({ entries: [{ actor, act: `request.${act.act}` }] });
    const change = advanceRequest(request(), act, noon);
    expect(isRefusal(change) ? [] : change.entries.map((entry) => entry.data)).toEqual([data]);
  });

  it('that is void is told to both, each by itself', () => {
    expect(keysOf(advanceRequest(request(), { act: 'void_offer', offer }, noon))).toEqual([
      'request_offer_void:PAT-7:1:U0MONA',
      'request_offer_void:PAT-7:1:U0BEA',
    ]);
  });
});

describe('what is other than what was asked', () => {
  it.each<[string, Partial<typeof asked>, object]>([
    ['nothing', {}, {}],
    [
      'a lower level',
      { permissions: lesser.permissions },
      { permissions: [{ group: 'repository', name: 'contents', level: 'write', offered: 'read' }] },
    ],
    [
      'a permission that is left out',
      { permissions: permissions({ repository: {} }) },
      { permissions: [{ group: 'repository', name: 'contents', level: 'write', offered: null }] },
    ],
    ['fewer repositories', { access: subset(1) }, { access: subset(1) }],
    ['fewer days', { lifetime: { kind: 'days', days: 7 } }, { lifetime: { kind: 'days', days: 7 } }],
  ])('is %s', (_, some, differs) => {
    expect(differenceOf({ asked, scope: { ...asked, ...some } })).toEqual({
      ...{ permissions: [], access: null, lifetime: null },
      ...differs,
    });
  });
});
