import { describe, expect, it } from 'vitest';
import {
  type Approver,
  asReviewer,
  asTheirOwn,
  type Behind,
  countsStill,
  type Demand,
  isOwnMatter,
  isOwnRequest,
  isStillSponsored,
  objectionToRequest,
  objectionToSponsor,
  objectionToToken,
  sponsorToLink,
} from '../../../src/domain/decisions/authority.ts';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import type { GithubAccount, LinkedPerson } from '../../../src/domain/person.ts';
import type { ReviewerRule } from '../../../src/domain/policy/reviewer-rule.ts';
import type { standsAs } from '../../../src/domain/policy/reviewers.ts';
import { isRefusal, type Refusal, refuse } from '../../../src/domain/refusal.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';

/** Why not, or who they decide as. */
function said(answer: LinkedPerson | Refusal | null): string | null {
  return answer !== null && isRefusal(answer) ? answer.why : (answer?.login ?? null);
}

describe('whoever does something', () => {
  const own: Omit<Demand, 'who'> = { self: mona.githubId, of: 'request' };
  it.each<readonly [behaviour: string, person: LinkedPerson, demand: Demand, said: string | null]>([
    ['may do what is theirs alone', mona, { ...own, who: 'self' }, 'mona'],
    ['may do it from a second Slack account', { ...mona, slackId: otto.slackId }, { ...own, who: 'self' }, 'mona'],
    ['may do it for a machine user that they stand for', bea, { ...own, who: 'self', sponsor: bea.slackId }, 'bea'],
    ['is told of nothing where it is another’s alone', bea, { ...own, who: 'self' }, 'unknown_message'],
    ['may see what is theirs', mona, { ...own, who: 'self_or_reviewer' }, 'mona'],
    ['has to be a reviewer to see another’s', bea, { ...own, who: 'self_or_reviewer' }, null],
    ['has to be a reviewer to decide', bea, { ...own, who: 'reviewer' }, null],
    ['has to be one of what is nobody’s', bea, { who: 'reviewer', self: null, of: 'token' }, null],
    ['does not decide on their own request', mona, { ...own, who: 'reviewer' }, 'own_request'],
    ['does not decide on their own token', mona, { ...own, who: 'reviewer', of: 'token' }, 'own_token'],
    ['does not decide on their own Claim', mona, { ...own, who: 'reviewer', of: 'claim' }, 'own_claim'],
  ])('%s', (_, person, demand, answer) => {
    expect(said(asTheirOwn(person, demand))).toBe(answer);
  });
});

describe('a reviewer', () => {
  const both: readonly ReviewerRule[] = ['owners', 'team:docs'];
  it.each<readonly [behaviour: string, rules: readonly ReviewerRule[], as: ReturnType<typeof standsAs>, object]>([
    ['who is an owner decides as that', both, 'owners', bea],
    ['of another rule decides by that', both, 'team:docs', { ...bea, as: 'team:docs' }],
    [
      'who is none is told that owners decide',
      ['owners'],
      'nobody',
      refuse({ why: 'not_an_owner', login: 'bea', organization: 'acme' }),
    ],
    [
      'who is none is told who decides',
      both,
      'nobody',
      refuse({ why: 'not_a_reviewer', login: 'bea', organization: 'acme', reviewers: both }),
    ],
    ['is none by what is not known', ['owners'], 'unknown', refuse({ why: 'owner_not_checked', organization: 'acme' })],
    [
      'is none by what Slack did not say',
      both,
      'unknown',
      refuse({ why: 'reviewer_not_checked', organization: 'acme' }),
    ],
  ])('%s', (_, rules, as, answer) => {
    expect(asReviewer(bea, 'acme', rules, as, true)).toEqual(answer);
  });

  it('is none by one owner’s word alone', () => {
    const once = refuse({ why: 'vouched_once', login: 'bea', organization: 'acme' });
    expect(asReviewer(bea, 'acme', both, 'owners', false)).toEqual(once);
    expect(asReviewer(bea, 'acme', both, 'team:docs', false)).toEqual(once);
    expect(asReviewer(bea, 'acme', both, 'nobody', false)).toMatchObject({ why: 'not_a_reviewer' });
  });
});

const nobody: Behind = { sponsor: null, account: null, isStanding: false };
const monas: Behind = { sponsor: mona.slackId, account: mona, isStanding: true };
const unlinked: Behind = { ...monas, account: null };
type Whose = { readonly requester: LinkedPerson; readonly holder: GithubAccount };
const forAcmeCi: Whose = { requester: mona, holder: acmeCi };
const forHerself: Whose = { requester: mona, holder: mona };

describe('somebody who may stand behind a token', () => {
  it.each<readonly [behaviour: string, person: LinkedPerson, behind: Behind, grants: boolean, why: object | null]>([
    ['decides on what nobody stands behind', bea, nobody, true, null],
    ['decides on another’s machine user', bea, monas, true, null],
    ['does not on their own', mona, monas, false, { why: 'own_token', machineUser: 'acme-ci' }],
    ['does not by another account', { ...otto, slackId: mona.slackId }, monas, false, { why: 'own_token' }],
    ['does not by a second Slack account', { ...mona, slackId: otto.slackId }, monas, false, { why: 'own_token' }],
    [
      'does not where its login is another account’s by now, which may be theirs',
      mona,
      { ...monas, isStanding: false },
      false,
      { why: 'login_taken', login: 'acme-ci' },
    ],
    [
      'lets nothing in while nobody knows its sponsor’s account',
      bea,
      unlinked,
      true,
      { why: 'sponsor_not_linked', slackId: mona.slackId, login: 'acme-ci' },
    ],
    ['takes away all the same', bea, unlinked, false, null],
  ])('%s', (_, person, behind, grants, why) => {
    const objection = objectionToSponsor(person, acmeCi, behind, grants);
    if (why === null) expect(objection).toBeNull();
    else expect(objection).toMatchObject(why);
  });
});

it.each<readonly [behaviour: string, sponsor: SlackUserId | null, account: GithubAccount | null, to: string | null]>([
  ['nobody where nobody stands behind it', null, null, null],
  ['nobody where the sponsor is known', bea.slackId, bea, null],
  ['the sponsor whose account is not known', bea.slackId, null, 'U0BEA'],
])('has to be linked before somebody lets it in: %s', (_, sponsor, account, to) => {
  expect(sponsorToLink({ sponsor, account })).toBe(to);
});

describe('a request', () => {
  const own = (slackId: SlackUserId, githubId: GithubUserId | null) => isOwnRequest({ slackId, githubId }, forAcmeCi);
  it('is the matter of who asks and of the account that is to hold its token', () => {
    expect(own(mona.slackId, null)).toBe(true);
    expect(own(otto.slackId, mona.githubId)).toBe(true);
    expect(own(otto.slackId, acmeCi.githubId)).toBe(true);
    expect(own(otto.slackId, otto.githubId)).toBe(false);
    expect(own(otto.slackId, null)).toBe(false);
  });

  it.each<readonly [behaviour: string, whose: Whose, behind: Behind, is: boolean]>([
    ['for oneself needs no sponsor', forHerself, nobody, true],
    ['for a machine user needs the sponsor who asked', forAcmeCi, monas, true],
    ['is nobody’s once another one sponsors it', forAcmeCi, { ...monas, sponsor: otto.slackId }, false],
    ['is nobody’s once its login is another account’s', forAcmeCi, { ...monas, isStanding: false }, false],
    ['is nobody’s once nobody sponsors it', forAcmeCi, nobody, false],
  ])('%s', (_, whose, behind, is) => {
    expect(isStillSponsored(whose, behind)).toBe(is);
  });

  const ottos: Behind = { sponsor: otto.slackId, account: otto, isStanding: true };
  it.each<
    readonly [behaviour: string, person: LinkedPerson, whose: Whose, behind: Behind, grants: boolean, object | null]
  >([
    ['is a reviewer’s to decide', bea, forHerself, nobody, true, null],
    ['is not its requester’s', mona, forHerself, nobody, false, { why: 'own_request' }],
    [
      'is not its sponsor’s, who is told whose it is',
      otto,
      forAcmeCi,
      ottos,
      false,
      { why: 'own_request', machineUser: 'acme-ci' },
    ],
    [
      'is not of whoever may have taken the login',
      otto,
      forAcmeCi,
      { ...ottos, isStanding: false },
      false,
      { why: 'login_taken' },
    ],
    [
      'is approved by nobody once another one sponsors it',
      bea,
      forAcmeCi,
      ottos,
      true,
      { why: 'sponsor_changed', slackId: mona.slackId, login: 'acme-ci' },
    ],
    ['is denied all the same', bea, forAcmeCi, ottos, false, null],
  ])('%s', (_, person, whose, behind, grants, why) => {
    const objection = objectionToRequest(person, whose, behind, grants);
    if (why === null) expect(objection).toBeNull();
    else expect(objection).toMatchObject(why);
  });

  it('that became somebody’s own matter voids their offer, and no outage does', () => {
    expect(isOwnMatter(refuse({ why: 'own_request' }))).toBe(true);
    expect(isOwnMatter(refuse({ why: 'login_taken', login: 'acme-ci' }))).toBe(true);
    expect(isOwnMatter(refuse({ why: 'sponsor_not_linked', slackId: mona.slackId, login: 'acme-ci' }))).toBe(false);
    expect(isOwnMatter(null)).toBe(false);
  });
});

describe('an earlier approval', () => {
  const sound: Approver = { as: 'owners', isStillAccount: 'yes', stranger: null, objection: null };
  const silent = refuse({ why: 'person_not_checked' });
  it.each<readonly [behaviour: string, some: Partial<Approver>, counts: 'yes' | 'no' | 'unknown']>([
    ['counts while its giver may decide', {}, 'yes'],
    ['counts while the policy’s new login was not asked for', { isStillAccount: 'unknown' }, 'yes'],
    ['counts no more of who is no reviewer', { as: 'nobody' }, 'no'],
    ['counts no more of who is another account', { isStillAccount: 'no' }, 'no'],
    ['counts no more of who stands behind the token', { objection: refuse({ why: 'own_token' }) }, 'no'],
    ['counts no more of who is a guest', { stranger: refuse({ why: 'guest' }) }, 'no'],
    ['is not known to count where GitHub did not say', { as: 'unknown' }, 'unknown'],
    ['is not known to count where Slack did not say', { stranger: silent }, 'unknown'],
    ['counts no more of who is none, though Slack did not say', { as: 'nobody', stranger: silent }, 'no'],
  ])('%s', (_, some, counts) => {
    expect(countsStill({ ...sound, ...some })).toBe(counts);
  });
});

describe('a token', () => {
  const nobody: Behind = { sponsor: null, account: null, isStanding: false };
  const holder = { githubId: mona.githubId, login: mona.login };
  it('is not its holder’s to decide, nor its sponsor’s', () => {
    expect(objectionToToken(mona, holder, nobody, false)).toEqual(refuse({ why: 'own_token' }));
    expect(objectionToToken(bea, holder, nobody, true)).toBeNull();
    const behind: Behind = { sponsor: bea.slackId, account: bea, isStanding: true };
    expect(objectionToToken(bea, holder, behind, true)).toEqual(refuse({ why: 'own_token', machineUser: 'mona' }));
  });

  it('is nobody’s to let in while its sponsor is not known, and anybody’s to deny', () => {
    const behind: Behind = { sponsor: otto.slackId, account: null, isStanding: true };
    const unknown = refuse({ why: 'sponsor_not_linked', slackId: otto.slackId, login: 'mona' });
    expect(objectionToToken(bea, holder, behind, true)).toEqual(unknown);
    expect(objectionToToken(bea, holder, behind, false)).toBeNull();
  });
});
