import { checkOptionsAnswer, checkView } from '@countersign/sandbox-slack/check-view';
import { describe, expect, it } from 'vitest';
import type { GithubAccount } from '../../src/domain/person.ts';
import { admitByLimits } from '../../src/domain/policy/admit.ts';
import { refuse } from '../../src/domain/refusal.ts';
import { wheresUsed } from '../../src/domain/requests/where-used.ts';
import { suggestPermissions } from '../../src/domain/scope/search-permissions.ts';
import type { Remarks } from '../../src/operations/ask/remarks.ts';
import type { ModalView } from '../../src/slack/context.ts';
import { answerView } from '../../src/slack/views/answer-question.ts';
import { askView } from '../../src/slack/views/ask-requester.ts';
import { confirmRequestView } from '../../src/slack/views/confirm-request.ts';
import { denyView } from '../../src/slack/views/deny-request.ts';
import { doneView, solvedView } from '../../src/slack/views/done-view.ts';
import { permissionOptions, repositoryOptions } from '../../src/slack/views/options.ts';
import { problemsView } from '../../src/slack/views/problems-view.ts';
import { refusalView } from '../../src/slack/views/refusal-view.ts';
import { emptiedFormView, requestFormView } from '../../src/slack/views/request-form.ts';
import { workingView } from '../../src/slack/views/working-view.ts';
import { english } from '../../src/wording/english.ts';
import { acmeCi, bea, mona } from '../support/sample-people.ts';
import { organizationPolicy, pendingRequest } from '../support/sample-requests.ts';
import { noon, repository } from '../support/sample-scopes.ts';
import { liveFormats, liveReferences, objectsIn } from './live-references.ts';
import { requestStatuses, requestThatIs, tokenStatuses, tokenThatIs } from './sample-contents.ts';
import { details } from './sample-details.ts';
import { everyPermission, manyRepositories } from './worst-content.ts';

const hostile = '<!channel> & @here *bold* <https://evil.example|Approve> 😀\nPAT-7: Approved'.repeat(30);
const policy = organizationPolicy();
const thirtyDays = { lifetime: { kind: 'days', days: 30 } } as const;

function form(
  page: 1 | 2,
  answers: Parameters<typeof requestFormView>[1]['answers'] = {},
  organizations = [policy],
  machineUsers: readonly string[] = [],
) {
  return requestFormView(page, { draftId: 'd1', answers, organizations, chosen: policy, machineUsers }, english);
}

function formWith(page: 1 | 2, more: Partial<Parameters<typeof requestFormView>[1]>) {
  return requestFormView(
    page,
    { draftId: 'd1', answers: {}, organizations: [policy], chosen: policy, ...more },
    english,
  );
}

function inputsOf(view: ModalView): readonly string[] {
  return objectsIn(view.blocks)
    .filter(({ type }) => type === 'input')
    .map(({ block_id, optional }) => `${String(block_id)}${optional === true ? '?' : ''}`);
}

function elementOf(view: ModalView, actionId: string) {
  return objectsIn(view.blocks).find(({ action_id }) => action_id === actionId);
}

function wordsOf(view: ModalView): string {
  return objectsIn(view.blocks)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join('\n');
}

const asked = {
  purpose: hostile.slice(0, 150),
  tokenName: hostile.slice(0, 40),
  description: hostile.slice(0, 1_024),
  justification: hostile.slice(0, 1_000),
  scope: {
    permissions: everyPermission,
    access: { selection: 'subset', repositories: manyRepositories },
    lifetime: { kind: 'never' },
  },
} as const;
const confirm = (
  isOwner: boolean,
  what: typeof asked | ReturnType<typeof pendingRequest> = asked,
  account: GithubAccount = mona,
  remarks: Remarks = { limits: [], others: null },
) =>
  confirmRequestView(
    {
      ...{ draftId: 'd1', organization: 'acme', asked: what, requester: mona },
      holder: { account, isOwner, isActive: true },
      remarks,
      ...{ verdict: admitByLimits(thirtyDays, policy, noon), undecidedDays: 7, usualMs: 3 * 3_600_000 },
    },
    english,
  );
const askViews: readonly (readonly [string, ModalView])[] = [
  ['a question', askView({ value: '7.1', id: 'form-1' }, english)],
  [
    'an answer',
    answerView('7.1.1', { id: 'form-1', by: bea, at: noon, question: hostile.slice(0, 1_000), answer: null }, english),
  ],
];
const bare = { organization: 'acme', token: null, waiting: null, forbidden: [] } as const;
const everyDetails: readonly (readonly [string, ModalView])[] = [true, false].flatMap((mayDecide) => [
  ...requestStatuses.map((status): readonly [string, ModalView] => {
    const request = requestThatIs(status, asked);
    return [
      `details of a ${status} request`,
      details({ of: 'request', ...bare, request, holderRole: 'unknown' as const, mayDecide }),
    ];
  }),
  ...tokenStatuses.map((status): readonly [string, ModalView] => {
    const token = tokenThatIs(status, {
      reason: hostile.slice(0, 1_024),
      tokenName: hostile.slice(0, 40),
      scope: { ...asked.scope, createdAt: null, expiresAt: null },
    });
    const about = {
      of: 'pending_token',
      organization: 'acme',
      token,
      request: null,
      isEdit: false,
      ending: null,
      forbidden: [],
      holderRole: 'unknown' as const,
      mayDecide,
    } as const;
    return [`details of a ${status} token`, details(about)];
  }),
]);
const everyView: readonly (readonly [string, ModalView])[] = [
  ['the first page', form(1)],
  ['the first page of several organizations', form(1, {}, [policy, { ...policy, login: 'umbrella' }])],
  ['the first page, gone on with', formWith(1, { keptAt: noon })],
  ['the first page, with a date', form(1, { lifetime: 'date' })],
  ...wheresUsed.map((where): readonly [string, ModalView] => [
    `the first page, for ${where}`,
    form(1, { where_used: where }),
  ]),
  ['the first page, that lacks a date', formWith(1, { answers: { lifetime: 'date' }, missing: ['expires_on'] })],
  ['the second page', form(2)],
  ['the second page, with a preset', form(2, { preset: 'comment', repository_access: 'all' })],
  ['that it was solved', solvedView(english)],
  ['between a form and the next', emptiedFormView(english)],
  [
    'the second page, answered as fully as it can be',
    form(2, {
      repository_access: 'subset',
      repositories: manyRepositories.map(({ name }) => name),
      permissions: suggestPermissions('').repository.map(({ value }) => value),
      justification: asked.justification,
    }),
  ],
  ['the whole request', confirm(true)],
  ['the reason to deny', denyView({ subject: 'request', value: '7.1' }, english)],
  [
    'a refusal',
    refusalView(english, refuse({ why: 'not_a_member', login: hostile.slice(0, 39), organization: 'acme' })),
  ],
  ['problems', problemsView(english, { repositories: { why: 'unknown_repositories', names: [hostile] } })],
  ['done', doneView(english, 'approved', hostile.slice(0, 40))],
  ['working', workingView(english)],
  ...askViews,
  ...everyDetails,
];

describe('every view', () => {
  it.each(everyView)('%s is taken by Slack', (_, view) => {
    expect(checkView(view, 'modal')).toEqual([]);
  });

  it.each(everyView)('%s brings nothing to life that others wrote', (_, view) => {
    // And the way to each repository that is asked for.
    const ours =
      /^(?:@U0MONA|@U0BEA|!date|https:\/\/github\.com\/acme\/\d+-r+|https:\/\/docs\.github\.com\/en\/[a-z0-9/_-]+)$/;
    expect(liveReferences('', view.blocks).filter((reference) => !ours.test(reference))).toEqual([]);
    expect(liveFormats(view.blocks)).toEqual([]);
  });

  it('names each input’s element after its block', () => {
    const inputs = everyView.flatMap(([, view]) => objectsIn(view.blocks).filter(({ type }) => type === 'input'));
    const names = inputs.map(({ block_id, element }) => [block_id, (element as { action_id: string }).action_id]);
    expect(names.filter(([block, action]) => block !== action)).toEqual([]);
  });
});

describe('the form', () => {
  it('asks first where it is used, for what and for how long', () => {
    expect(inputsOf(form(1))).toEqual(['where_used?', 'purpose', 'lifetime']);
  });

  it('asks for the organization only where there are several', () => {
    expect(inputsOf(form(1))).not.toContain('organization');
    expect(inputsOf(form(1, {}, [policy, { ...policy, login: 'umbrella' }]))[1]).toBe('organization');
  });

  it('asks for the scope and the words that the owners read second', () => {
    expect(inputsOf(form(2))).toEqual([
      'preset',
      'permissions',
      'repository_access',
      'repositories',
      'token_name',
      'description?',
      'justification',
      'also_warn?',
    ]);
  });

  it('asks for a day, for permissions and for repositories only where they were chosen', () => {
    expect(inputsOf(form(1, { lifetime: 'date' }))).toEqual(['where_used?', 'purpose', 'lifetime', 'expires_on']);
    expect(inputsOf(form(2, { preset: 'push', repository_access: 'all' }))).toEqual([
      'preset',
      'repository_access',
      'token_name',
      'description?',
      'justification',
      'also_warn?',
    ]);
  });

  it('offers presets and says what the chosen one gives, those that read first, and something else last', () => {
    const offered = objectsIn(elementOf(form(2), 'preset')?.options).filter(({ value }) => value !== undefined);
    expect(offered[0]).toMatchObject({ value: 'read_code', text: { text: 'Read code' } });
    expect(offered.at(-1)).toMatchObject({ value: 'other', text: { text: 'Something else' } });
    const gives = 'This requests Contents: read, Issues: write and Pull requests: write.';
    expect(wordsOf(form(2, { preset: 'comment' }))).toContain(gives);
    expect(wordsOf(form(2, { preset: 'other' }))).not.toContain('This requests');
  });

  it.each(wheresUsed)('says for %s in two lines what would serve better, with a page of GitHub’s each', (where) => {
    const view = form(1, { where_used: where });
    const links = objectsIn(view.blocks).filter(({ type }) => type === 'link');
    expect(links).toHaveLength(2);
    for (const { url } of links) expect(url).toMatch(/^https:\/\/docs\.github\.com\/en\/[a-z0-9/_-]+$/);
    expect(elementOf(view, 'solved')).toMatchObject({ text: { text: 'That solves it' }, value: 'd1' });
    expect(wordsOf(view)).toContain('You may not need a token:');
  });

  it('says nothing of that before it is asked where', () => {
    expect(elementOf(form(1), 'solved')).toBeUndefined();
    expect(wordsOf(form(1))).not.toContain('You may not need a token:');
  });

  it('that goes on says since when, and can begin again', () => {
    const view = formWith(1, { keptAt: noon });
    expect(wordsOf(view)).toContain('We kept what you filled in on');
    expect(view.submit).toMatchObject({ text: 'Continue' });
    expect(elementOf(view, 'start_over')).toMatchObject({ text: { text: 'Start again' } });
    expect(form(1).submit).toMatchObject({ text: 'Next' });
  });

  it('shown again for what a choice needs says so, right above it', () => {
    const { blocks } = formWith(1, { answers: { lifetime: 'date' }, missing: ['expires_on'] });
    const at = blocks.findIndex(({ block_id }) => block_id === 'expires_on');
    expect(JSON.stringify(blocks[at - 1])).toContain('Your choice needs one more answer: Last day.');
  });

  it('says beside the lifetime what the policy allows', () => {
    expect(JSON.stringify(form(1).blocks)).toContain('acme allows 90 days at most.');
  });

  it('is the same modal on both pages, with the draft’s id and nothing else in it', () => {
    expect([form(1), form(2)].map(({ callback_id }) => callback_id)).toEqual(['request_token', 'request_token']);
    expect(JSON.parse(form(2).private_metadata ?? '')).toEqual({ draftId: 'd1', page: 2 });
  });

  it('asks whose token it is only of sponsors, who ask for themselves unless they say otherwise', () => {
    expect(inputsOf(form(1))).not.toContain('machine_user');
    const view = form(1, {}, [policy], ['acme-ci', 'acme-bot']);
    expect(inputsOf(view)).toContain('machine_user');
    const select = elementOf(view, 'machine_user');
    expect(select?.options).toMatchObject([
      { text: { text: 'For me' }, value: '@me' },
      { text: { text: 'For the machine user acme-ci' }, value: 'acme-ci' },
      { text: { text: 'For the machine user acme-bot' }, value: 'acme-bot' },
    ]);
    expect(select?.initial_option).toMatchObject({ value: '@me' });
    const again = elementOf(form(1, { machine_user: 'acme-ci' }, [policy], ['acme-ci']), 'machine_user');
    expect(again?.initial_option).toMatchObject({ value: 'acme-ci' });
  });

  it('names the machine user on its last page', () => {
    expect(wordsOf(confirm(false, asked, acmeCi))).toMatch(/Machine user: \nacme-ci/);
    expect(wordsOf(confirm(false))).not.toContain('Machine user');
  });

  it('warns on its last page of what no such token can do, with GitHub’s page, and that nobody could approve it', () => {
    const source = 'https://docs.github.com/en/packages';
    const limits = [{ limit: 'packages', word: 'docker_*push*', count: null, source }] as const;
    const warned = confirm(false, asked, mona, { limits, others: { who: 'no_owner' } });
    expect(wordsOf(warned)).toContain('Nobody else can approve this: acme has no owner besides you.');
    expect(wordsOf(warned)).toContain('a fine-grained token can’t reach GitHub Packages.');
    expect(objectsIn(warned.blocks)).toContainEqual({ type: 'link', url: source, text: 'GitHub’s page' });
    expect(checkView(warned, 'modal')).toEqual([]);
    for (const others of [null, { who: 'some' }] as const)
      expect(wordsOf(confirm(false, asked, mona, { limits: [], others }))).not.toContain('Nobody else');
    expect(wordsOf(confirm(false))).toContain('a verified e-mail address');
  });

  it('offers the lifetimes of the policy', () => {
    const offered = (some: Parameters<typeof organizationPolicy>[0]) => {
      const chosen = organizationPolicy(some);
      const view = requestFormView(
        1,
        { draftId: 'd1', answers: {}, organizations: [chosen], chosen, machineUsers: [] },
        english,
      );
      return objectsIn(elementOf(view, 'lifetime')?.options).flatMap(({ value }) =>
        value === undefined ? [] : [value],
      );
    };
    expect(offered({ maxDays: 30 })).toEqual(['7', '30', 'date']);
    expect(offered({ mayNeverExpire: true })).toEqual(['7', '30', '60', '90', 'date', 'none']);
  });

  it('shows again what was answered before', () => {
    const first = form(1, { purpose: 'builds', lifetime: 'date', expires_on: '2026-07-03' });
    expect(elementOf(first, 'purpose')).toMatchObject({ initial_value: 'builds' });
    expect(elementOf(first, 'lifetime')).toMatchObject({ initial_option: { value: 'date' } });
    expect(elementOf(first, 'expires_on')).toMatchObject({ initial_date: '2026-07-03' });
    const second = form(2, { repository_access: 'subset', repositories: ['site'], permissions: ['contents:write'] });
    expect(elementOf(second, 'repository_access')).toMatchObject({ initial_option: { value: 'subset' } });
    expect(elementOf(form(2, { repository_access: 'all' }), 'repository_access')).toMatchObject({
      initial_option: { value: 'all' },
    });
    expect(elementOf(second, 'repositories')).toMatchObject({ initial_options: [{ value: 'site' }] });
    expect(elementOf(second, 'permissions')).toMatchObject({ initial_options: [{ value: 'contents:write' }] });
  });

  it('limits texts to what GitHub and the cards have room for', () => {
    const most = ['token_name', 'description', 'justification'].map((field) => elementOf(form(2), field)?.max_length);
    expect([elementOf(form(1), 'purpose')?.max_length, ...most]).toEqual([150, 40, 1_024, 1_000]);
  });
});

describe('the last page', () => {
  it('says the whole request and who will be asked', () => {
    const words = wordsOf(confirm(false, pendingRequest(7)));
    expect(words).toContain('nightly build');
    expect(words).toContain('Contents: read');
    expect(words).toContain('The owners of acme will review this. If nobody decides within 7 days, it times out.');
    expect(words).not.toContain('You are an owner');
  });

  it('tells owners, and nobody else, that GitHub approves their tokens by itself', () => {
    expect(wordsOf(confirm(true))).toContain('You are an owner, so GitHub activates the token');
    expect(wordsOf(confirm(true, asked, acmeCi))).toContain('acme-ci is an owner, so GitHub activates');
    expect(wordsOf(confirm(false))).not.toContain('an owner, so GitHub');
  });

  it('sends, or goes back', () => {
    expect(confirm(false)).toMatchObject({
      callback_id: 'confirm_request',
      submit: { text: 'Send request' },
      close: { text: 'Back' },
    });
  });
});

describe('the reason to deny', () => {
  it('is required, and whoever writes it knows who will read it', () => {
    const view = denyView({ subject: 'pending_token', value: 'pt7.2' }, english);
    expect(inputsOf(view)).toEqual(['reason']);
    expect(elementOf(view, 'reason')).toMatchObject({ multiline: true, max_length: 1_000 });
    expect(wordsOf(view)).toContain('GitHub emails this to the token’s holder');
    expect(view.callback_id).toBe('deny_request');
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({ subject: 'pending_token', value: 'pt7.2' });
  });
});

describe('the details', () => {
  const buttons = (view: ModalView) =>
    objectsIn(view.blocks).flatMap(({ type, action_id, value }) => (type === 'button' ? [[action_id, value]] : []));

  it('name every permission and every repository', () => {
    const words = wordsOf(
      details({
        of: 'request',
        ...bare,
        request: requestThatIs('pending', asked),
        holderRole: 'unknown' as const,
        mayDecide: true,
      }),
    );
    for (const { name } of manyRepositories) expect(words).toContain(name);
    expect(words).toContain('invented_yesterday: write');
    expect(words).not.toContain('see Details');
  });

  it('decide what is undecided, for whoever may', () => {
    const request = requestThatIs('pending');
    expect(
      buttons(details({ of: 'request', ...bare, request, holderRole: 'unknown' as const, mayDecide: true })),
    ).toEqual([
      ['approve_request', '7.1'],
      ['deny_request', '7.1'],
      ['adjust_request', '7.1'],
      ['ask_requester', '7.1'],
    ]);
    const about = {
      of: 'pending_token',
      organization: 'acme',
      token: tokenThatIs('held'),
      request: null,
      isEdit: false,
      ending: null,
      forbidden: [],
    } as const;
    expect(buttons(details({ ...about, holderRole: 'unknown' as const, mayDecide: true }))).toEqual([
      ['approve_pending_token', 'pt7.1'],
      ['deny_pending_token', 'pt7.1'],
    ]);
    expect(buttons(details({ ...about, holderRole: 'unknown' as const, mayDecide: false }))).toEqual([]);
  });

  it('have no buttons once it is decided', () => {
    const request = requestThatIs('denied');
    expect(
      buttons(details({ of: 'request', ...bare, request, holderRole: 'unknown' as const, mayDecide: true })),
    ).toEqual([]);
  });
});

describe('type-ahead', () => {
  it('answers what Slack takes, however much is found', () => {
    expect(checkOptionsAnswer(permissionOptions(suggestPermissions(''), english))).toEqual([]);
    expect(checkOptionsAnswer(permissionOptions(suggestPermissions('zzz'), english))).toEqual([]);
    expect(checkOptionsAnswer(repositoryOptions({ repositories: manyRepositories, hasMore: false }, english))).toEqual(
      [],
    );
  });

  it('keeps a name’s whole value where its label is cut, and shows what is left out of it', () => {
    const name = `${'a'.repeat(37)}${'b'.repeat(26)}${'c'.repeat(37)}`;
    expect(repositoryOptions({ repositories: [repository(1, name)], hasMore: false }, english)).toEqual({
      options: [
        {
          text: { type: 'plain_text', text: `${'a'.repeat(37)}…${'c'.repeat(37)}`, emoji: false },
          description: { type: 'plain_text', text: `…${'b'.repeat(26)}…`, emoji: false },
          value: name,
        },
      ],
    });
  });

  it.each([0, 30, 40, 60, 78])('tells two long names apart that differ at their %ith character only', (at) => {
    const [one, other] = ['x', 'y'].map((letter) => `${'r'.repeat(at)}${letter}${'r'.repeat(78 - at)}`);
    const answer = repositoryOptions(
      { repositories: [repository(1, one), repository(2, other)], hasMore: false },
      english,
    ) as { readonly options: readonly { readonly text: object; readonly description?: object }[] };
    const [first, second] = answer.options.map(({ text, description }) => JSON.stringify([text, description]));
    expect(first).not.toBe(second);
    expect(checkOptionsAnswer(answer)).toEqual([]);
  });

  it('says where there may be more, and heads no empty list', () => {
    const found = { repositories: manyRepositories, hasMore: true };
    const answer = repositoryOptions(found, english);
    expect(JSON.stringify(answer)).toContain('There may be more: type more of the name');
    expect(checkOptionsAnswer(answer as never)).toEqual([]);
    expect(repositoryOptions({ repositories: [], hasMore: true }, english)).toEqual({ options: [] });
  });
});
