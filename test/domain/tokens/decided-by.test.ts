import { describe, expect, it } from 'vitest';
import { decidedBy, revokedBy } from '../../../src/domain/tokens/decided-by.ts';
import type { PendingToken, Revocation } from '../../../src/domain/tokens/token.ts';
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
