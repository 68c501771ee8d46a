import { describe, expect, it } from 'vitest';
import { advanceActiveToken } from '../../../src/domain/tokens/advance-active-token.ts';
import { advancePendingToken, nobodyTold } from '../../../src/domain/tokens/advance-pending-token.ts';
import { isSentAlike, type SentAs, sentData } from '../../../src/domain/tokens/sent-as.ts';
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
