import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/domain/ids.ts';
import type { FieldProblem, FieldProblems } from '../../../src/domain/requests/field-problem.ts';
import {
  firstLifetime,
  offeredLifetimes,
  readAnswers,
  readExplanation,
  readReason,
  readRemark,
} from '../../../src/domain/requests/request-form.ts';
import type { Draft } from '../../../src/domain/requests/token-request.ts';
import { sampleCredentials } from '../../support/sample-credentials.ts';
import { organizationPolicy } from '../../support/sample-requests.ts';
import { noon, repository } from '../../support/sample-scopes.ts';

type Answers = Draft['answers'];
const site = repository(1, 'site');
const world = {
  policy: organizationPolicy(),
  now: noon,
  repositories: new Map([['site', site]]),
};
const whole: Answers = {
  organization: 'acme',
  purpose: 'nightly build',
  token_name: 'nightly',
  description: 'reads\nthe code',
  lifetime: '30',
  expires_on: null,
  repository_access: 'subset',
  repositories: ['site'],
  permissions: ['contents:read', 'members:read'],
  justification: 'the build needs it',
};

function problemsOf(some: Answers, page: 1 | 2 | 'all' = 'all', policy = world.policy): FieldProblems {
  const read = readAnswers(page, { ...whole, ...some }, { ...world, policy });
  return 'problems' in read ? read.problems : {};
}

function scopeOf(some: Answers, policy = world.policy) {
  const read = readAnswers('all', { ...whole, ...some }, { ...world, policy });
  return 'answers' in read ? read.answers.scope : read.problems;
}

describe('a form that is filled in', () => {
  it('is read into what is asked', () => {
    expect(readAnswers('all', whole, world)).toEqual({
      answers: {
        purpose: 'nightly build',
        tokenName: 'nightly',
        description: 'reads\nthe code',
        justification: 'the build needs it',
        whereUsed: null,
        alsoWarn: null,
        scope: {
          permissions: { repository: { contents: 'read' }, organization: { members: 'read' }, other: {} },
          access: { selection: 'subset', repositories: [site] },
          lifetime: { kind: 'days', days: 30 },
        },
      },
    });
  });

  it('keeps where the secret will be, and whom to warn besides, who is a Slack person or nobody', () => {
    const where = { where_used: 'actions', also_warn: 'U0BEA0001' };
    expect(readAnswers('all', { ...whole, ...where }, world)).toMatchObject({
      answers: { whereUsed: 'actions', alsoWarn: 'U0BEA0001' },
    });
    for (const wrong of ['C0CHANNEL1', 'xU0BEA0001', 'U0BEA0001 and more', ['U0BEA0001']])
      expect(readAnswers('all', { ...whole, also_warn: wrong }, world)).toEqual({
        problems: { also_warn: { why: 'not_offered' } },
      });
    expect(readAnswers('all', { ...whole, also_warn: '' }, world)).toMatchObject({ answers: { alsoWarn: null } });
    // It stands on the second page.
    expect(readAnswers(1, { ...whole, also_warn: 'C0CHANNEL1' }, world)).toMatchObject({ answers: { alsoWarn: null } });
  });

  it('is cleaned of what hides or reorders text', () => {
    const read = readAnswers('all', { ...whole, token_name: ' a\u202Eb\n c ', description: 'x\u200B\r\ny ' }, world);
    expect(read).toMatchObject({ answers: { tokenName: 'ab c', description: 'x\ny' } });
  });

  it('has lines where they say something, and one line where it is a name', () => {
    const lines = { purpose: 'nightly\nbuild', description: 'a\nb', justification: 'c\nd' };
    expect(readAnswers('all', { ...whole, ...lines }, world)).toMatchObject({
      answers: { purpose: 'nightly build', description: 'a\nb', justification: 'c\nd' },
    });
  });

  it('may leave the description empty', () => {
    expect(readAnswers('all', { ...whole, description: null }, world)).toMatchObject({ answers: { description: '' } });
  });

  it('may ask for no permission at all', () => {
    expect(scopeOf({ permissions: null, repositories: null, repository_access: 'none' })).toMatchObject({
      permissions: { repository: {}, organization: {} },
      access: { selection: 'none' },
    });
  });

  it('says everything that is wrong at once', () => {
    expect(Object.keys(problemsOf({ purpose: '', token_name: '', lifetime: null, justification: '' })).sort()).toEqual([
      'justification',
      'lifetime',
      'purpose',
      'token_name',
    ]);
  });

  it('is not asked on its first page for what stands on the second', () => {
    const first = { token_name: null, justification: null, repository_access: null, permissions: ['root:write'] };
    expect(readAnswers(1, { ...whole, ...first }, world)).toEqual({
      answers: {
        purpose: 'nightly build',
        tokenName: '',
        description: '',
        justification: '',
        whereUsed: null,
        alsoWarn: null,
        scope: {
          permissions: { repository: {}, organization: {}, other: {} },
          access: { selection: 'none' },
          lifetime: { kind: 'days', days: 30 },
        },
      },
    });
    expect(Object.keys(problemsOf(first, 2)).sort()).toEqual([
      'justification',
      'permissions',
      'repository_access',
      'token_name',
    ]);
  });
});

describe('texts', () => {
  it.each(['purpose', 'token_name', 'justification'])('%s is required, and space is none', (field) => {
    expect(problemsOf({ [field]: null })).toEqual({ [field]: { why: 'required' } });
    expect(problemsOf({ [field]: ' \u200B\n' })).toEqual({ [field]: { why: 'required' } });
  });

  it.each([
    ['purpose', 150],
    ['token_name', 40],
    ['description', 1_024],
    ['justification', 1_000],
  ])('%s has at most %i characters, as people count them', (field, max) => {
    expect(problemsOf({ [field]: '😀'.repeat(max) })).toEqual({});
    expect(problemsOf({ [field]: '😀'.repeat(max + 1) })).toEqual({
      [field]: { why: 'too_long', max, actual: max + 1 },
    });
  });

  it.each(['purpose', 'token_name', 'description', 'justification'])(
    'a credential in %s is refused before anything else is said of it',
    (field) => {
      for (const [, credential] of sampleCredentials) {
        const hidden = [...credential].join('\u0000');
        for (const text of [credential, hidden, `${'x'.repeat(2_000)} ${credential}`]) {
          expect(problemsOf({ [field]: text })).toEqual({ [field]: { why: 'looks_like_credential' } });
        }
      }
    },
  );

  it('a reviewer’s reason is required, and as safe', () => {
    expect(readReason(' not now,\nplease ')).toEqual({ reason: 'not now,\nplease' });
    expect(readReason(null)).toEqual({ problem: { why: 'required' } });
    expect(readReason('x'.repeat(1_001))).toEqual({ problem: { why: 'too_long', max: 1_000, actual: 1_001 } });
    expect(readReason(`use ${sampleCredentials[0]?.[1]}`)).toEqual({ problem: { why: 'looks_like_credential' } });
  });
});

describe.each(['question', 'answer'] as const)('a reviewer’s question and the requester’s %s', (field) => {
  it('is text of several lines', () => {
    expect(readRemark(field, { [field]: ' What for?\nWhere? ' })).toEqual({ text: 'What for?\nWhere?' });
  });

  it.each<[Answers[string], FieldProblem]>([
    [null, { why: 'required' }],
    [' \n', { why: 'required' }],
    ['x'.repeat(1_001), { why: 'too_long', max: 1_000, actual: 1_001 }],
    [`use ${sampleCredentials[0]?.[1]}`, { why: 'looks_like_credential' }],
  ])('is refused as %j', (text, problem) => {
    expect(readRemark(field, { [field]: text })).toEqual({ problem });
  });
});

describe('an explanation of a token that exists', () => {
  it('is what it is for, in one line, and why it is needed', () => {
    expect(readExplanation({ purpose: ' nightly\nbuild ', justification: 'it reads\nthe code ' })).toEqual({
      purpose: 'nightly build',
      justification: 'it reads\nthe code',
    });
  });

  it('asks for nothing else', () => {
    expect(readExplanation({ ...whole, token_name: null, lifetime: null })).toEqual({
      purpose: 'nightly build',
      justification: 'the build needs it',
    });
  });

  const text = 'x'.repeat(1_001);
  it.each<[string, Answers, FieldProblems]>([
    ['without a purpose', { purpose: ' ' }, { purpose: { why: 'required' } }],
    ['without a reason', { justification: null }, { justification: { why: 'required' } }],
    [
      'with neither',
      { purpose: null, justification: '' },
      { purpose: { why: 'required' }, justification: { why: 'required' } },
    ],
    [
      'that is too long',
      { purpose: text, justification: text },
      {
        purpose: { why: 'too_long', max: 150, actual: 1_001 },
        justification: { why: 'too_long', max: 1_000, actual: 1_001 },
      },
    ],
    [
      'with a credential in it',
      { justification: `use ${sampleCredentials[0]?.[1]}` },
      { justification: { why: 'looks_like_credential' } },
    ],
  ])('%s is refused at its fields', (_, some, problems) => {
    expect(readExplanation({ ...whole, ...some })).toEqual({ problems });
  });
});

describe('the lifetime', () => {
  const forEver = organizationPolicy({ mayNeverExpire: true });

  it('is offered as far as the policy goes', () => {
    expect(offeredLifetimes(world.policy)).toEqual(['7', '30', '60', '90', 'date']);
    expect(offeredLifetimes(organizationPolicy({ maxDays: 59 }))).toEqual(['7', '30', 'date']);
    expect(offeredLifetimes(forEver)).toEqual(['7', '30', '60', '90', 'date', 'none']);
  });

  it.each([
    ['is required', { lifetime: null }, { lifetime: { why: 'required' } }],
    ['is required, and an empty choice is none', { lifetime: '' }, { lifetime: { why: 'required' } }],
    ['was not offered', { lifetime: '45' }, { lifetime: { why: 'not_offered' } }],
    ['is one, not several', { lifetime: ['7', '30'] }, { lifetime: { why: 'not_offered' } }],
    ['never, which the policy forbids', { lifetime: 'none' }, { lifetime: { why: 'never_not_allowed', maxDays: 90 } }],
    ['a date without one', { lifetime: 'date' }, { expires_on: { why: 'date_missing' } }],
    ['a date that was left empty', { lifetime: 'date', expires_on: '' }, { expires_on: { why: 'date_missing' } }],
    ['several dates', { lifetime: 'date', expires_on: ['2026-07-01'] }, { expires_on: { why: 'date_missing' } }],
    ['days with a date left empty, which is fine', { expires_on: '' }, {}],
    ['days, and a date that was picked before and is hidden now', { expires_on: '2026-07-01' }, {}],
    ['no date at all', { lifetime: 'date', expires_on: '2026-02-30' }, { expires_on: { why: 'not_offered' } }],
    ['today', { lifetime: 'date', expires_on: '2026-06-09' }, { expires_on: { why: 'date_past' } }],
    ['yesterday', { lifetime: 'date', expires_on: '2026-06-08' }, { expires_on: { why: 'date_past' } }],
    [
      'a day beyond the maximum',
      { lifetime: 'date', expires_on: '2026-09-08' },
      { expires_on: { why: 'beyond_maximum', maxDays: 90, latestAt: noon + 90 * dayMs } },
    ],
  ] as readonly (readonly [string, Answers, FieldProblems])[])('%s', (_, some, problems) => {
    expect(problemsOf(some)).toEqual(problems);
  });

  it('in days beyond the maximum is refused, though the form once offered it', () => {
    expect(problemsOf({ lifetime: '90' }, 'all', organizationPolicy({ maxDays: 60 }))).toEqual({
      lifetime: { why: 'beyond_maximum', maxDays: 60, latestAt: noon + 60 * dayMs },
    });
  });

  it.each(['2026-06-10', '2026-09-07'])('may end on %s, the first or the last day that the policy allows', (date) => {
    expect(scopeOf({ lifetime: 'date', expires_on: date })).toMatchObject({ lifetime: { kind: 'date', date } });
  });

  it('stands at 30 days at first, or at the most below that the policy gives', () => {
    expect(firstLifetime(world.policy)).toEqual({ lifetime: '30' });
    expect(firstLifetime(organizationPolicy({ maxDays: 29 }))).toEqual({ lifetime: '7' });
    expect(firstLifetime(organizationPolicy({ maxDays: 6 }))).toStrictEqual({});
  });

  it('may be for ever where the policy says so', () => {
    expect(scopeOf({ lifetime: 'none' }, forEver)).toMatchObject({ lifetime: { kind: 'never' } });
  });
});

describe('repositories', () => {
  it.each([
    ['are needed', { repositories: null }, { repositories: { why: 'repositories_missing' } }],
    ['were named before all were chosen', { repository_access: 'all' }, {}],
    ['access is required', { repository_access: null, repositories: null }, { repository_access: { why: 'required' } }],
    [
      'access is required, and an empty choice is none',
      { repository_access: '', repositories: null },
      { repository_access: { why: 'required' } },
    ],
    [
      'are needed, and an empty choice is none',
      { repositories: '' },
      { repositories: { why: 'repositories_missing' } },
    ],
    ['access was not offered', { repository_access: 'some' }, { repository_access: { why: 'not_offered' } }],
    [
      'not theirs to see',
      { repositories: ['site', 'secret', 'constructor'] },
      { repositories: { why: 'unknown_repositories', names: ['secret', 'constructor'] } },
    ],
    ['one as a text', { repositories: 'secret' }, { repositories: { why: 'unknown_repositories', names: ['secret'] } }],
  ] as readonly (readonly [string, Answers, FieldProblems])[])('%s', (_, some, problems) => {
    expect(problemsOf(some)).toEqual(problems);
  });

  it('are 50 at the most', () => {
    const names = Array.from({ length: 51 }, (_, index) => `r${index}`);
    const repositories = new Map(names.map((name, index) => [name, repository(index + 1, name)]));
    const read = (some: readonly string[]) =>
      readAnswers('all', { ...whole, repositories: some }, { ...world, repositories });
    expect(read(names.slice(1))).toHaveProperty('answers');
    expect(read(names)).toEqual({ problems: { repositories: { why: 'too_long', max: 50, actual: 51 } } });
  });

  it('that nobody looked up are not taken on trust', () => {
    expect(readAnswers('all', whole, { ...world, repositories: null })).toEqual({
      problems: { repositories: { why: 'unknown_repositories', names: ['site'] } },
    });
  });

  it('named twice count once', () => {
    expect(scopeOf({ repositories: ['site', 'site'] })).toMatchObject({ access: { repositories: [site] } });
  });
});

describe('permissions', () => {
  it.each([null, '', []])('chosen as %j are none', (none) => {
    expect(scopeOf({ permissions: none })).toMatchObject({
      permissions: { repository: {}, organization: {}, other: {} },
    });
  });

  it('that were never offered are refused by name', () => {
    expect(problemsOf({ permissions: ['contents:read', 'contents:admin', 'gists:write'] })).toEqual({
      permissions: { why: 'unknown_permissions', values: ['contents:admin', 'gists:write'] },
    });
    expect(problemsOf({ permissions: 'root:write' })).toEqual({
      permissions: { why: 'unknown_permissions', values: ['root:write'] },
    });
  });

  it('of repositories are refused without any repository, by the names people know', () => {
    const none = { repository_access: 'none', repositories: null };
    expect(problemsOf({ ...none, permissions: ['security_events:read', 'members:read'] })).toEqual({
      permissions: { why: 'repository_permissions_without_repositories', names: ['Code scanning alerts'] },
    });
    expect(problemsOf({ ...none, permissions: ['members:read'] })).toEqual({});
  });

  it('are those of the preset, whatever was found before it was chosen', () => {
    expect(scopeOf({ preset: 'comment', permissions: ['administration:write'] })).toMatchObject({
      permissions: {
        repository: { contents: 'read', issues: 'write', pull_requests: 'write' },
        organization: {},
        other: {},
      },
    });
    expect(scopeOf({ preset: 'other' })).toMatchObject({ permissions: { repository: { contents: 'read' } } });
  });

  it.each(['root', 'constructor', ['push']])(
    'of a preset that was never offered, %j, are refused at its field',
    (preset) => {
      expect(problemsOf({ preset })).toEqual({ preset: { why: 'not_offered' } });
    },
  );

  it('of a preset that needs repositories are refused where none are chosen, at the choice', () => {
    expect(problemsOf({ preset: 'push', repository_access: 'none' })).toEqual({
      repository_access: { why: 'repository_permissions_without_repositories', names: ['Contents'] },
    });
  });
});
