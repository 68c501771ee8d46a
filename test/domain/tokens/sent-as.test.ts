import { describe, expect, it } from 'vitest';
import { advanceActiveToken } from '../../../src/domain/tokens/advance-active-token.ts';
import { advancePendingToken, nobodyTold } from '../../../src/domain/tokens/advance-pending-token.ts';
import { isSentAlike, notTakenFrom, type SentAs, sentData } from '../../../src/domain/tokens/sent-as.ts';
import type { GithubAnswer } from '../../../src/domain/tokens/sighting.ts';
import type { Revocation } from '../../../src/domain/tokens/token.ts';
import { changeOf, rowOf } from '../../support/read-change.ts';
import { grant, now, waiting } from '../../support/sample-dossiers.ts';
import { bea, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { githubId, login } = bea;
const byBea: SentAs = { as: 'reviewer', by: { githubId, login } };
const asApp: SentAs = { as: 'app', insteadOf: null };
const insteadOfBea: SentAs = { as: 'app', insteadOf: { githubId, login, why: 'expired' } };

describe('the trail keeps that GitHub was called', () => {
  it.each<[string, SentAs, object]>([
    ['as a reviewer', byBea, { as: 'reviewer', by: githubId, login }],
    ['as the App', asApp, { as: 'app' }],
    [
      'as the App, since a token could not be used',
      insteadOfBea,
      { as: 'app', insteadOf: githubId, login, why: 'expired' },
    ],
  ])('%s', (_, sent, data) => {
    expect(sentData(sent)).toEqual(data);
  });
});

describe('two calls were made alike', () => {
  it.each<[string, SentAs | null, SentAs, boolean]>([
    ['by one reviewer, whatever their login', byBea, { as: 'reviewer', by: { githubId, login: 'bea-2' } }, true],
    ['not by two', byBea, { as: 'reviewer', by: otto }, false],
    ['as the App', asApp, { ...asApp }, true],
    ['not as a reviewer and as the App', byBea, asApp, false],
    ['not as the App and as a reviewer', asApp, byBea, false],
    ['as the App in place of one reviewer', insteadOfBea, { ...insteadOfBea }, true],
    ['not in place of nobody', insteadOfBea, asApp, false],
    ['not in place of somebody by now', asApp, insteadOfBea, false],
    ['not in place of another', insteadOfBea, { as: 'app', insteadOf: { ...otto, why: 'expired' } }, false],
    ['not for another reason', insteadOfBea, { as: 'app', insteadOf: { githubId, login, why: 'revoked' } }, false],
    ['not where none was made yet', null, asApp, false],
  ])('%s', (_, one, other, is) => {
    expect(isSentAlike(one, other)).toBe(is);
  });
});

describe('as whom GitHub is called is kept before the call, and nothing is drawn or told of it,', () => {
  const sending = { act: 'send', as: byBea } as const;

  it('of a review', () => {
    const change = changeOf(advancePendingToken(waiting({ status: 'approving' }), sending, now, nobodyTold));
    expect(rowOf(change, 'pending_tokens')).toMatchObject({ status: 'approving', sentAs: byBea });
    expect(change.entries).toMatchObject([{ act: 'pending_token.send', data: { ...sentData(byBea), tokenId: 70 } }]);
    expect(change.effects).toEqual([]);
  });

  const context = { holder: null, planned: [], shownBy: [{ of: 'pending_token', id: 'pending-1-501' }] } as const;
  const wanted: Revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null };

  it('of a revocation', () => {
    const row = grant({ status: 'revoking', revocation: wanted });
    const change = changeOf(advanceActiveToken(row, sending, now, context));
    expect(rowOf(change, 'active_tokens')).toMatchObject({
      status: 'revoking',
      revocation: { ...wanted, sentAs: byBea },
    });
    expect(change.entries).toMatchObject([{ act: 'active_token.send', data: { ...sentData(byBea), tokenId: 70 } }]);
    expect(change.effects).toEqual([]);
  });

  it('of none where nobody wants one', () => {
    const change = advanceActiveToken(grant({ status: 'revoking', revocation: null }), sending, now, context);
    expect(rowOf(change, 'active_tokens').revocation).toBeNull();
  });
});

describe('what GitHub answers to a reviewer’s own token', () => {
  const answered = (status: number, retryAfterSeconds: number | null = null): GithubAnswer => ({
    ...{ outcome: 'unknown', status, retryAfterSeconds },
  });
  const by = { githubId, login };
  it.each<readonly [behaviour: string, sent: SentAs, answer: GithubAnswer, notTaken: object | null]>([
    ['is that it is no token any more', byBea, answered(401), { by, why: 'revoked', status: 401 }],
    ['is that its owner may not', byBea, answered(403), { by, why: 'refused', status: 403 }],
    ['is that its owner sees no such thing', byBea, answered(404), { by, why: 'refused', status: 404 }],
    ['is a limit, which is everybody’s', byBea, answered(403, 60), null],
    ['is an outage', byBea, answered(500), null],
    ['is that it was done', byBea, { outcome: 'done' }, null],
    ['is not asked of the App', asApp, answered(403), null],
  ])('%s', (_, sent, answer, notTaken) => {
    expect(notTakenFrom(sent, answer)).toEqual(notTaken);
  });
});
