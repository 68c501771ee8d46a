import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import { type ClaimFacts, openClaim } from '../../../src/domain/people/advance-claim.ts';
import type { Claim } from '../../../src/domain/people/claim.ts';
import {
  type ClaimClick,
  decideOnClaim,
  type KnownOfClaim,
  needsFacts,
} from '../../../src/domain/people/decide-on-claim.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const { slackId } = mona;
const account = { githubId: mona.githubId, login: mona.login };
const given = { id: 'c1', organizationId: 1 as OrganizationId, slackId, account, isOwner: false };
const { claim: open } = openClaim(given, noon);
const claim = (some: Partial<Claim> = {}): Claim => ({ ...open, ...some });

const vouch: ClaimClick = { deed: 'vouch', revision: 1 };
const refuseIt: ClaimClick = { deed: 'refuse', revision: 1 };
const over = { status: 'refused', refusal: { by: otto, at: noon } } as const;
const already = { why: 'claim_already', status: 'refused', by: otto.slackId };

it.each<readonly [behaviour: string, some: Partial<Claim>, click: ClaimClick, isAsked: boolean]>([
  ['GitHub is asked about a Claim that is to be confirmed', {}, vouch, true],
  ['GitHub is not asked about one that is to be refused', {}, refuseIt, false],
  ['GitHub is not asked about one that is over', over, vouch, false],
  ['GitHub is not asked where another card is shown by now', { revision: 2 }, vouch, false],
])('%s', (_, some, click, isAsked) => {
  expect(needsFacts(claim(some), click)).toBe(isAsked);
});

describe('an owner’s click on a Claim', () => {
  const sound: ClaimFacts = { is: 'sound', isOwner: false, standing: [] };
  const sides: KnownOfClaim['sides'] = {
    ...{ account, isMachineUser: false, link: null, named: null },
    decision: { as: 'linked', ended: [] },
  };
  const of = (facts: ClaimFacts, version = 1): KnownOfClaim => ({ asked: { version, facts }, sides });
  const unasked: KnownOfClaim = { asked: null, sides };
  const linked: KnownOfClaim = { ...of(sound), sides: { ...sides, named: 'lisa' } };
  const voided = (voidWhy: string) => ({
    link: null,
    answer: { refused: true, why: 'claim_already', status: 'void' },
    change: { writes: [{ table: 'claims', was: 1, row: { status: 'void', voidWhy } }] },
  });

  it.each<readonly [behaviour: string, now: Claim | null, click: ClaimClick, known: KnownOfClaim, comesTo: object]>([
    ['decides nothing where it is forgotten', null, vouch, unasked, refuse({ why: 'unknown_message' })],
    ['decides nothing where it is over', claim(over), vouch, unasked, already],
    ['decides nothing on an older card', claim({ revision: 2 }), refuseIt, unasked, refuse({ why: 'old_revision' })],
    ['refuses it whatever is known', claim(), refuseIt, unasked, { link: null, answer: { status: 'refused' } }],
    ['asks first', claim(), vouch, unasked, { ask: claim() }],
    ['asks anew where another owner was faster', claim({ version: 2 }), vouch, of(sound), { ask: { version: 2 } }],
    [
      'waits where nobody knows',
      claim(),
      vouch,
      of({ is: 'not_checked' }),
      { why: 'claim_not_checked', login: 'mona' },
    ],
    ['ends it where it is void', claim(), vouch, of({ is: 'void', why: 'renamed' }), voided('renamed')],
    ['ends it where a link is in the way', claim(), vouch, linked, voided('linked')],
    ['is not for oneself', claim({ slackId: bea.slackId }), vouch, of(sound), refuse({ why: 'own_claim' })],
    [
      'links a member',
      claim(),
      vouch,
      of(sound),
      { link: { slackId, account, proof: 'vouched', by: [bea.githubId] }, answer: { status: 'confirmed', version: 2 } },
    ],
    [
      'links no owner by one alone',
      claim(),
      vouch,
      of({ ...sound, isOwner: true }),
      { link: null, answer: { status: 'open', isOwner: true, version: 2 } },
    ],
    [
      'counts beside those that stand',
      claim({ version: 7, vouches: [{ by: otto, at: noon }] }),
      vouch,
      of({ is: 'sound', isOwner: true, standing: [otto.githubId] }, 7),
      { link: { by: [otto.githubId, bea.githubId] }, change: { writes: [{ was: 7, row: { status: 'confirmed' } }] } },
    ],
    [
      'counts alone where the other stands no longer',
      claim({ vouches: [{ by: otto, at: noon }] }),
      vouch,
      of({ ...sound, isOwner: true }),
      { link: null, answer: { vouches: [{ by: bea, at: noon + 1 }] } },
    ],
  ])('%s', (_, now, click, known, comesTo) => {
    expect(decideOnClaim(now, click, bea, known, noon + 1)).toMatchObject(comesTo);
  });

  it('lets nothing be in the way of an owner who was confirmed by one', () => {
    const link = { ...mona, version: 1, linkedAt: noon, proof: 'vouched', by: [otto.githubId] } as const;
    const known = (isOwner: boolean) => ({ ...of({ ...sound, isOwner }), sides: { ...sides, link } });
    expect(decideOnClaim(claim(), vouch, bea, known(true), noon)).toMatchObject({ answer: { status: 'open' } });
    expect(decideOnClaim(claim(), vouch, bea, known(false), noon)).toMatchObject(voided('linked'));
  });
});
