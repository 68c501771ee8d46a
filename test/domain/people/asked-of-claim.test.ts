import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId, type OrganizationId } from '../../../src/domain/ids.ts';
import {
  type AskedOfClaim,
  claimNotAsSeen,
  dueOfClaim,
  factsOfClaim,
  inTheWayOfClaim,
  objectionToClaim,
  openClaim,
  type SidesOfClaim,
} from '../../../src/domain/people/advance-claim.ts';
import { type Claim, claimDays } from '../../../src/domain/people/claim.ts';
import type { Link } from '../../../src/domain/people/link.ts';
import { refuse } from '../../../src/domain/refusal.ts';
import { bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const organizationId = 1 as OrganizationId;
const { slackId } = mona;
const account = { githubId: mona.githubId, login: mona.login };
const { claim: open } = openClaim({ id: 'c1', organizationId, slackId, account, isOwner: false }, noon);
const claim = (some: Partial<Claim> = {}): Claim => ({ ...open, ...some });

describe('a click on a Claim', () => {
  it('decides where it waits and was seen so', () => {
    expect(claimNotAsSeen(claim(), 1)).toBeNull();
    expect(claimNotAsSeen(claim({ revision: 2 }), 1)).toMatchObject({ why: 'old_revision' });
    expect(claimNotAsSeen(claim({ revision: 2, status: 'lapsed' }), 1)).toMatchObject({
      ...{ why: 'claim_already', status: 'lapsed' },
    });
  });
});

describe('a Claim that is made', () => {
  const by = { by: bea, at: noon };
  const old = claim({ status: 'refused', refusal: by, changedAt: noon });
  const others = claim({ slackId: otto.slackId });
  it.each<readonly [behaviour: string, known: readonly Claim[], objection: object | null]>([
    ['is let be where none is known', [], null],
    ['waits for the one before', [claim()], { why: 'claim_waits', login: 'mona', lapsesAt: noon + claimDays * dayMs }],
    ['is contested where another one waits', [others], { why: 'claim_contested', login: 'mona' }],
    [
      'is not made again within a week after it was refused',
      [old],
      { why: 'claim_refused_lately', login: 'mona', by: bea.slackId, at: noon },
    ],
    ['names nobody where nobody is known to have refused', [{ ...old, refusal: null }], { by: null }],
    [
      'is one of three a day at the most',
      [1, 2, 3].map(() => claim({ status: 'withdrawn' })),
      { why: 'too_many_claims', most: 3 },
    ],
  ])('%s', (_, known, objection) => {
    const said = objectionToClaim(known, { slackId, account }, noon + 1);
    if (objection === null) expect(said).toBeNull();
    else expect(said).toMatchObject(objection);
  });
});

describe('a Claim that waits', () => {
  const week = noon + claimDays * dayMs;
  it.each<
    readonly [behaviour: string, some: Partial<Claim>, isLinked: boolean, isSure: boolean, now: number, object | null]
  >([
    ['goes on while its week does', {}, false, true, week - 1, null],
    ['lapses after a week', {}, false, true, week, { act: 'lapse' }],
    ['is ended by no clock that may be wrong', {}, false, false, week, null],
    ['is void once either side is linked', {}, true, false, noon, { act: 'annul', why: 'linked' }],
    ['is over once it was decided', { status: 'confirmed' }, true, true, week, null],
  ])('%s', (_, some, isLinked, isSure, now, due) => {
    expect(dueOfClaim(claim(some), { isLinked, isSure }, now)).toEqual(due);
  });
});

describe('a Claim that is to be confirmed', () => {
  const standing = [bea.githubId];
  const belongs = { ids: [organizationId], isOwner: true, present: account };
  const sound: AskedOfClaim = { stranger: null, belongs, standing };
  const unknown = { is: 'not_checked' };
  it.each<readonly [behaviour: string, some: Partial<AskedOfClaim>, facts: object]>([
    ['is sound', {}, { is: 'sound', isOwner: true, standing }],
    [
      'is sound though its login is written otherwise',
      { belongs: { ...belongs, present: { ...account, login: 'Mona' } } },
      { is: 'sound' },
    ],
    ['is void where the person is a guest by now', { stranger: refuse({ why: 'guest' }) }, { is: 'void', why: 'gone' }],
    ['waits where Slack did not say', { stranger: refuse({ why: 'person_not_checked' }) }, unknown],
    ['waits where GitHub did not say where it belongs', { belongs: 'not_checked' }, unknown],
    ['waits where GitHub did not say who still is an owner', { standing: 'not_checked' }, unknown],
    [
      'is void where the account left',
      { belongs: { ...belongs, ids: [2 as OrganizationId] } },
      { is: 'void', why: 'left' },
    ],
    [
      'is void where the account was renamed',
      { belongs: { ...belongs, present: { ...account, login: 'lisa' } } },
      { is: 'void', why: 'renamed' },
    ],
  ])('%s', (_, some, facts) => {
    expect(factsOfClaim(claim(), { ...sound, ...some })).toMatchObject(facts);
  });
});

describe('a link in the way of a Claim', () => {
  const link = (some: Partial<Link> = {}): Link => ({
    ...{ slackId, ...account, version: 1, linkedAt: noon, proof: 'vouched', by: [bea.githubId] },
    ...some,
  });
  const free: SidesOfClaim = {
    ...{ account, isOwner: false, isMachineUser: false, link: null, named: null },
    decision: { as: 'linked', ended: [] },
  };
  it.each<readonly [behaviour: string, some: Partial<SidesOfClaim>, why: object | null]>([
    ['is none', {}, null],
    ['is that it is a machine user', { isMachineUser: true }, { why: 'claims_machine_user', login: 'mona' }],
    [
      'is what conflicts',
      { decision: { as: 'conflict', why: 'account_taken' }, link: link() },
      { why: 'link_conflict', login: 'mona', conflict: 'account_taken' },
    ],
    ['is the login that the policy gives them', { named: 'lisa' }, { why: 'linked_already', login: 'lisa' }],
    ['is their link', { link: link(), named: 'lisa' }, { why: 'linked_already', login: 'mona' }],
    ['is none where a second owner has to confirm it', { link: link(), isOwner: true }, null],
    ['is a link that is proved better', { link: link({ proof: 'oauth' }), isOwner: true }, { why: 'linked_already' }],
    [
      'is their link to another account',
      { link: link({ githubId: 7 as GithubUserId }), isOwner: true },
      { why: 'linked_already' },
    ],
  ])('%s', (_, some, why) => {
    const said = inTheWayOfClaim({ ...free, ...some });
    if (why === null) expect(said).toBeNull();
    else expect(said).toMatchObject(why);
  });
});
