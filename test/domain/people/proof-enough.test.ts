import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { lackOfVouchers, openClaim } from '../../../src/domain/people/advance-claim.ts';
import { type Claim, isProofEnough } from '../../../src/domain/people/claim.ts';
import type { Link, LinkProof } from '../../../src/domain/people/link.ts';
import type { GithubAccount } from '../../../src/domain/person.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const acme = 1 as OrganizationId;
const account = { githubId: mona.githubId, login: 'mona' };
const link = (proof: LinkProof): Link => ({ ...mona, version: 1, linkedAt: noon, proof, by: [] });
const { claim: open } = openClaim(
  { id: 'c1', organizationId: acme, slackId: mona.slackId, account, isOwner: true },
  noon,
);
const vouches = [bea, otto].map((by) => ({ by, at: noon }));
const byTwo: Claim = { ...open, status: 'confirmed', vouches };

describe('the proof of a link', () => {
  it.each<readonly [is: string, LinkProof, claims: readonly Claim[], isEnough: boolean]>([
    ['is enough by the policy', 'policy', [], true],
    ['is enough by signing in', 'oauth', [], true],
    ['is enough by the identity provider', 'saml', [], true],
    ['is not enough by somebody’s word alone', 'vouched', [], false],
    ['is enough by two owners’ word', 'vouched', [{ ...open, status: 'void' }, byTwo], true],
    ['is not enough by one owner’s', 'vouched', [{ ...byTwo, vouches: vouches.slice(0, 1) }], false],
    [
      'is not enough by those of another organization',
      'vouched',
      [{ ...byTwo, organizationId: 2 as OrganizationId }],
      false,
    ],
  ])('%s', (_, proof, claims, isEnough) => {
    expect(isProofEnough(link(proof), claims, acme)).toBe(isEnough);
  });
});

describe('owners who could confirm', () => {
  const named = (login: string, githubId: number) => ({ login, githubId }) as GithubAccount;
  const all: readonly GithubAccount[] = [account, bea, otto, acmeCi, named('zoe', 199)];
  const lack = (linked: number, owners: readonly string[], needed: number) =>
    refuse({ why: 'nobody_to_vouch', organization: 'acme', needed, linked, owners });
  it.each<readonly [are: string, linked: readonly GithubAccount[], needed: number, object | null]>([
    ['are there', [bea], 1, null],
    ['are as many as it takes', [bea, otto], 2, null],
    ['are too few', [bea], 2, lack(1, ['bea', 'otto', 'acme-ci'], 2)],
    ['are none but whoever claims', [account], 1, lack(0, ['bea', 'otto', 'acme-ci'], 1)],
    ['are none', [], 1, lack(0, ['bea', 'otto', 'acme-ci'], 1)],
  ])('%s', (_, linked, needed, is) => {
    expect(lackOfVouchers(account, 'acme', { all, linked }, needed)).toEqual(is);
  });
});
