import { describe, expect, it } from 'vitest';
import { type Change, noChange } from '../../../src/domain/change.ts';
import type { Review } from '../../../src/domain/person.ts';
import { advanceActiveToken, nobodyTold } from '../../../src/domain/tokens/advance-active-token.ts';
import type { Dossier } from '../../../src/domain/tokens/dossier.ts';
import { endingOf } from '../../../src/domain/tokens/ending.ts';
import { afterIts, outdateCards } from '../../../src/domain/tokens/outdate-cards.ts';
import type { PendingToken, Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, messagesOf, rowOf, rowsOf, stepsOf } from '../../support/read-change.ts';
import { dossier, grant, now, patRequestId, requestNumber, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, tokenId } from '../../support/sample-requests.ts';
import { agreement, noon } from '../../support/sample-scopes.ts';

const self = 'pending_token:pending-1-501';
const outdated = `pending_token.outdate ${self}`;
const approval: Review = { act: 'approve', by: bea, revision: 2, at: now, reason: null };
const leaked: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: now, refused: null };
const byReview = { status: 'approving', agreement: agreement(), reviews: [approval] } as const;
const claimed = approvedRequest(7, { status: 'claimed', claimedByTokenId: tokenId(70) });

function known(row: Partial<PendingToken>, some: Partial<Dossier> = {}): Dossier {
  return dossier({ pendingTokens: [waiting(row)], activeTokens: [grant()], ...some });
}

function revoke(token = grant()): Change {
  return changeOf(advanceActiveToken(token, { act: 'start_revoking', revocation: leaked }, now, nobodyTold));
}

/** What is committed besides, of a token that is revoked now. */
function beside(row: Partial<PendingToken>, some: Partial<Dossier> = {}): Change {
  return outdateCards(known(row, some), revoke(), now);
}

/** It is another row of the dossier by that. */
function written(row: PendingToken): Change {
  return { ...noChange, writes: [{ table: 'pending_tokens', was: 3, row }] };
}

describe('a token that is revoked', () => {
  it.each(['open', 'held'] as const)('gives what is %s of it a new revision', (status) => {
    const change = beside({ status });
    expect(stepsOf(change)).toEqual([outdated]);
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status, revision: 3 });
  });

  it('takes back the approval that was not sent yet, and tells whoever gave it', () => {
    const change = beside(byReview);
    expect(stepsOf(change)).toEqual([`pending_token.reopen ${self}`, `pending_token.hold ${self}`]);
    expect(change.entries[0]?.data).toMatchObject({ why: 'nightly was ended meanwhile' });
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'held', heldWhy: 'ended_before', revision: 3 });
    expect(messagesOf(change)).toContain('approval_outdated to U0BEA');
  });

  it('frees the request that it had claimed, once, however many wait', () => {
    const match = { kind: 'exact', number: requestNumber(7) } as const;
    const rows = [501, 502].map((id) => waiting({ patRequestId: patRequestId(id), ...byReview, reviews: [], match }));
    const change = beside({}, { pendingTokens: rows, requests: [claimed] });
    expect(stepsOf(change).filter((step) => step.startsWith('request.'))).toEqual(['request.release PAT-7']);
    expect(rowsOf(change, 'pending_tokens').map(({ status }) => status)).toEqual(['held', 'held']);
  });

  it.each<[string, Partial<PendingToken>]>([
    ['GitHub was asked to approve', { ...byReview, sentAs: { as: 'app', insteadOf: null } }],
    ['is being denied', { status: 'denying' }],
    ['was denied', { status: 'denied', changedAt: noon - 1 }],
  ])('leaves what %s', (_, row) => {
    expect(beside(row)).toEqual(noChange);
  });
});

describe('a Change', () => {
  it('that is none leaves all as it is', () => {
    expect(outdateCards(known({}), noChange, now)).toBe(noChange);
  });

  it('that ends nothing leaves all as it is', () => {
    expect(outdateCards(known({}), written(waiting({ version: 4 })), now)).toBe(noChange);
  });

  it('of another token ends nothing of this one', () => {
    const other = grant({ tokenId: tokenId(71), patId: grant().patId });
    expect(outdateCards(known({}), revoke(other), now)).toBe(noChange);
    expect(afterIts(known({}), revoke(other)).activeTokens).toEqual([grant()]);
    expect(afterIts(known({}), revoke()).activeTokens[0]?.status).toBe('revoking');
  });

  it('that saw it anew has made its revision', () => {
    const seen = written(waiting({ version: 4, revision: 3 }));
    expect(outdateCards(known({}), { ...revoke(), writes: [...revoke().writes, ...seen.writes] }, now)).toEqual(
      noChange,
    );
  });

  it('after which it is known already leaves the card that shows it', () => {
    const revoking = grant({ status: 'revoking', revocation: leaked });
    const sent = changeOf(
      advanceActiveToken(revoking, { act: 'send', as: { as: 'app', insteadOf: null } }, now + 1, nobodyTold),
    );
    expect(outdateCards(known({}, { activeTokens: [revoking] }), sent, now + 1)).toBe(noChange);
  });

  const denied = (some: Partial<Review> = {}, changedAt = noon): PendingToken =>
    waiting({
      ...{ patRequestId: patRequestId(499), status: 'denied', changedAt },
      reviews: [{ act: 'deny', by: bea, revision: 2, at: noon, reason: 'Too much.', ...some }],
    });

  it.each<[string, PendingToken]>([
    ['at another time', denied({}, noon + 1)],
    ['by somebody else', denied({ by: mona })],
    ['for another reason', denied({ reason: 'Never.' })],
    ['in another way', { ...denied(), status: 'closed', reviews: [] }],
    ['without effect', { ...denied(), status: 'held' }],
  ])('by which it was ended %s is new to its card', (_, later) => {
    const before = known({}, { pendingTokens: [denied(), waiting()], activeTokens: [] });
    expect(endingOf(before)).not.toBeNull();
    expect(stepsOf(outdateCards(before, written(later), now))).toContain(outdated);
  });

  it('that says in another word what became of it is new to its card', () => {
    const onGithub = { ...denied(), reviews: [] };
    const before = known({}, { pendingTokens: [onGithub, waiting()], activeTokens: [] });
    expect(stepsOf(outdateCards(before, written({ ...onGithub, status: 'closed' }), now))).toEqual([outdated]);
  });

  it('after which one of two ends is left is nothing new to its card', () => {
    const second = { ...denied({}, noon + 5), id: 'pending-1-498', patRequestId: patRequestId(498) };
    const before = known({}, { pendingTokens: [denied(), second, waiting()], activeTokens: [] });
    expect(endingOf(before)?.earlier).toHaveLength(1);
    expect(outdateCards(before, written({ ...denied(), status: 'cancelled', reviews: [] }), now)).toBe(noChange);
  });

  it('by which less ended it than its card shows leaves that', () => {
    const before = known({}, { pendingTokens: [denied(), waiting()], activeTokens: [] });
    expect(outdateCards(before, written({ ...denied(), status: 'cancelled', reviews: [] }), now)).toBe(noChange);
    expect(outdateCards(before, written(denied()), now)).toBe(noChange);
  });

  it('that ends it before something else did is new to its card as well', () => {
    const first = denied();
    const second = { ...denied({}, noon + 5), id: 'pending-1-498', patRequestId: patRequestId(498) };
    const before = known({}, { pendingTokens: [second, waiting()], activeTokens: [] });
    expect(stepsOf(outdateCards(before, written(first), now))).toEqual([outdated]);
  });
});
