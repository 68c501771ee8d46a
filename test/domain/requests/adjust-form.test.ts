import { describe, expect, it } from 'vitest';
import { adjustChoices, readOffer } from '../../../src/domain/requests/adjust-form.ts';
import type { RequestedScope } from '../../../src/domain/scope/agreement.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon, permissions, repository, subset } from '../../support/sample-scopes.ts';

const policy = organizationPolicy();
const asked: RequestedScope = {
  permissions: permissions({ repository: { contents: 'write' }, organization: { members: 'read' } }),
  access: subset(1, 2),
  lifetime: { kind: 'days', days: 45 },
};
const both = new Set([1, 2]);
const choicesOf = (some: Partial<RequestedScope> = {}, visible = both) =>
  adjustChoices({ ...asked, ...some }, policy, visible);
const read = (
  answers: Record<string, string | readonly string[]>,
  some: Partial<RequestedScope> = {},
  visible = both,
) =>
  readOffer({ reason: 'So.', ...answers }, { ...asked, ...some }, choicesOf(some, visible), {
    known: new Map([['repo-3', repository(3)]]),
    now: noon,
  });

describe('the form in which less is offered', () => {
  it('has each permission as asked and lower, the days within, and the repositories that were asked for', () => {
    const { permissions: offered, asked: first, selections, repositories, hidden, lifetimes } = choicesOf();
    expect([...offered.keys()]).toEqual(['contents:write', 'contents:read', 'members:read']);
    expect(first).toEqual(['contents:write', 'members:read']);
    expect(selections).toEqual(['subset', 'none']);
    expect(repositories?.map(({ name }) => name)).toEqual(['repo-1', 'repo-2']);
    expect([hidden, lifetimes]).toEqual([0, ['7', '30', '45']]);
  });

  it.each<[string, Parameters<typeof permissions>[0], readonly string[]]>([
    [
      'three levels where GitHub has three',
      { organization: { organization_projects: 'admin' } },
      ['organization_projects:admin', 'organization_projects:write', 'organization_projects:read'],
    ],
    ['no level that GitHub does not have', { repository: { workflows: 'write' } }, ['workflows:write']],
    ['what is not known, as it was asked for', { repository: { invented: 'write' } }, ['repository/invented:write']],
    [
      'a known name in another group, as it was asked for',
      { organization: { contents: 'write' } },
      ['organization/contents:write'],
    ],
    ['a level that is not known, as it was asked for', { repository: { contents: 'most' } }, ['contents:most']],
  ])('has %s', (_, some, values) => {
    expect([...choicesOf({ permissions: permissions(some) }).permissions.keys()]).toEqual(values);
    expect(read({ permissions: values.slice(-1) }, { permissions: permissions(some) })).not.toHaveProperty('problems');
  });

  it('names nothing that was not listed while GitHub does not say who may see it, and needs nobody’s word for the rest', () => {
    const unknown = (access: RequestedScope['access']) => {
      const scope = { ...asked, access };
      const answers = { reason: 'So.', repository_access: 'subset', repositories: ['repo-1'] };
      return readOffer(answers, scope, adjustChoices(scope, policy, both), { known: null, now: noon });
    };
    const problems = { repositories: { why: 'repositories_not_checked' } };
    expect(unknown({ selection: 'all' })).toEqual({ problems });
    expect(unknown(subset(1, 2))).toMatchObject({ scope: { access: subset(1) } });
  });

  it('counts what its reader may not see, and leaves it out of the offer', () => {
    const seen = new Set([2]);
    expect(choicesOf({}, seen)).toMatchObject({ hidden: 1, repositories: [{ name: 'repo-2' }] });
    expect(read({ permissions: ['contents:read'] }, {}, seen)).toMatchObject({ scope: { access: subset(2) } });
    expect(read({ repositories: ['repo-1', 'repo-2'] }, {}, seen)).toEqual({
      problems: { repositories: { why: 'not_both_see', names: ['repo-1'] } },
    });
  });

  it('lets some be named where all were asked for, of those that both may see', () => {
    const all = { access: { selection: 'all' } } as const;
    expect(choicesOf(all)).toMatchObject({
      ...{ repositories: null, selections: ['all', 'subset', 'none'], hidden: 0 },
    });
    const some = { repository_access: 'subset', repositories: ['repo-3'] };
    expect(read(some, all)).toMatchObject({ scope: { access: subset(3) } });
    expect(read({ ...some, repositories: ['repo-1'] }, all)).toMatchObject({
      problems: { repositories: { why: 'not_both_see' } },
    });
    expect(read({ repository_access: 'subset' }, all)).toEqual({
      problems: { repositories: { why: 'repositories_missing' } },
    });
  });

  it('has shorter lifetimes, an earlier last day, and none for a token that exists', () => {
    expect(choicesOf({ lifetime: { kind: 'days', days: 30 } }).lifetimes).toEqual(['7', '30']);
    expect(choicesOf({ lifetime: { kind: 'never' } }).lifetimes).toEqual(['7', '30', '60', '90', 'none']);
    expect(choicesOf({ lifetime: { kind: 'date', date: '2026-07-01' } })).toMatchObject({
      lifetimes: [],
      lastDay: '2026-07-01',
    });
    expect(choicesOf({ lifetime: { kind: 'until', at: noon } })).toMatchObject({ lifetimes: [], lastDay: null });
  });
});

describe('what was chosen', () => {
  it('is as asked where the form had nothing to choose', () => {
    expect(read({})).toEqual({ scope: asked, reason: 'So.' });
  });

  it('takes the higher of two levels of one permission', () => {
    for (const chosen of [
      ['contents:read', 'contents:write'],
      ['contents:write', 'contents:read'],
    ])
      expect(read({ permissions: chosen })).toMatchObject({
        scope: { permissions: permissions({ repository: { contents: 'write' } }) },
      });
  });

  const day = { lifetime: { kind: 'date', date: '2026-07-01' } } as const;
  const never = { lifetime: { kind: 'never' } } as const;

  it.each<[string, Record<string, string>, Partial<RequestedScope>, RequestedScope['lifetime']]>([
    ['fewer days', { lifetime: '30' }, {}, { kind: 'days', days: 30 }],
    ['as many days, where nothing was chosen', { lifetime: '' }, {}, asked.lifetime],
    ['for ever, as was asked', { lifetime: 'none' }, never, { kind: 'never' }],
    ['some days, where for ever was asked', { lifetime: '60' }, never, { kind: 'days', days: 60 }],
    ['to the very day that was asked', { expires_on: '2026-07-01' }, day, day.lifetime],
    ['to the day that was asked, where none was chosen', { expires_on: '' }, day, day.lifetime],
    ['to the day that was asked, where none was shown', {}, day, day.lifetime],
  ])('lasts %s', (_, answers, some, lifetime) => {
    expect(read(answers, some)).toEqual({ scope: { ...asked, ...some, lifetime }, reason: 'So.' });
  });

  it.each([
    ['a level above', { permissions: ['contents:admin'] }, 'permissions'],
    ['another permission', { permissions: ['issues:read'] }, 'permissions'],
    ['all repositories', { repository_access: 'all' }, 'repository_access'],
    ['more days', { lifetime: '60' }, 'lifetime'],
    ['no expiry', { lifetime: 'none' }, 'lifetime'],
  ] as const)('is refused where it is more: %s', (_, answers, field) => {
    expect(read(answers)).toEqual({ problems: { [field]: { why: 'wider_than_asked' } } });
  });

  it.each([
    ['2026-07-02', { why: 'wider_than_asked' }],
    ['2026-02-31', { why: 'wider_than_asked' }],
    ['2026-06-09', { why: 'date_past' }],
  ])('is refused with the last day %s', (day, problem) => {
    const until = { lifetime: { kind: 'date', date: '2026-07-01' } } as const;
    expect(read({ expires_on: day }, until)).toEqual({ problems: { expires_on: problem } });
    expect(read({ expires_on: '2026-06-20' }, until)).toMatchObject({
      scope: { lifetime: { kind: 'date', date: '2026-06-20' } },
    });
  });

  it('gives no permission of repositories without any', () => {
    expect(read({ repository_access: 'none' })).toEqual({
      problems: { permissions: { why: 'repository_permissions_without_repositories', names: ['Contents'] } },
    });
    const { organization } = asked.permissions;
    expect(read({ repository_access: 'none', permissions: ['members:read'] })).toEqual({
      scope: { ...asked, permissions: permissions({ repository: {}, organization }), access: { selection: 'none' } },
      reason: 'So.',
    });
  });

  it('keeps what GitHub adds by itself, and what was asked for without a repository', () => {
    const metadata = { permissions: permissions({ repository: { metadata: 'read' } }) };
    expect(read({ repository_access: 'none' }, metadata)).toMatchObject({ scope: { access: { selection: 'none' } } });
    const without = { access: { selection: 'none' } } as const;
    expect(read({}, without)).toEqual({ scope: { ...asked, ...without }, reason: 'So.' });
  });

  it('needs a reason', () => {
    expect(read({ reason: ' ' })).toEqual({ problems: { reason: { why: 'required' } } });
  });
});
