// All that people read in Slack, made by one wording: messages, forms, answers and Homes.
import type { OrganizationId } from '../../src/domain/ids.ts';
import { credentialKinds } from '../../src/domain/leaks/credential-kind.ts';
import type { GithubAccount } from '../../src/domain/person.ts';
import { admitByLimits } from '../../src/domain/policy/admit.ts';
import { refuse } from '../../src/domain/refusal.ts';
import type { FieldProblem } from '../../src/domain/requests/field-problem.ts';
import { reopenReasons } from '../../src/domain/requests/reopened.ts';
import { wheresUsed } from '../../src/domain/requests/where-used.ts';
import { everything } from '../../src/domain/tokens/inventory.ts';
import type { WaitingContent } from '../../src/operations/ask/waiting-content.ts';
import type { HomeContent, HomeThing } from '../../src/ports/home-content.ts';
import { adjustView } from '../../src/slack/views/adjust-request.ts';
import { answerView } from '../../src/slack/views/answer-question.ts';
import { askView } from '../../src/slack/views/ask-requester.ts';
import { claimSentMessage, claimWithdrawnMessage } from '../../src/slack/views/claim-sent.ts';
import { claimView } from '../../src/slack/views/claim-token.ts';
import { confirmRequestView } from '../../src/slack/views/confirm-request.ts';
import { denyView } from '../../src/slack/views/deny-request.ts';
import { answeredView, doneView, solvedView } from '../../src/slack/views/done-view.ts';
import { explainView } from '../../src/slack/views/explain-token.ts';
import { failureView } from '../../src/slack/views/failure-view.ts';
import { helpMessage } from '../../src/slack/views/help.ts';
import { homeView } from '../../src/slack/views/home-view.ts';
import { keepView } from '../../src/slack/views/keep-token.ts';
import { letEndMessage } from '../../src/slack/views/let-end-message.ts';
import { linkMessage } from '../../src/slack/views/link-account.ts';
import { permissionAnswer } from '../../src/slack/views/permission-answer.ts';
import { problemsView } from '../../src/slack/views/problems-view.ts';
import { refusalMessage } from '../../src/slack/views/refusal-message.ts';
import { refusalView } from '../../src/slack/views/refusal-view.ts';
import { renderMessage } from '../../src/slack/views/render-message.ts';
import { renewView } from '../../src/slack/views/renew-token.ts';
import { confirmLeakView, leakFailure, leakView, reportedView } from '../../src/slack/views/report-leak.ts';
import { requestDetailsView } from '../../src/slack/views/request-details.ts';
import { emptiedFormView, requestFormView } from '../../src/slack/views/request-form.ts';
import { reviewedView, reviewUnusedView } from '../../src/slack/views/review-unused.ts';
import { revokeAllView, revokingAllView, tokensOfView } from '../../src/slack/views/revoke-all.ts';
import { revokeView } from '../../src/slack/views/revoke-token.ts';
import { statusMessage } from '../../src/slack/views/status.ts';
import { tokenGuideView, tokenKindsMessage } from '../../src/slack/views/token-guide.ts';
import { fileView, filterView, inventoryView } from '../../src/slack/views/token-inventory.ts';
import { tokenListMessage } from '../../src/slack/views/token-list.ts';
import { undoMessage } from '../../src/slack/views/undo-message.ts';
import { withdrawnMessage } from '../../src/slack/views/withdrawn-message.ts';
import { workingView } from '../../src/slack/views/working-view.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { claimsMade } from '../slack/sample-claims.ts';
import {
  activeToken,
  everyContent,
  everyInquiry,
  everyMatch,
  requestStatuses,
  requestThatIs,
  tokenStatuses,
  tokenThatIs,
} from '../slack/sample-contents.ts';
import { background } from '../slack/sample-details.ts';
import { organization as organizationRow } from '../store/sample-rows.ts';
import { approvedClassic, classicToken } from '../support/sample-classic.ts';
import { acmeCi, bea, mona } from '../support/sample-people.ts';
import { approvedRequest, organizationPolicy, pendingRequest } from '../support/sample-requests.ts';
import { noon, permissions, repository } from '../support/sample-scopes.ts';
import { everyRefusal } from '../wording/sample-refusals.ts';

export type Screen = {
  readonly name: string;
  readonly on: 'message' | 'view' | 'home';
  /** What is sent to Slack. */
  readonly shown: { readonly blocks: readonly unknown[]; readonly text?: string };
};

const acme = 1 as OrganizationId;
const policy = organizationPolicy();
const web = 'https://github.com';
const hosts = { webUrl: web, apiUrl: 'https://api.github.com' };
const organizations = new Map([[acme, 'acme']]);
const self = mona.githubId;
const tokens = [
  activeToken(),
  activeToken({ status: 'exceeding' }),
  activeToken({ status: 'revoking', tokenName: 'other', lastUsedAt: noon - 3 * 86_400_000 }),
];
const several = { organization: 'acme', organizationId: acme, holder: mona, tokens, hidden: 3 };

export const everyFieldProblem: readonly FieldProblem[] = [
  { why: 'required' },
  { why: 'too_long', max: 100, actual: 123 },
  { why: 'looks_like_credential' },
  { why: 'not_offered' },
  { why: 'date_missing' },
  { why: 'date_past' },
  { why: 'beyond_maximum', maxDays: 90, latestAt: noon },
  { why: 'never_not_allowed', maxDays: 90 },
  { why: 'repositories_missing' },
  { why: 'unknown_repositories', names: ['website', 'payments'] },
  { why: 'repositories_not_checked' },
  { why: 'machine_user_unknown', login: 'acme-ci' },
  { why: 'unknown_permissions', values: ['contents:everything'] },
  { why: 'repository_permissions_without_repositories', names: ['Contents'] },
];

/** What is said of a waiting token, with and without something to press. */
function heldContents(): readonly WaitingContent[] {
  const held = everyContent().flatMap(([, content]) => (content.kind === 'pending_token_held' ? [content] : []));
  const asked = held.filter(({ token }) => token.match.kind === 'unsure').slice(0, 8);
  const answered = [pendingRequest(7).number, null].flatMap((number) =>
    asked.map((content) => ({ ...content, token: { ...content.token, answer: { number, at: noon } } })),
  );
  return [...held, ...answered];
}

function messages(wording: Wording): readonly Screen[] {
  return everyContent().map(([name, content]) => {
    const { text, blocks } = renderMessage(content, wording, noon);
    return { name, on: 'message', shown: { text, blocks } };
  });
}

function answers(wording: Wording): readonly Screen[] {
  const claims = claimsMade.flatMap((claim, index) => [
    claimSentMessage(wording, { claim, organization: organizationRow(), needed: 1 + (index % 2) }),
    claimWithdrawnMessage(wording, claim),
  ]);
  const waiting = tokenThatIs('held', { match: everyMatch[0] ?? { kind: 'unclaimed' } });
  const own = requestStatuses.map((status) => ({
    request: requestThatIs(status),
    token: status === 'fulfilled' ? activeToken() : null,
    waiting: status === 'approved' ? waiting : null,
  }));
  const status = { requests: 2, oldestSeconds: 7_300, tokens: 1 };
  const all = [
    ...everyRefusal.map((refusal) => refusalMessage(wording, refuse(refusal), 'https://countersign.example/link')),
    ...['', 'reqest', 'list'].map((word) => helpMessage(wording, word)),
    ...[
      'comment on pull requests',
      'zzzz',
      '',
      'GET /repos/acme/website/issues',
      'POST /repos/acme/website/check-runs',
      '/user/packages',
      'git push',
      'graphql',
      'PUT /repos/acme/website/contents/.github/workflows/ci.yml',
      'X-Accepted-GitHub-Permissions: contents=write; issues=read,pull_requests=write',
      'GET /rate_limit',
      'GET /user/emails',
      'GET /nothing/like/this',
      `ghp_${'a'.repeat(36)}`,
    ].map((text) => permissionAnswer(text, wording)),
    statusMessage(
      {
        organizations: [
          { login: 'acme', listedSecondsAgo: 40, paused: null, isObserved: true, waiting: status },
          { login: 'octo', listedSecondsAgo: null, paused: 'suspended', isObserved: false, waiting: null },
        ],
        overdueSeconds: 90,
      },
      wording,
    ),
    tokenListMessage({ requests: own, tokens, self, organizations } as never, wording),
    ...reopenReasons.flatMap((because) =>
      [bea.slackId, null].map((by) =>
        tokenListMessage(
          {
            requests: [
              {
                ...{ request: requestThatIs('pending'), token: null, waiting: null, offerForbidden: [] },
                reopened: { at: noon, because, by },
              },
            ],
            ...{ tokens: [], self, organizations },
          },
          wording,
        ),
      ),
    ),
    ...heldContents().map((content) =>
      tokenListMessage({ requests: [], waiting: [content], tokens: [], self, organizations }, wording),
    ),
    tokenListMessage({ requests: own, waiting: heldContents(), tokens, self, organizations } as never, wording),
    tokenListMessage({ requests: [], tokens: [], self, organizations }, wording),
    tokenKindsMessage(wording),
    letEndMessage(wording, activeToken()),
    undoMessage(wording),
    linkMessage('https://countersign.example/link', wording),
    withdrawnMessage(wording, pendingRequest(7).number),
    withdrawnMessage(wording, pendingRequest(7).number, { ...activeToken(), status: 'active', excess: [] }),
    withdrawnMessage(wording, pendingRequest(7).number, activeToken()),
    withdrawnMessage(wording, pendingRequest(7).number, {
      ...activeToken(),
      status: 'exceeding',
      excess: [{ kind: 'never_expires' }],
    }),
    ...claims,
  ];
  return all.map(({ text, blocks }, index) => ({ name: `answer ${index}`, on: 'message', shown: { text, blocks } }));
}

function forms(wording: Wording): readonly Screen[] {
  const form = (page: 1 | 2, more: object = {}) =>
    requestFormView(
      page,
      { draftId: 'd1', answers: {}, organizations: [policy], chosen: policy, machineUsers: ['acme-ci'], ...more },
      wording,
    );
  const request = pendingRequest(7);
  const confirm = (isOwner: boolean, outcome: 'ask' | 'refuse', account: GithubAccount = mona) => {
    const lifetime = outcome === 'ask' ? ({ kind: 'days', days: 30 } as const) : ({ kind: 'never' } as const);
    return confirmRequestView(
      {
        ...{ draftId: 'd1', organization: 'acme', asked: request, requester: mona },
        holder: { account, isOwner, isActive: true },
        remarks: {
          limits: (
            ['packages', 'checks', 'enterprise', 'own_projects', 'several_organizations', 'many_tokens'] as const
          ).map((limit) => ({ limit, word: 'octokit', count: 48, source: 'https://docs.github.com/en/rest' })),
          others: isOwner
            ? { who: 'no_owner' }
            : { who: 'no_linked_owner', logins: ['ada', 'otto', 'grace', 'linus', 'margaret'] },
        },
        ...{ verdict: admitByLimits({ lifetime }, policy, noon), usualMs: 7_200_000, undecidedDays: 7 },
      },
      wording,
    );
  };
  const details = (some: object) =>
    requestDetailsView(
      {
        mayNamePrivate: true,
        background: { ...background, tokens, requests: [{ request, standing: 'active' }] },
        ...some,
      } as never,
      wording,
      web,
    );
  const guided = { tokenName: 'nightly-ci', login: 'mona', organization: 'acme', isActive: false };
  const bare = { organization: 'acme', token: null, waiting: null, forbidden: [], holderRole: 'unknown' };
  const shownTokens = { tokens, total: 3, page: 1, pages: 3, organizations, unchecked: ['octo'], now: noon };
  const filter = { ...everything, traits: ['dangerous', 'never_expires'], unusedDays: 90, endsWithinDays: 14 } as const;
  const views = [
    form(1),
    form(1, { keptAt: noon, answers: { lifetime: 'date' }, missing: ['expires_on'] }),
    ...wheresUsed.map((where) => form(1, { answers: { where_used: where } })),
    form(2, { answers: { preset: 'comment', repository_access: 'all' } }),
    form(2, { answers: { preset: 'other', repository_access: 'subset', permissions: ['contents:read'] } }),
    confirm(true, 'ask'),
    confirm(false, 'refuse', acmeCi),
    emptiedFormView(wording),
    solvedView(wording),
    workingView(wording),
    failureView(wording, wording.bugTitle, wording.bug('a1b2c3')),
    failureView(wording, wording.outageTitle, wording.outage('store')),
    failureView(wording, wording.outageTitle, wording.tooLate),
    problemsView(wording, { repositories: { why: 'unknown_repositories', names: ['website'] } }),
    ...everyRefusal.map((refusal) => refusalView(wording, refuse(refusal))),
    denyView({ subject: 'request', value: '7.1' }, wording),
    denyView({ subject: 'pending_token', value: 'pt7.2' }, wording),
    askView({ value: '7.1', id: 'form-1' }, wording),
    ...everyInquiry.map((inquiry) => answerView('7.1.1', inquiry, wording)),
    answerView('7.1.1', { id: 'form-1', by: bea, at: noon, question: 'Why?', answer: null }, wording),
    ...(['approved', 'accepted', 'reminded'] as const).map((act) => doneView(wording, act, 'nightly-ci')),
    answeredView(wording, request.number),
    answeredView(wording, null),
    explainView(tokenThatIs('held'), wording),
    claimView(tokenThatIs('held'), [request, approvedRequest(8)], true, wording),
    ...leakViews(wording),
    ...adjustViews(wording),
    keepView(activeToken(), 90, wording),
    ...[true, false].map((isYours) => revokeView(activeToken(), 'acme', isYours, wording)),
    ...[request, null].map((before) =>
      renewView(
        {
          ...{
            token: activeToken(before === null ? { excess: [{ kind: 'never_expires' }] } : {}),
            organization: 'acme',
            scope: request.scope,
            request: before,
            undecidedDays: 7,
          },
          verdict: admitByLimits({ lifetime: { kind: 'days', days: 30 } }, policy, noon),
        },
        wording,
      ),
    ),
    revokeAllView({ ...several, isObserved: false }, wording),
    tokensOfView(
      [
        { ...several, isObserved: false },
        { ...several, tokens: [], hidden: 0, isObserved: true },
      ],
      wording,
    ),
    revokingAllView(3, wording),
    reviewUnusedView(acme, 'acme', tokens, wording),
    reviewedView(
      tokens,
      tokens.map(({ id }, index) => ({
        ...{ id, deed: { act: index === 0 ? 'revoke' : 'keep', reason: 'Not needed' } },
        refusal: index === 2 ? refuse({ why: 'nothing_unused', organization: 'acme' }) : null,
      })) as never,
      wording,
    ),
    inventoryView({ ...shownTokens, filter }, wording),
    inventoryView({ ...shownTokens, filter: everything }, wording),
    inventoryView({ ...shownTokens, filter: { ...filter, holder: 'mona' }, tokens: [], total: 0, pages: 0 }, wording),
    filterView(
      filter,
      'V1',
      [
        { id: 1, login: 'acme' },
        { id: 2, login: 'octo' },
      ],
      wording,
    ),
    fileView(wording.filePreparing, wording),
    fileView(wording.fileSent(3), wording),
    fileView(wording.fileTooLarge(20), wording),
    fileView(wording.fileFailed, wording),
    ...[
      { permissions: request.scope.permissions, access: request.scope.access },
      { permissions: permissions({}), access: { selection: 'subset', repositories: [repository(1, 'website')] } },
      { permissions: permissions({ repository: { contents: 'write' } }), access: { selection: 'all' } },
    ].map((scope) => tokenGuideView({ ...guided, scope } as never, hosts, wording)),
    ...[true, false].flatMap((mayDecide) => [
      ...requestStatuses.map((status) =>
        details({ of: 'request', ...bare, request: requestThatIs(status), mayDecide }),
      ),
      ...tokenStatuses.map((status) =>
        details({
          ...{ of: 'pending_token', ...bare, request: null, isEdit: mayDecide, ending: null, mayDecide },
          token: tokenThatIs(status, { reason: 'Because' }),
        }),
      ),
      ...tokens.map((token) =>
        details({ of: 'active_token', ...bare, token, request: null, ending: null, mayDecide, mayRemind: true }),
      ),
    ]),
  ];
  return views.map((shown, index) => ({ name: `view ${index} ${String(shown.callback_id)}`, on: 'view', shown }));
}

function adjustViews(wording: Wording) {
  const choices = {
    ...{ permissions: new Map([['contents:read', readContents]]), asked: ['contents:read'], hidden: 2 },
    ...{ repositories: [repository(1, 'repo-1')], lifetimes: ['7', '30'], lastDay: null },
  } as const;
  const some = { ...choices, selections: ['none', 'subset'] } as const;
  const all = { ...choices, selections: ['none', 'subset', 'all'], repositories: null, hidden: 0 } as const;
  const request = pendingRequest(7);
  return [some, all, { ...all, lastDay: '2026-07-01' }].map((one) =>
    adjustView('7.1', { request, choices: one }, wording),
  );
}

const readContents = { group: 'repository', name: 'contents', level: 'read' } as const;

function leakViews(wording: Wording) {
  const kinds = credentialKinds.map((kind, index) => ({ kind, count: 1 + (index % 2) }));
  const [first] = kinds;
  const asked = { id: 'form-1', kinds, isHeld: true, isPossible: true, observed: ['acme'] };
  const failed = [
    ...(['unknown', 'refused', 'not_here', 'untold'] as const).map((as) => ({ as })),
    ...[noon, null].map((until) => ({ as: 'limited', until }) as const),
  ];
  return [
    leakView('form-1', wording),
    ...[wording.leakNoneInMessage, wording.leakForgotten, wording.leakAgain, wording.leakCutOff].map((before) =>
      leakView('form-1', wording, before),
    ),
    confirmLeakView(asked, wording),
    confirmLeakView({ ...asked, isHeld: false, isPossible: false, kinds: first === undefined ? [] : [first] }, wording),
    ...failed.map((one) => confirmLeakView(asked, wording, leakFailure(one as never, wording))),
    reportedView({ as: 'reported', isTold: true, revoked: kinds.slice(0, 3), byHand: kinds.slice(5) }, wording),
    reportedView({ as: 'reported', isTold: false, revoked: [], byHand: kinds }, wording),
  ];
}

function homes(wording: Wording): readonly Screen[] {
  const counted = <T>(one: T) => ({ count: 7, first: [one, one] });
  const held = heldContents();
  const request = pendingRequest(7);
  const about = { renewed: null, revokesAt: null, reopened: null };
  const things: readonly HomeThing[] = [
    { what: 'undecided', request, about },
    { what: 'undecided', request, about: { ...about, reopened: { because: 'left', by: bea.slackId, at: 0 } } },
    { what: 'to_make', request: approvedRequest(8), createUrl: web, isPrefilled: true },
    { what: 'to_make', request: approvedRequest(9), createUrl: web, isPrefilled: false },
    ...(['regenerate', 'beside', 'instead'] as const).map(
      (way) =>
        ({
          what: 'to_make',
          ...{ request: approvedRequest(8), createUrl: web, isPrefilled: true },
          renewal: { way, tokensPage: web },
        }) as const,
    ),
    ...held.slice(0, 3).map((content) => ({ what: 'held', content }) as const),
  ];
  const person: Extract<HomeContent, { for: 'person' }> = {
    ...{ for: 'person', isNewcomer: true, self: mona.githubId, zone: 'UTC', waiting: things, organizations },
    active: tokens.map((token) => ({ token, request: null })),
    classic: [
      { token: classicToken(), request: null },
      { token: null, request: approvedClassic(7, { status: 'fulfilled' }) },
    ],
    ended: [
      { what: 'request', request: requestThatIs('denied') },
      { what: 'request', request: requestThatIs('denied'), followedBy: pendingRequest(8).number },
      {
        ...({ what: 'token', token: activeToken({ status: 'expired' }), request: null } as const),
        followedBy: pendingRequest(9).number,
      },
      ...(['expired', 'revoked', 'gone'] as const).map(
        (status) => ({ what: 'token', token: activeToken({ status }), request: null }) as const,
      ),
    ],
    reviews: [
      {
        ...{
          organization: 'acme',
          isOwner: true,
          isObserved: true,
          requests: counted(request),
          held: counted(tokenThatIs('held')),
        },
        ...{ exceeding: counted(activeToken()), unclaimed: counted(activeToken()) },
      },
    ],
    ...{ observed: new Set([acme]), unchecked: ['octo'] },
  };
  const none = { count: 0, first: [] };
  const quiet = {
    organization: 'acme',
    isOwner: true,
    isObserved: false,
    requests: none,
    held: none,
    exceeding: none,
    unclaimed: none,
  };
  const contents: readonly HomeContent[] = [
    person,
    { ...person, waiting: [], active: [], ended: [], reviews: [quiet], observed: new Set(), unchecked: [] },
    { ...person, waiting: [], active: [], ended: [], reviews: [] },
    { for: 'stranger', isNewcomer: false, refusal: refuse({ why: 'guest' }) },
    ...everyRefusal.flatMap((refusal) =>
      refusal.why === 'not_linked' ? [{ for: 'unlinked', isNewcomer: true, refusal: refuse(refusal) } as const] : [],
    ),
  ];
  return contents.map((content, index) => ({
    name: `home ${index}`,
    on: 'home',
    shown: homeView(content, wording, noon),
  }));
}

export function everyScreen(wording: Wording): readonly Screen[] {
  return [...messages(wording), ...answers(wording), ...forms(wording), ...homes(wording)];
}
