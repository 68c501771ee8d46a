import { describe, expect, it } from 'vitest';
import { decidedBy, ownerAmong, revokedBy, sentAsOf } from '../../../src/domain/tokens/decided-by.ts';
import type { SentAs } from '../../../src/domain/tokens/sent-as.ts';
import type { ActiveToken, PendingToken, Revocation } from '../../../src/domain/tokens/token.ts';
import { grant, now, waiting } from '../../support/sample-dossiers.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { agreement } from '../../support/sample-scopes.ts';

describe('a call to GitHub about a waiting token is made in the name of', () => {
  const basis = (people: readonly (typeof bea)[]) => agreement({ basis: { by: 'people', people } });
  const review = { act: 'approve', by: otto, revision: 2, at: now, reason: null } as const;

  it.each<[string, Partial<PendingToken>, string | null]>([
    ['whoever decided on it', { reviews: [review], agreement: basis([bea]) }, 'otto'],
    ['whoever approved its request alone', { agreement: basis([otto]) }, 'otto'],
    ['whoever completed the approvals of its request', { agreement: basis([bea, otto]) }, 'otto'],
    [
      'nobody where a rule did',
      { agreement: agreement({ basis: { by: 'rule', rule: 'Docs', policyHash: 'hash' } }) },
      null,
    ],
    ['nobody where no people are named', { agreement: basis([]) }, null],
    ['nobody where nothing was agreed', {}, null],
  ])('%s', (_, some, login) => {
    expect(decidedBy(waiting(some))?.login ?? null).toBe(login);
  });
});

describe('a revocation is made in the name of', () => {
  const by = (as: Revocation['as']): Revocation => ({ by: mona, as, reason: '', at: now, refused: null });

  it.each<[string, Revocation | null, string | null]>([
    ['a reviewer', by('reviewer'), 'mona'],
    ['nobody where its holder ends it', by('holder'), null],
    ['nobody where there is none', null, null],
  ])('%s', (_, revocation, login) => {
    expect(revokedBy(grant({ revocation }))?.login ?? null).toBe(login);
  });
});

it.each([
  ['an owner', bea, bea],
  ['nobody else whom the policy names', { ...bea, as: 'team:security' }, null],
  ['nobody where nobody decided', null, null],
] as const)('GitHub takes a call from %s', (_, decider, owner) => {
  expect(ownerAmong(decider)).toBe(owner);
});

describe('of a token that was let in it is told that GitHub was called', () => {
  const asApp: SentAs = { as: 'app', insteadOf: null };
  const byBea: SentAs = { as: 'reviewer', by: { githubId: bea.githubId, login: bea.login } };
  const byOtto: SentAs = { as: 'reviewer', by: { githubId: otto.githubId, login: otto.login } };
  const waited = [
    waiting({ status: 'approved', sentAs: asApp }),
    waiting({ status: 'approved', sentAs: byBea }),
    waiting({ status: 'denied', sentAs: byOtto }),
  ];
  const revoked = (sentAs?: SentAs): Partial<ActiveToken> => ({
    status: 'revoked',
    revocation: { by: otto, as: 'reviewer', reason: '', at: now, refused: null, ...(sentAs && { sentAs }) },
  });

  it.each<[string, Partial<ActiveToken>, readonly PendingToken[], SentAs | null]>([
    ['as it was for its last approval', {}, waited, byBea],
    ['by nobody where its approval was on github.com', {}, [waiting({ status: 'approved' })], null],
    ['by nobody where it never waited', {}, [], null],
    ['as it was for its end, once that came', revoked(byOtto), waited, byOtto],
    ['by nobody where its end needed no call', revoked(), waited, null],
    ['by nobody where it ended elsewhere', { status: 'revoked', revocation: null }, waited, null],
    [
      'as it was for its approval as long as its end is only wanted',
      { ...revoked(byOtto), status: 'revoking' },
      waited,
      byBea,
    ],
  ])('%s', (_, some, before, sentAs) => {
    expect(sentAsOf(grant(some), before)).toBe(sentAs);
  });
});
