import { describe, expect, it } from 'vitest';
import {
  absentFrom,
  accountAmong,
  administratorsOfAll,
  askedForMembership,
  besidesTheirs,
  fittingAmong,
  type Named,
  peopleCalled,
  type Somebody,
  whoCounts,
} from '../../../src/domain/decisions/who-could-decide.ts';
import type { GithubUserId, SlackUserId } from '../../../src/domain/ids.ts';
import type { LinkedPerson } from '../../../src/domain/person.ts';
import { acmeCi, bea, mona, otto } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

function linked(person: LinkedPerson): Somebody {
  const { slackId, login } = person;
  return { slackId, login, known: { ...person, version: 1, linkedAt: noon, proof: 'oauth', by: null } };
}

/** The policy gives them the login, and GitHub was not asked about it yet. */
function named(slackId: string, login: string): Somebody {
  return { slackId: slackId as SlackUserId, login, known: null };
}

const lisa = named('U0LISA', 'Lisa');
const idsOf = (some: readonly Pick<Somebody, 'slackId'>[]) => some.map(({ slackId }) => slackId);

describe('whoever a request is about', () => {
  const everybody = [linked(mona), linked(bea), linked(otto), lisa];
  const own = { requester: mona, holder: mona };
  it.each<[string, typeof own | { requester: LinkedPerson; holder: typeof acmeCi }, SlackUserId | null, object]>([
    ['does not decide on it', own, null, [bea.slackId, otto.slackId, lisa.slackId]],
    [
      'does not decide on it by another account in Slack',
      { requester: { ...mona, slackId: 'U0SECOND' as SlackUserId }, holder: mona },
      null,
      [bea.slackId, otto.slackId, lisa.slackId],
    ],
    [
      'does not decide on it before GitHub was asked who they are',
      { requester: { ...mona, slackId: lisa.slackId }, holder: acmeCi },
      null,
      [bea.slackId, otto.slackId],
    ],
    [
      'does not decide on it for standing behind its holder',
      { requester: mona, holder: acmeCi },
      otto.slackId,
      [bea.slackId, lisa.slackId],
    ],
  ])('%s', (_, whose, sponsor, left) => {
    expect(idsOf(besidesTheirs(everybody, whose, sponsor))).toEqual(left);
  });
});

describe('whose account is among those that GitHub names', () => {
  const account = (githubId: number, login: string) => ({ githubId: githubId as GithubUserId, login });
  it.each<[string, Somebody, object | null]>([
    ['theirs by its id, whatever it is called', linked({ ...bea, login: 'bea-before' }), account(102, 'bea')],
    ['nobody’s who is called alike and is another', linked({ ...bea, githubId: 9 as GithubUserId }), null],
    ['theirs by its login where only that is known', lisa, account(7, 'lISA')],
    ['nobody’s who is not named', named('U0KIM', 'kim'), null],
  ])('is %s', (_, one, found) => {
    expect(accountAmong([account(102, 'bea'), account(7, 'lISA')])(one)).toEqual(found);
  });
});

describe('who administers all repositories', () => {
  it.each([
    ['is nobody where there are none', [], []],
    ['is who administers the one', [[bea, otto]], [bea, otto]],
    [
      'is who administers each',
      [
        [bea, otto],
        [otto, mona],
        [bea, otto],
      ],
      [otto],
    ],
    ['is nobody where one has none', [[bea], []], []],
  ])('%s', (_, lists, all) => {
    expect(administratorsOfAll(lists)).toEqual(all);
  });
});

it('knows whom the policy calls by a login, in whatever letters', () => {
  const people = new Map([
    [bea.slackId, 'Bea'],
    [otto.slackId, 'otto'],
  ]);
  expect(peopleCalled(people, 'bea')).toEqual([bea.slackId]);
  expect(peopleCalled(people, 'mona')).toEqual([]);
});

describe('who counts', () => {
  const able = [linked(bea), linked(otto), lisa];
  const team: Named = [bea, { githubId: 7 as GithubUserId, login: 'lisa' }];
  const group: Named = [otto.slackId, lisa.slackId, 'U0NOBODY' as SlackUserId];
  const counts = (named: Named, members: readonly [SlackUserId, boolean | null][] = []) =>
    whoCounts(fittingAmong(able, named), new Map(members));

  it.each<[string, Named, readonly [SlackUserId, boolean | null][], object]>([
    ['is who is in the team', team, [], [bea.slackId, lisa.slackId]],
    ['is who is in the group, and in the organization', group, [[otto.slackId, true]], [otto.slackId, lisa.slackId]],
    ['is nobody of the group who is no member', group, [[otto.slackId, false]], [lisa.slackId]],
    ['is who may be one, as far as GitHub says', group, [[otto.slackId, null]], [otto.slackId, lisa.slackId]],
    ['is nobody where nobody is named', [], [], []],
  ])('%s', (_, named, members, who) => {
    expect(counts(named, members)).toEqual(who);
  });

  it('asks GitHub of ten in a group, of no more, and of nobody in a team', () => {
    const many = (count: number) =>
      [...Array(count).keys()].map((at) => linked({ ...bea, slackId: `U0${at}` as SlackUserId }));
    const asked = (some: readonly Somebody[]) => askedForMembership(fittingAmong(some, idsOf(some)));
    expect(idsOf(asked(many(10)))).toEqual(idsOf(many(10)));
    expect(asked(many(11))).toEqual([]);
    expect(idsOf(asked([linked(bea), lisa]))).toEqual([bea.slackId]);
    expect(askedForMembership(fittingAmong(able, team))).toEqual([]);
  });
});

it('knows who has no button, where Slack says who is in the channel', () => {
  const able = [linked(bea), linked(otto)];
  expect(absentFrom(new Set([bea.slackId]), able)).toEqual(new Set([otto.slackId]));
  expect(absentFrom(new Set(), able)).toEqual(new Set([bea.slackId, otto.slackId]));
  expect(absentFrom(null, able)).toBeNull();
});
