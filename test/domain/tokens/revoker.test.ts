import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../../src/domain/ids.ts';
import { objectionToRevoker } from '../../../src/domain/tokens/revoker.ts';
import { stillOwners } from '../../support/sample-dossiers.ts';
import { bea, mona } from '../../support/sample-people.ts';

type Given = readonly [
  what: string,
  revocation: Parameters<typeof objectionToRevoker>[0],
  known: ReadonlyMap<GithubUserId, boolean> | undefined,
  objection: ReturnType<typeof objectionToRevoker>,
];
const byBea = { as: 'reviewer', by: bea } as const;

describe('a revocation that is about to be sent', () => {
  it.each<Given>([
    ['goes out for its holder', { as: 'holder', by: mona }, undefined, null],
    ['goes out for its sponsor', { as: 'sponsor', by: mona }, undefined, null],
    ['goes out for the policy', { as: 'policy', by: null }, undefined, null],
    ['goes out for a reviewer who is one still', byBea, stillOwners([bea, true]), null],
    ['goes out for a holder who is no owner', { as: 'holder', by: bea }, stillOwners([bea, false]), null],
    ['is kept for a reviewer who is one no longer', byBea, stillOwners([bea, false]), 'not_an_owner'],
    ['is kept for a reviewer of whom nothing is known', { as: 'reviewer', by: null }, undefined, 'not_an_owner'],
    ['asks whether its reviewer is one still', byBea, undefined, { ask: 'is_still_owner', person: bea }],
    ['asks of its own reviewer', byBea, stillOwners([mona, true]), { ask: 'is_still_owner', person: bea }],
  ])('%s', (_, revocation, known, objection) => {
    expect(objectionToRevoker(revocation, 'enforce', known)).toEqual(objection);
  });

  it.each([
    ['its holder', { as: 'holder', by: mona }],
    ['its sponsor', { as: 'sponsor', by: mona }],
    ['a reviewer', byBea],
    ['the policy', { as: 'policy', by: null }],
  ] as const)('is kept for %s where the policy only observes by now', (_, revocation) => {
    expect(objectionToRevoker(revocation, 'observe', stillOwners([bea, true]))).toBe('only_observed');
  });
});
