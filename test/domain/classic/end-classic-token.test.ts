import { describe, expect, it } from 'vitest';
import type { ClassicToken } from '../../../src/domain/classic/classic-token.ts';
import {
  abandonClassicRevocation,
  type ClassicRevocationFacts,
  endClassicToken,
  revocationToDo,
} from '../../../src/domain/classic/end-classic-token.ts';
import { dayMs } from '../../../src/domain/ids.ts';
import type { Mode } from '../../../src/domain/policy/policy.ts';
import type { GithubAnswer } from '../../../src/domain/tokens/sighting.ts';
import { effectsOf, rowOf, stepsOf } from '../../support/read-change.ts';
import { classicToken } from '../../support/sample-classic.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const now = noon + 3 * dayMs;
const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;

it.each<readonly [behaviour: string, token: ClassicToken | null, isToDo: boolean]>([
  ['nothing is to be revoked of what nobody knows', null, false],
  ['nothing is to be revoked of what was revoked', classicToken({ status: 'revoked', revocation }), false],
  ['nothing is to be revoked that nobody wants revoked', classicToken({ status: 'revoking' }), false],
  ['a revocation under way is carried out', classicToken({ status: 'revoking', revocation }), true],
])('%s', (_, token, isToDo) => {
  expect(revocationToDo(token)).toEqual(isToDo ? revocation : null);
});

describe('a revocation of a classic token', () => {
  const answered = (status: number, retryAfterSeconds: number | null = null): GithubAnswer => ({
    ...{ outcome: 'unknown', status, retryAfterSeconds },
  });
  const owner = (is: boolean) => new Map([[bea.githubId, is]]);
  const asked = (question: object) => ({ is: 'asked', question });

  it.each<readonly [behaviour: string, mode: Mode, facts: Partial<ClassicRevocationFacts>, step: object]>([
    ['looks at the list first', 'observe', {}, asked({ ask: 'is_listed' })],
    ['was carried out where it is not listed', 'observe', { isListed: false }, { is: 'missed' }],
    [
      'is not sent where the policy only observes',
      'observe',
      { isListed: true, stillOwners: owner(true) },
      { is: 'abandoned', why: 'only_observed' },
    ],
    ['asks whose will it is', 'enforce', { isListed: true }, asked({ ask: 'is_still_owner', person: bea })],
    [
      'is not sent for who is an owner no longer',
      'enforce',
      { isListed: true, stillOwners: owner(false) },
      { is: 'abandoned', why: 'not_an_owner' },
    ],
    ['is sent for an owner', 'enforce', { isListed: true, stillOwners: owner(true) }, asked({ ask: 'answer' })],
    ['looks at the list once more', 'enforce', { answer: { outcome: 'done' } }, asked({ ask: 'is_listed' })],
    [
      'worked where it is not listed any more, whatever GitHub answered',
      'enforce',
      { isListed: false, answer: answered(500) },
      { is: 'missed' },
    ],
    [
      'is given up where GitHub refused it, and is not sent again',
      'observe',
      { isListed: true, answer: answered(403) },
      { is: 'abandoned', why: 'github_refused' },
    ],
    [
      'is tried again where GitHub shows it still',
      'enforce',
      { isListed: true, answer: { outcome: 'done' } },
      { is: 'not_applied', retryAfterSeconds: null },
    ],
    [
      'is tried again when GitHub wants to hear of it',
      'enforce',
      { isListed: true, answer: answered(403, 30) },
      { is: 'not_applied', retryAfterSeconds: 30 },
    ],
  ])('%s', (_, mode, facts, step) => {
    expect(endClassicToken(revocation, mode, { stillOwners: new Map(), ...facts })).toEqual(step);
  });

  it('that is given up leaves the token active, and says why', () => {
    const given = abandonClassicRevocation(
      classicToken({ status: 'revoking', revocation }),
      'github_refused',
      mona.slackId,
      now,
    );
    expect(rowOf(given, 'classic_tokens')).toMatchObject({
      ...{ status: 'active', revocation: { refused: 'github_refused' }, changedAt: now },
    });
    expect(effectsOf(given)).not.toEqual([]);
  });

  it.each([
    ['was revoked meanwhile', classicToken({ status: 'revoked', revocation })],
    ['is known to nobody any more', null],
  ])('that is given up changes nothing where it %s', (_, row) => {
    expect(stepsOf(abandonClassicRevocation(row, 'github_refused', mona.slackId, now))).toEqual([]);
  });
});
