import { describe, expect, it } from 'vitest';
import type { GithubUserId, Instant, RepositoryId } from '../../../../src/domain/ids.ts';
import { matchWhen, predicates } from '../../../../src/domain/policy/rules/evaluate.ts';
import type { Matching, When } from '../../../../src/domain/policy/rules/rule.ts';
import { accountFor, type RuleSubject } from '../../../../src/domain/policy/rules/subject.ts';
import type { Lifetime, Permissions, RepositoryAccess } from '../../../../src/domain/scope/agreement.ts';
import { pendingRequest } from '../../../support/sample-requests.ts';
import { noon, permissions } from '../../../support/sample-scopes.ts';

const { scope, requester, holder, purpose, justification } = pendingRequest(1);
type Some = Partial<Omit<RuleSubject, 'scope'>> & {
  readonly permissions?: Permissions;
  readonly access?: RepositoryAccess;
  readonly lifetime?: Lifetime;
  readonly at?: Instant;
};

/** What a `when` says of a request of Mona's, of which `some` is different. */
function says(when: When, { permissions, access, lifetime, at = noon, ...some }: Some = {}): Matching {
  const asked = { permissions: permissions ?? scope.permissions, access: access ?? scope.access };
  const subject: RuleSubject = {
    ...{ requester, holder, isOwner: false, purpose, justification, kind: 'request', ...some },
    scope: { ...asked, lifetime: lifetime ?? scope.lifetime },
  };
  return matchWhen(when, accountFor(subject, at));
}
type Row = readonly [string, When, Some, Matching];

it.each(Object.entries(predicates))('%s says yes where a rule says nothing of it', (_part, predicate) => {
  const subject = { scope, requester, holder, isOwner: null, purpose, justification, kind: 'request' } as const;
  expect(predicate({}, accountFor(subject, noon))).toBe('yes');
});

describe('kind and risk', () => {
  const administration = permissions({ organization: { organization_administration: 'write' } });

  it.each<Row>([
    ['a request', { kind: ['unasked', 'request'] }, {}, 'yes'],
    ['a token that was there before', { kind: ['request'] }, { kind: 'unasked' }, 'no'],
    ['a renewal, which somebody asks for too', { kind: ['request'] }, { kind: 'renewal' }, 'yes'],
    ['a renewal, by its own name', { kind: ['renewal'] }, { kind: 'renewal' }, 'yes'],
    ['a renewal is not there before', { kind: ['unasked'] }, { kind: 'renewal' }, 'no'],
    ['a request renews nothing', { kind: ['renewal'] }, {}, 'no'],
    ['reading', { risk: ['low', 'high'] }, {}, 'yes'],
    ['reading is not critical', { risk: ['critical'] }, {}, 'no'],
    ['what an owner could do', { risk: ['critical'] }, { permissions: administration, isOwner: true }, 'yes'],
    ['what a member can’t do yet', { risk: ['elevated'] }, { permissions: administration, isOwner: false }, 'yes'],
    ['who is an owner, perhaps', { risk: ['critical'] }, { permissions: administration, isOwner: null }, 'yes'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('the lifetime', () => {
  const never: Some = { lifetime: { kind: 'never' } };
  const unmeasured: Some = { lifetime: { kind: 'date', date: '2026-02-30' } };

  it.each<Row>([
    ['30 days are at most 30', { lifetime: { atMostDays: 30 } }, {}, 'yes'],
    ['30 days are not at most 29', { lifetime: { atMostDays: 29 } }, {}, 'no'],
    ['30 days are at least 30', { lifetime: { atLeastDays: 30 } }, {}, 'yes'],
    ['30 days are not at least 31', { lifetime: { atLeastDays: 31 } }, {}, 'no'],
    ['30 days end', { lifetime: { never: false } }, {}, 'yes'],
    ['30 days are not for ever', { lifetime: { never: true } }, {}, 'no'],
    ['30 days are within both', { lifetime: { atLeastDays: 30, atMostDays: 30, never: false } }, {}, 'yes'],
    ['for ever is for ever', { lifetime: { never: true } }, never, 'yes'],
    ['for ever does not end', { lifetime: { never: false } }, never, 'no'],
    ['for ever is longer than any days', { lifetime: { atLeastDays: 9_999 } }, never, 'yes'],
    ['for ever is within no days', { lifetime: { atMostDays: 9_999 } }, never, 'no'],
    ['what can’t be measured is longer than any days', { lifetime: { atLeastDays: 9_999 } }, unmeasured, 'yes'],
    ['what can’t be measured is within no days', { lifetime: { atMostDays: 9_999 } }, unmeasured, 'no'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('who asks', () => {
  const inTeam = (is: boolean): Some => ({ facts: { teams: new Map([['docs', is]]), topics: new Map() } });
  const machine: Some = {
    requester: { ...requester, login: 'Mona' },
    holder: { githubId: 150 as GithubUserId, login: 'Acme-CI' },
  };

  it.each<Row>([
    ['an owner', { requester: [{ is: 'owner' }] }, { isOwner: true }, 'yes'],
    ['a member', { requester: [{ is: 'owner' }] }, { isOwner: false }, 'no'],
    ['somebody of whom GitHub did not say', { requester: [{ is: 'owner' }] }, { isOwner: null }, 'unknown'],
    [
      'somebody who matches in another way too',
      { requester: [{ is: 'owner' }, { is: 'login', login: 'mona' }] },
      { isOwner: null },
      'yes',
    ],
    ['somebody in the team', { requester: [{ is: 'team', team: 'docs' }] }, inTeam(true), 'yes'],
    ['somebody who is not in it', { requester: [{ is: 'team', team: 'docs' }] }, inTeam(false), 'no'],
    [
      'somebody of whose team GitHub did not say',
      { requester: [{ is: 'team', team: 'web' }] },
      inTeam(true),
      'unknown',
    ],
    ['somebody of whose teams nobody asked', { requester: [{ is: 'team', team: 'docs' }] }, {}, 'unknown'],
    ['another login', { requester: [{ is: 'login', login: 'nora' }] }, { isOwner: true }, 'no'],
    ['whoever asks for a machine user', { requester: [{ is: 'login', login: 'mona' }] }, machine, 'yes'],
    ['the machine user itself', { requester: [{ is: 'login', login: 'acme-ci' }] }, machine, 'yes'],
    ['for any machine user', { requester: [{ is: 'machine_user' }] }, machine, 'yes'],
    ['for oneself', { requester: [{ is: 'machine_user' }] }, {}, 'no'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('what it is for', () => {
  it.each<Row>([
    ['is read in any letters', { purpose: ['nightly*'] }, { purpose: 'Nightly Build' }, 'yes'],
    ['is one of several', { purpose: ['weekly*', 'nightly*'] }, {}, 'yes'],
    ['is something else', { purpose: ['weekly*'] }, {}, 'no'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('permissions', () => {
  const asks = (level: string, name = 'contents'): Some => ({
    permissions: permissions({ repository: { [name]: level } }),
  });
  const contents = { name: 'contents', level: null } as const;
  const issues = { name: 'issues', level: null } as const;
  const writing = { name: 'contents', level: 'write' } as const;

  it.each<Row>([
    ['reading is only reading', { permissions: { only: [{ group: 'read' }] } }, asks('read'), 'yes'],
    ['writing is not only reading', { permissions: { only: [{ group: 'read' }] } }, asks('write'), 'no'],
    ['reading is some reading', { permissions: { any: [{ group: 'read' }] } }, asks('read'), 'yes'],
    ['writing is no reading', { permissions: { any: [{ group: 'read' }] } }, asks('write'), 'no'],
    ['reading is within writing', { permissions: { only: [{ group: 'write' }] } }, asks('read'), 'yes'],
    ['administering is within writing', { permissions: { only: [{ group: 'write' }] } }, asks('admin'), 'yes'],
    ['a level of tomorrow is within nothing', { permissions: { only: [{ group: 'write' }] } }, asks('maintain'), 'no'],
    ['reading is not some writing', { permissions: { any: [{ group: 'write' }] } }, asks('read'), 'no'],
    ['writing is some writing', { permissions: { any: [{ group: 'write' }] } }, asks('write'), 'yes'],
    ['a level of tomorrow is some writing', { permissions: { any: [{ group: 'write' }] } }, asks('maintain'), 'yes'],
    [
      'writing issues is not dangerous',
      { permissions: { any: [{ group: 'dangerous' }] } },
      asks('write', 'issues'),
      'no',
    ],
    ['reading is not dangerous', { permissions: { any: [{ group: 'dangerous' }] } }, asks('read'), 'no'],
    [
      'administering is dangerous',
      { permissions: { any: [{ group: 'dangerous' }] } },
      asks('write', 'administration'),
      'yes',
    ],
    ['a name is of every level', { permissions: { only: [contents] } }, asks('admin'), 'yes'],
    ['a name is of every level that is known', { permissions: { only: [contents] } }, asks('maintain'), 'no'],
    ['a name asks for any level', { permissions: { any: [contents] } }, asks('maintain'), 'yes'],
    ['another name', { permissions: { any: [issues] } }, asks('read'), 'no'],
    ['one of two names', { permissions: { any: [issues, contents] } }, asks('read'), 'yes'],
    ['only one of two names', { permissions: { only: [issues, contents] } }, asks('read'), 'yes'],
    ['less than a level is within it', { permissions: { only: [writing] } }, asks('read'), 'yes'],
    ['a level is within itself', { permissions: { only: [writing] } }, asks('write'), 'yes'],
    ['more than a level is not within it', { permissions: { only: [writing] } }, asks('admin'), 'no'],
    ['less than a level is not some of it', { permissions: { any: [writing] } }, asks('read'), 'no'],
    ['a level is some of itself', { permissions: { any: [writing] } }, asks('write'), 'yes'],
    ['more than a level is some of it', { permissions: { any: [writing] } }, asks('admin'), 'yes'],
    [
      'what GitHub adds itself does not count',
      { permissions: { only: [contents] } },
      { permissions: permissions({ repository: { contents: 'read', metadata: 'read' } }) },
      'yes',
    ],
    ['more than what GitHub adds does', { permissions: { only: [contents] } }, asks('write', 'metadata'), 'no'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('repositories', () => {
  const all: Some = { access: { selection: 'all' } };
  const none: Some = { access: { selection: 'none' } };
  const shows = (...isPrivate: readonly boolean[]): Some => ({
    access: {
      selection: 'subset',
      repositories: isPrivate.map((is, at) => ({ id: at as RepositoryId, name: `Repo-${at + 1}`, isPrivate: is })),
    },
  });
  const two = shows(true, true);
  const topics = (...of: readonly (readonly string[] | null)[]): Some => ({
    ...shows(...of.map(() => true)),
    facts: {
      teams: new Map(),
      topics: new Map(of.flatMap((has, at) => (has === null ? [] : [[at as RepositoryId, has] as const]))),
    },
  });

  it.each<Row>([
    ['chosen ones', { repositories: { access: ['none', 'subset'] } }, two, 'yes'],
    ['chosen ones are not all', { repositories: { access: ['all'] } }, two, 'no'],
    ['each of them, in any letters', { repositories: { only: ['docs', 'repo-*'] } }, two, 'yes'],
    ['one of them only', { repositories: { only: ['repo-1'] } }, two, 'no'],
    ['all are within no list', { repositories: { only: ['*'] } }, all, 'no'],
    ['one of them at least', { repositories: { any: ['repo-2'] } }, two, 'yes'],
    ['none of them', { repositories: { any: ['docs'] } }, two, 'no'],
    ['all have each', { repositories: { any: ['docs'] } }, all, 'yes'],
    ['public ones', { repositories: { visibility: 'public' } }, shows(false, false), 'yes'],
    ['public ones and a private one', { repositories: { visibility: 'public' } }, shows(false, true), 'no'],
    ['all are private too', { repositories: { visibility: 'public' } }, all, 'no'],
    ['none is private', { repositories: { visibility: 'public' } }, none, 'yes'],
    ['a private one', { repositories: { visibility: 'private' } }, shows(false, true), 'yes'],
    ['no private one', { repositories: { visibility: 'private' } }, shows(false), 'no'],
    ['all, private ones with them', { repositories: { visibility: 'private' } }, all, 'yes'],
    ['two at most', { repositories: { atMost: 2 } }, two, 'yes'],
    ['one at most', { repositories: { atMost: 1 } }, two, 'no'],
    ['all are more than any number', { repositories: { atMost: 9_999 } }, all, 'no'],
    ['two at least', { repositories: { atLeast: 2 } }, two, 'yes'],
    [
      'each has one of the topics',
      { repositories: { topics: ['public', 'docs'] } },
      topics(['docs', 'web'], ['public']),
      'yes',
    ],
    ['one has none of the topics', { repositories: { topics: ['docs'] } }, topics(['docs'], ['web']), 'no'],
    ['one has no topics at all', { repositories: { topics: ['docs'] } }, topics(['docs'], []), 'no'],
    ['of one nobody knows the topics', { repositories: { topics: ['docs'] } }, topics(['docs'], null), 'unknown'],
    ['one has none, whatever another has', { repositories: { topics: ['docs'] } }, topics(null, []), 'no'],
    ['nobody asked for topics', { repositories: { topics: ['docs'] } }, two, 'unknown'],
    ['of all, some have no such topic', { repositories: { topics: ['docs'] } }, all, 'no'],
    ['none has a wrong topic', { repositories: { topics: ['docs'] } }, none, 'yes'],
    [
      'the topics, though not the names',
      { repositories: { topics: ['docs'], only: ['web'] } },
      topics(['docs'], ['docs']),
      'no',
    ],
    ['three at least', { repositories: { atLeast: 3 } }, two, 'no'],
    ['all are as many as any number', { repositories: { atLeast: 9_999 } }, all, 'yes'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});

describe('the time', () => {
  const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

  it.each(week.map((day, place) => [day, place] as const))('knows %s', (day, place) => {
    const time = { zone: 'UTC', from: 0, to: 24 * 60, days: [day] };
    const matching = week.filter((_, after) => says({ time }, { at: Date.UTC(2026, 5, 8 + after, 12) }) === 'yes');
    expect(matching).toEqual([week[place]]);
  });

  const tuesday = (hour: number, minute = 0): Some => ({ at: Date.UTC(2026, 5, 9, hour, minute) });
  const wednesday = (hour: number, minute = 0): Some => ({ at: Date.UTC(2026, 5, 10, hour, minute) });
  const office = { zone: 'UTC', from: 9 * 60, to: 17 * 60 + 30, days: ['tue'] } as const;
  const night = { ...office, from: 22 * 60, to: 6 * 60 + 30 } as const;

  it.each<Row>([
    ['as it begins', { time: office }, tuesday(9), 'yes'],
    ['a minute before', { time: office }, tuesday(8, 59), 'no'],
    ['until it ends', { time: office }, tuesday(17, 29), 'yes'],
    ['as it ends', { time: office }, tuesday(17, 30), 'no'],
    ['on another day', { time: office }, wednesday(12), 'no'],
    ['on one of several days', { time: { ...office, days: ['sat', 'wed'] } }, wednesday(12), 'yes'],
    ['in a zone where it is evening', { time: { ...office, zone: 'Asia/Tokyo' } }, tuesday(12), 'no'],
    [
      'in a zone where it is another day',
      { time: { ...office, zone: 'Asia/Tokyo', days: ['wed'] } },
      tuesday(23),
      'no',
    ],
    ['in a zone where it is morning', { time: { ...office, zone: 'Asia/Tokyo', days: ['wed'] } }, wednesday(1), 'yes'],
    ['no time at all', { time: { ...office, to: office.from } }, tuesday(12), 'no'],
    ['as the night begins', { time: night }, tuesday(22), 'yes'],
    ['before the night', { time: night }, tuesday(21, 59), 'no'],
    ['after midnight, of the day before', { time: night }, wednesday(6, 29), 'yes'],
    ['as the night ends', { time: night }, wednesday(6, 30), 'no'],
    ['after midnight, of the day itself', { time: night }, tuesday(2), 'no'],
    ['after midnight, of a Sunday', { time: { ...night, days: ['sun'] } }, { at: Date.UTC(2026, 5, 8, 2) }, 'yes'],
    ['before midnight, of another day', { time: { ...night, days: ['wed'] } }, tuesday(23), 'no'],
  ])('%s', (_, when, some, is) => {
    expect(says(when, some)).toBe(is);
  });
});
