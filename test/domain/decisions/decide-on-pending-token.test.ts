import { describe, expect, it } from 'vitest';
import type { PersonAct } from '../../../src/domain/decisions/acts.ts';
import type { Case } from '../../../src/domain/decisions/case.ts';
import { decideOnPendingToken } from '../../../src/domain/decisions/decide-on-pending-token.ts';
import type { TokenRequest } from '../../../src/domain/requests/token-request.ts';
import { standingReview } from '../../../src/domain/standing-review.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import type { PendingToken } from '../../../src/domain/tokens/token.ts';
import { changeOf, effectsOf, messagesOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { onPendingToken } from '../../support/sample-cases.ts';
import { dossier, grant, now, patRequestId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import { actual, agreement, noon } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const approve: PersonAct = { act: 'approve_pending_token' };
const deny: PersonAct = { act: 'deny_pending_token', reason: 'Ask for less.' };
const exceeds = { kind: 'exceeds', number: requestNumber(7), excess: [{ kind: 'all_repositories' }] } as const;

function decide(given: Extract<Case, { on: 'pending_token' }>, deed: PersonAct, by = bea) {
  return decideOnPendingToken(given, deed, by, now);
}

describe('an approval', () => {
  it('agrees to just the scope that was shown, and GitHub is to be told', () => {
    const scope = actual({ access: { selection: 'all' }, expiresAt: null });
    const change = decide(onPendingToken({ status: 'held', match: exceeds, scope }), approve);
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'approving',
      agreement: {
        access: { selection: 'all' },
        lifetime: { kind: 'never' },
        agreedAt: now,
        lapsesAt: null,
        basis: { by: 'people', people: [bea] },
      },
      reviews: [{ act: 'approve', by: bea, revision: 2, at: now, reason: null }],
    });
    expect(effectsOf(change)).toContain('approve pending-1-501 on GitHub');
  });

  const number = requestNumber(7);
  const accepted = (match: PendingToken['match'], known: Partial<Dossier> = {}) => {
    const token = waiting({ status: 'held', match });
    return decide(onPendingToken(token, { dossier: dossier({ pendingTokens: [token], ...known }) }), approve);
  };

  it.each<[string, PendingToken['match']]>([
    ['has more than', exceeds],
    ['is within, and that GitHub refused', { kind: 'within', number }],
    ['is just, and that GitHub refused', { kind: 'exact', number }],
  ])('claims the request that the token %s: no other one is let in under it', (_, match) => {
    const change = accepted(match, { requests: [approvedRequest(7)] });
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`, 'request.claim PAT-7']);
    expect(rowOf(change, 'token_requests')).toMatchObject({ status: 'claimed', claimedByTokenId: 70 });
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ match, agreement: { basis: { people: [bea] } } });
  });

  it.each<[string, TokenRequest]>([
    ['another token has claimed by now', approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(71) })],
    ['another token has fulfilled by now', approvedRequest(7, { status: 'fulfilled', claimedByTokenId: tokenId(71) })],
    ['goes back to its reviewers', pendingRequest(7)],
    ['is for a machine user', approvedRequest(7, forAcmeCi)],
    ['is another one', approvedRequest(8)],
  ])('claims no request that %s, and doesn’t name it', (_, request) => {
    const change = accepted(exceeds, { requests: [request] });
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`]);
    expect(rowOf(change, 'pending_tokens').match).toEqual({ kind: 'unclaimed' });
  });

  it.each<[string, PendingToken['match'], Partial<Dossier>]>([
    ['its own, which it has fulfilled', exceeds, { activeTokens: [grant()] }],
    [
      'its own, which was accepted as it was',
      { ...exceeds, number: null },
      { activeTokens: [grant({ requestNumber: null })] },
    ],
    ['one that is not decided yet', { kind: 'awaits', number }, { requests: [pendingRequest(7)] }],
    ['one of several that it could be for', { kind: 'unsure', numbers: [number] }, { requests: [approvedRequest(7)] }],
    ['none', { kind: 'unclaimed' }, { requests: [approvedRequest(7)] }],
  ])('claims nothing where the token is compared with %s', (_, match, known) => {
    const change = accepted(match, known);
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`]);
    expect(rowOf(change, 'pending_tokens').match).toEqual(match);
  });

  it('of what was ended before claims nothing, and names no request', () => {
    const before = waiting({ id: 'pending-1-499', patRequestId: patRequestId(499), status: 'denied', changedAt: now });
    for (const match of [exceeds, { kind: 'exact', number }, { kind: 'within', number }] as const) {
      const token = waiting({ status: 'held', match });
      const known = dossier({ pendingTokens: [before, token], requests: [approvedRequest(7)] });
      const change = decide(onPendingToken(token, { dossier: known }), approve);
      expect(stepsOf(change), match.kind).toEqual([`pending_token.start_approving ${self}`]);
      expect(rowOf(change, 'pending_tokens').match).toEqual({ kind: 'unclaimed' });
    }
  });

  it('that is refused claims nothing', () => {
    const token = waiting({ status: 'denied', match: exceeds });
    const known = dossier({ pendingTokens: [token], requests: [approvedRequest(7)] });
    expect(decide(onPendingToken(token, { dossier: known }), approve)).toMatchObject({ why: 'pending_token_already' });
  });
});

describe('one approval of two', () => {
  const one = { act: 'approve', by: bea, revision: 2, at: now, reason: null, isOneOf: true } as const;
  const held = (reviews: PendingToken['reviews'], more: object = {}) =>
    ({ ...onPendingToken({ status: 'held', reviews }), approvals: 2, ...more }) as Extract<
      Case,
      { on: 'pending_token' }
    >;

  it('is kept, and GitHub is told nothing', () => {
    const change = decide(held([]), approve);
    expect(stepsOf(change)).toEqual([`pending_token.review ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', agreement: null, reviews: [one] });
    expect(changeOf(change).entries).toMatchObject([{ actor: 'slack:U0BEA', data: { by: bea.githubId, of: 2 } }]);
    expect(effectsOf(change).filter((effect) => effect.includes('GitHub'))).toEqual([]);
  });

  it('lets it in with the second, on whose people it rests from then on', () => {
    const change = decide(held([one]), approve, otto);
    expect(stepsOf(change)).toEqual([`pending_token.start_approving ${self}`]);
    expect(rowOf(change, 'pending_tokens').agreement?.basis).toEqual({ by: 'people', people: [bea, otto] });
    expect(standingReview(rowOf(change, 'pending_tokens'))?.by).toEqual(otto);
  });

  it('counts people, not clicks, and lets it in where one is enough by now', () => {
    const again = { why: 'token_already_reviewed', tokenName: 'nightly', missing: 1 };
    expect(decide(held([one]), approve)).toMatchObject(again);
    const alone = decide(held([one], { approvals: 1 }), approve);
    expect(rowOf(alone, 'pending_tokens').agreement?.basis).toEqual({ by: 'people', people: [bea] });
  });

  it('is void for a scope that is another one by now, and where who gave it is no owner any more', () => {
    expect(stepsOf(decide(held([{ ...one, revision: 1 }]), approve, otto))).toEqual([`pending_token.review ${self}`]);
    const lostReviewers = new Set([bea.githubId]);
    const change = decide(held([one], { lostReviewers }), approve, otto);
    expect(rowOf(change, 'pending_tokens').reviews).toEqual([{ ...one, by: otto }]);
    expect(changeOf(change).entries).toMatchObject([{ data: { lost: [bea.githubId] } }]);
  });

  it.each([
    ['void', 'an ending that came after it', now + 1, [bea.githubId]],
    ['kept', 'an ending that was known by then', now, undefined],
  ])('is %s by %s', (_, _ending, changedAt, lost) => {
    const earlier = waiting({ id: 'earlier', patRequestId: patRequestId(499), status: 'denied', changedAt });
    const { token } = held([one]);
    const change = decide(held([one], { dossier: dossier({ pendingTokens: [earlier, token] }) }), approve, otto);
    expect(stepsOf(change)).toEqual([`pending_token.${lost ? 'review' : 'start_approving'} ${self}`]);
    expect(changeOf(change).entries[0]?.data.lost).toEqual(lost);
  });

  it('is no Decision that stands: what a request lets in later does not rest on it', () => {
    expect(standingReview(waiting({ status: 'approving', reviews: [one] }))).toBeNull();
  });
});

describe('a denial', () => {
  it.each(['open', 'held'] as const)('of one that is %s: GitHub is to be told', (status) => {
    const change = decide(onPendingToken({ status }), deny);
    expect(stepsOf(change)).toEqual([`pending_token.start_denying ${self}`]);
    expect(rowOf(change, 'pending_tokens').reviews).toMatchObject([{ act: 'deny', by: bea, reason: 'Ask for less.' }]);
    expect(effectsOf(change)).toContain('deny pending-1-501 on GitHub');
    expect(changeOf(change).cancels ?? []).toEqual([]);
  });

  it('replaces an approval that was not sent yet, and frees the request that it had claimed', () => {
    const token = waiting({ status: 'approving', agreement: agreement() });
    const requests = [approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) })];
    const change = decide(onPendingToken(token, { dossier: dossier({ pendingTokens: [token], requests }) }), deny);
    expect(stepsOf(change)).toEqual([
      `pending_token.reopen ${self}`,
      `pending_token.start_denying ${self}`,
      'request.release PAT-7',
    ]);
    expect(changeOf(change).entries.map(({ data }) => data.why ?? data.reason)).toEqual([
      'the approval was taken back',
      'Ask for less.',
      'its token was denied',
    ]);
    expect(changeOf(change).cancels).toEqual(['approve:pending-1-501:v3']);
  });

  it('comes too late once the approval was leased', () => {
    const given = onPendingToken({ status: 'approving' }, { isApprovalUnsent: false });
    expect(decide(given, deny)).toMatchObject({ why: 'pending_token_already', status: 'approving' });
    expect(stepsOf(decide({ ...given, token: waiting({ status: 'held' }) }, deny))).toHaveLength(1);
  });
});

describe('an answer of its holder', () => {
  const answer = (number: number | null): PersonAct => ({
    act: 'answer_pending_token',
    number: number === null ? null : requestNumber(number),
  });
  const answered = (number: number | null, named: TokenRequest | null, row: Partial<PendingToken> = {}) =>
    decide(onPendingToken(row, { named }), answer(number), mona);

  it.each([
    ['approved', approvedRequest(7)],
    ['pending', pendingRequest(7)],
  ])('names a request that is %s, and approves nothing', (_, named) => {
    const change = answered(7, named);
    expect(stepsOf(change)).toEqual([`pending_token.answer ${self}`]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({
      status: 'open',
      agreement: null,
      answer: { number: 7, at: now },
    });
    expect(changeOf(change).entries[0]?.actor).toBe('slack:U0MONA');
    expect(messagesOf(change)).toEqual([]);
  });

  it('names one of the machine user’s, and not one that its sponsor asked for themselves', () => {
    const token = waiting();
    const its = dossier({
      pendingTokens: [token],
      holder: { githubId: acmeCi.githubId, slackId: mona.slackId, isMachineUser: true, ownAccounts: null },
    });
    const said = (named: TokenRequest) => decide(onPendingToken({}, { dossier: its, named }), answer(7), mona);
    expect(stepsOf(said(approvedRequest(7, forAcmeCi)))).toEqual([`pending_token.answer ${self}`]);
    expect(said(approvedRequest(7))).toMatchObject({ why: 'not_your_request' });
    const asked = approvedRequest(7, { ...forAcmeCi, requester: bea });
    expect(said(asked)).toMatchObject({ why: 'not_your_request' });
  });

  it('names none of them', () => {
    expect(rowOf(answered(null, null, { status: 'held' }), 'pending_tokens').answer).toEqual({ number: null, at: now });
  });

  it.each(['claimed', 'fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'] as const)(
    'is refused where the request is %s, and they are told by whom',
    (status) => {
      expect(answered(7, approvedRequest(7, { status }))).toMatchObject({ why: 'request_already', number: 7, status });
    },
  );

  it('is refused where the request is another person’s, or not there, without a word on which', () => {
    const no = { refused: true, why: 'not_your_request', number: 7 };
    expect(answered(7, approvedRequest(7, { requester: bea }))).toEqual(no);
    expect(answered(7, pendingRequest(7, { requester: bea, status: 'denied' }))).toEqual(no);
    expect(answered(7, null)).toEqual(no);
  });

  it('changes nothing of a token that was ended before: that is a person’s to decide', () => {
    const denied = waiting({ patRequestId: patRequestId(499), status: 'denied', changedAt: noon });
    const token = waiting({ status: 'held' });
    const given = onPendingToken(token, {
      dossier: dossier({ pendingTokens: [denied, token] }),
      named: approvedRequest(7),
    });
    expect(decide(given, answer(7), mona)).toEqual({ refused: true, why: 'nothing_to_explain', tokenName: 'nightly' });
    expect(decide(given, answer(null), mona)).toMatchObject({ why: 'nothing_to_explain' });
  });
});

it('an act on something else is a bug', () => {
  expect(() => decide(onPendingToken(), { act: 'accept_token' })).toThrow(
    'accept_token is not decided on a waiting token',
  );
});
