import { describe, expect, it } from 'vitest';
import { hasLostAgreement, hasReturned, isRevocationStanding } from '../../../src/domain/classic/classic-token.ts';
import type { RequestNumber } from '../../../src/domain/ids.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
import { bea } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
const refused = { ...revocation, refused: 'github_refused' } as const;

describe('a classic token that was revoked', () => {
  it.each([
    ['and is back', 'active', revocation, true, true],
    ['and is not back', 'revoked', revocation, true, false],
    ['but GitHub refused it', 'active', refused, false, false],
    ['by nobody', 'active', null, false, false],
  ] as const)('%s', (_, status, by, stands, isBack) => {
    expect(isRevocationStanding(classicToken({ status, revocation: by }))).toBe(stands);
    expect(hasReturned(classicToken({ status, revocation: by }))).toBe(isBack);
  });
});

it.each([
  ['has an Agreement', 1, approvedClassic(1).agreement, false],
  ['had one', 1, null, true],
  ['never had any', null, null, false],
] as const)('a classic token that %s has lost it or not', (_, number, agreement, is) => {
  expect(hasLostAgreement(classicToken({ requestNumber: number as RequestNumber | null, agreement }))).toBe(is);
});
