import { describe, expect, it } from 'vitest';
import { isSentAlike, type SentAs, sentData } from '../../../src/domain/tokens/sent-as.ts';
import { bea, otto } from '../../support/sample-people.ts';

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
