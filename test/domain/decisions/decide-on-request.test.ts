import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/domain/change.ts';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import type { Case } from '../../../src/domain/decisions/case.ts';
import { decideOnRequest } from '../../../src/domain/decisions/decide-on-request.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { PendingTokenStatus } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, keysOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { onRequest } from '../../support/sample-cases.ts';
import { approvedClassic } from '../../support/sample-classic.ts';
import { dossier, grant, now, patRequestId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });
const withToken = (status: PendingTokenStatus) =>
  dossier({
    pendingTokens: [
      waiting({ patRequestId: patRequestId(499), status: 'cancelled' }),
      waiting({ status, match: { kind: 'exact', number: requestNumber(7) }, agreement: agreement() }),
    ],
    requests: [claimed],
  });

const approve: PersonAct = { act: 'approve_request' };
const deny: PersonAct = { act: 'deny_request', reason: 'Ask for less.' };
const withdraw: PersonAct = { act: 'withdraw_request' };

function decide(given: Extract<Case, { on: 'request' }>, deed: PersonAct, by = bea) {
  return decideOnRequest(given, deed, by, now);
}

describe('an approval', () => {
  it('agrees to what was asked for, as long as the policy lets an approval stand', () => {
    const policy = { ...organizationPolicy(), lapse: { undecidedDays: 7, unusedDays: 3 } };
    const change = decide(onRequest(pendingRequest(7), { policy }), approve);
    expect(stepsOf(change)).toEqual(['request.approve PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      status: 'approved',
      policyHash: 'hash-of-today',
      agreement: { agreedAt: now, lapsesAt: now + 3 * dayMs, basis: { by: 'people', people: [bea] } },
    });
    expect(changeOf(change).cancels ?? []).toEqual([]);
  });

  it.each([
    ['at once', {}, undefined],
    ['at once where its token is still to be made', { isTokenThere: false }, undefined],
    ['later, so that the news of its token come first, where that is there', { isTokenThere: true }, 30_000],
  ])('is told to whoever asked %s', (_, some, afterMs) => {
    const [letter] = changeOf(decide(onRequest(pendingRequest(7), some), approve)).effects.filter(
      (effect) => effect.kind === 'post',
    );
    expect(letter).toMatchObject({ message: { kind: 'request_approved', number: 7 } });
    expect(letter?.afterMs).toBe(afterMs);
  });

  it('is refused where the request is decided', () => {
    expect(decide(onRequest(approvedRequest(7)), approve)).toMatchObject({
      why: 'request_already',
      status: 'approved',
    });
  });
});

describe('what is said of a classic token', () => {
  const made: PersonAct = { act: 'make_classic', lastEight: '7f3a9c01' };

  it('is the word of whoever asked for it', () => {
    expect(changeOf(decide(onRequest(approvedClassic(7)), made, mona)).entries).toMatchObject([
      { actor: 'slack:U0MONA', act: 'request.make', data: { isSeen: false, lastEight: '7f3a9c01' } },
    ]);
  });

  it('is nothing that can be said of another kind', () => {
    expect(decide(onRequest(approvedRequest(7)), made, mona)).toMatchObject({ refused: true, why: 'unknown_message' });
  });
});

describe('a renewal', () => {
  const own = {
    tokenId: tokenId(70),
    activeTokenId: 'active-70',
    requestNumber: null,
    tokenName: 'nightly',
    endsAt: noon,
  };
  const asked = onRequest(pendingRequest(7, { renews: own }));
  const revocation = { by: bea, as: 'reviewer', reason: 'It leaked.', at: noon, refused: null } as const;

  it.each(['revoking', 'revoked'] as const)('of a token that is %s is not approved any more', (status) => {
    const given = { ...asked, renewed: grant({ status, revocation }) };
    const { scope } = asked.request;
    const less: PersonAct = {
      act: 'adjust_request',
      scope: { ...scope, access: { selection: 'none' } },
      reason: 'So.',
    };
    for (const deed of [approve, less, { act: 'accept_offer', place: 1 } as const])
      expect(decide(given, deed)).toMatchObject({ why: 'active_token_already', status, revocation });
    // What is decided already is told before.
    const decided = { ...given, request: approvedRequest(7, { renews: own }) };
    expect(decide(decided, approve)).toMatchObject({ why: 'request_already' });
    expect(stepsOf(decide(given, deny))).toEqual(['request.deny PAT-7']);
  });

  it.each(['active', 'exceeding', 'expired'] as const)('of a token that is %s may be approved', (status) => {
    expect(stepsOf(decide({ ...asked, renewed: grant({ status }) }, approve))).toEqual(['request.approve PAT-7']);
  });
});

describe('a request that takes two approvals', () => {
  const asked = pendingRequest(7, { verdict: { outcome: 'ask', reviewers: ['owners'], approvals: 2 } });
  const by = (who: typeof bea, revision = 1) =>
    ({ act: 'approve', by: who, revision, at: noon, reason: null }) as const;
  const once = { ...asked, reviews: [by(bea)] };

  it('waits for the second after the first', () => {
    const change = decide(onRequest(asked), approve);
    expect(stepsOf(change)).toEqual(['request.review PAT-7']);
    expect(changeOf(change).entries[0]).toMatchObject({ actor: 'slack:U0BEA' });
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'pending', reviews: [{ by: bea }] });
  });

  it('is approved by the second, in the name of both', () => {
    const change = decide(onRequest(once), approve, otto);
    expect(stepsOf(change)).toEqual(['request.approve PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      status: 'approved',
      agreement: { basis: { by: 'people', people: [bea, otto] } },
    });
  });

  it('counts people, and no clicks', () => {
    expect(decide(onRequest(once), approve)).toEqual({
      ...{ refused: true, why: 'already_reviewed', number: 7, missing: 1 },
    });
  });

  it.each<[string, Partial<Extract<Case, { on: 'request' }>>]>([
    ['is no reviewer any more', { lostReviewers: new Set([bea.githubId]) }],
    ['approved what was asked before', { request: { ...asked, revision: 2, reviews: [by(bea)] } }],
  ])('does not count who %s', (_, some) => {
    expect(stepsOf(decide(onRequest(once, some), approve, otto))).toEqual(['request.review PAT-7']);
  });
});

describe('a denial', () => {
  it('of one that no token has claimed is the request’s alone', () => {
    for (const request of [pendingRequest(7), approvedRequest(7)]) {
      const change = decide(onRequest(request), deny);
      expect(stepsOf(change)).toEqual(['request.deny PAT-7']);
      expect(changeOf(change).entries[0]).toMatchObject({ actor: 'slack:U0BEA', data: { reason: 'Ask for less.' } });
    }
  });

  it('of one that a token has claimed denies the token too, and takes the call to GitHub back', () => {
    const change = decide(onRequest(claimed, { dossier: withToken('approving') }), deny);
    expect(stepsOf(change)).toEqual([
      'request.deny PAT-7',
      `pending_token.reopen ${self}`,
      `pending_token.start_denying ${self}`,
    ]);
    expect(changeOf(change).entries[1]?.data).toMatchObject({ why: 'the approval was taken back' });
    expect(changeOf(change).entries[2]).toMatchObject({ actor: 'slack:U0BEA', data: { reason: 'Ask for less.' } });
    expect(changeOf(change).cancels).toEqual(['approve:pending-1-501:v3']);
    expect(effectsOf(change)).toContain('deny pending-1-501 on GitHub');
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'denied', claimedByTokenId: null });
  });

  it('of one that a token has claimed sends nothing where the policy only observes by now', () => {
    const policy = { ...organizationPolicy(), mode: 'observe' } as const;
    const change = decide(onRequest(claimed, { dossier: withToken('approving'), policy }), deny);
    expect(stepsOf(change)).toEqual(['request.deny PAT-7', `pending_token.reopen ${self}`]);
    expect(changeOf(change).entries[1]?.data).toMatchObject({ why: 'the approval was taken back' });
    expect(changeOf(change).cancels).toEqual(['approve:pending-1-501:v3']);
    expect(effectsOf(change).filter((line) => line.includes('GitHub'))).toEqual([]);
  });

  it('comes too late once that call was leased: nobody knows what GitHub did', () => {
    const given = onRequest(claimed, { dossier: withToken('approving'), isApprovalUnsent: false });
    expect(decide(given, deny)).toMatchObject({ why: 'request_already', number: 7, status: 'claimed' });
  });

  it('comes in time where no call is on its way, whatever was leased', () => {
    const sent = { isApprovalUnsent: false };
    expect(stepsOf(decide(onRequest(claimed, sent), deny))).toEqual(['request.deny PAT-7']);
    for (const status of ['open', 'held', 'denying', 'approved'] as const) {
      const change = decide(onRequest(claimed, { ...sent, dossier: withToken(status) }), deny);
      expect(stepsOf(change)).toEqual(['request.deny PAT-7']);
    }
  });

  it('is refused where the request is over', () => {
    const over = approvedRequest(7, { status: 'fulfilled' });
    expect(decide(onRequest(over, { dossier: withToken('approving') }), deny)).toMatchObject({
      why: 'request_already',
    });
  });
});

describe('a withdrawal', () => {
  it('of one that no token has claimed is the request’s alone', () => {
    const change = decide(onRequest(pendingRequest(7)), withdraw, mona);
    expect(stepsOf(change)).toEqual(['request.withdraw PAT-7']);
  });

  it('of one that a token has claimed takes the call to GitHub back, and leaves the token open', () => {
    const change = decide(onRequest(claimed, { dossier: withToken('approving') }), withdraw, mona);
    expect(stepsOf(change)).toEqual(['request.withdraw PAT-7', `pending_token.reopen ${self}`]);
    expect(changeOf(change).entries[1]?.data).toMatchObject({ why: 'the request was withdrawn' });
    expect(changeOf(change).cancels).toEqual(['approve:pending-1-501:v3']);
    expect(rowsOf(change, 'pending_tokens')).toMatchObject([{ status: 'open', agreement: null }]);
  });

  it('comes too late once that call was leased', () => {
    const given = onRequest(claimed, { dossier: withToken('approving'), isApprovalUnsent: false });
    expect(decide(given, withdraw, mona)).toMatchObject({ why: 'request_already', status: 'claimed' });
  });
});

it('an act on something else is a bug', () => {
  expect(() => decide(onRequest(pendingRequest(7)), { act: 'accept_token' })).toThrow(
    'accept_token is not decided on a request',
  );
});

describe('a question to the requester', () => {
  const asked = (id: string): PersonAct => ({ act: 'ask_requester', id, question: 'What for?' });
  const inquiry = { id: 'form-1', by: bea, at: now - 1, question: 'What for?', answer: null };
  const answered = { ...inquiry, answer: { text: 'For the release.', at: now - 1 } };
  const told = (place: number, answer: string): PersonAct => ({ act: 'answer_question', place, answer });

  it('is kept with who asked, goes to the requester alone, and leaves the request to be decided', () => {
    const change = decide(onRequest(pendingRequest(7)), asked('form-1'));
    expect(stepsOf(change)).toEqual(['request.ask PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      status: 'pending',
      undecidedUntil: pendingRequest(7).undecidedUntil,
      inquiries: [{ id: 'form-1', by: bea, at: now, question: 'What for?', answer: null }],
    });
    expect(changeOf(change).entries[0]).toMatchObject({ actor: 'slack:U0BEA', data: { question: 'What for?' } });
    expect(effectsOf(change)).toEqual(['redraw PAT-7', 'request_question to U0MONA']);
    expect(keysOf(change)).toEqual(['request_question:PAT-7:1']);
  });

  it('is asked once of one form, and once more of another', () => {
    const request = pendingRequest(7, { inquiries: [inquiry] });
    expect(changeOf(decide(onRequest(request), asked('form-1')))).toBe(noChange);
    expect(rowOf(decide(onRequest(request), asked('form-2')), 'token_requests')).toMatchObject({
      inquiries: [{ id: 'form-1' }, { id: 'form-2' }],
    });
  });

  it('is refused where ten were asked already: more could not be shown', () => {
    const inquiries = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...inquiry, id: `earlier-${index}` }));
    const tenth = decide(onRequest(pendingRequest(7, { inquiries: inquiries(9) })), asked('form-1'));
    expect(stepsOf(tenth)).toEqual(['request.ask PAT-7']);
    expect(decide(onRequest(pendingRequest(7, { inquiries: inquiries(10) })), asked('form-1'))).toEqual({
      refused: true,
      why: 'enough_questions',
      number: 7,
      slackId: 'U0MONA',
      most: 10,
    });
  });

  it('is answered in its place, and whoever asked is told', () => {
    const other = { ...inquiry, id: 'form-2', by: otto };
    const change = decide(onRequest(pendingRequest(7, { inquiries: [inquiry, other] })), told(2, 'So.'), mona);
    expect(rowOf(change, 'token_requests')).toMatchObject({
      inquiries: [{ answer: null }, { answer: { text: 'So.', at: now } }],
    });
    expect(changeOf(change).entries[0]).toMatchObject({ actor: 'slack:U0MONA', data: { to: 2, answer: 'So.' } });
    expect(effectsOf(change)).toEqual(['redraw PAT-7', 'request_answer to U0OTTO']);
    expect(keysOf(change)).toEqual(['request_answer:PAT-7:2']);
  });

  it('is answered once: the same answer again changes nothing, another one is refused', () => {
    const given = onRequest(pendingRequest(7, { inquiries: [answered] }));
    expect(changeOf(decide(given, told(1, 'For the release.'), mona))).toBe(noChange);
    expect(decide(given, told(1, 'For fun.'), mona)).toMatchObject({ why: 'question_answered', number: 7 });
  });

  it('that nobody asked can’t be answered', () => {
    const given = onRequest(pendingRequest(7, { inquiries: [inquiry] }));
    expect(decide(given, told(2, 'So.'), mona)).toMatchObject({ why: 'unknown_message' });
  });
});
