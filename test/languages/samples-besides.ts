// Sentences that stand on no screen of every-screen.ts: those of other pages and of files, and those that only some rows bring up.

import type { Entry } from '../../src/domain/change.ts';
import type { RequestNumber, SlackUserId } from '../../src/domain/ids.ts';
import type { InstallProblem } from '../../src/domain/install-problem.ts';
import { admitByLimits } from '../../src/domain/policy/admit.ts';
import type { ReviewerRule } from '../../src/domain/policy/reviewer-rule.ts';
import { wheresUsed } from '../../src/domain/requests/where-used.ts';
import { requestedAs } from '../../src/domain/scope/agreement.ts';
import { powerTable } from '../../src/domain/scope/powers.ts';
import { riskOf } from '../../src/domain/scope/risk.ts';
import { mrkdwnSpeech } from '../../src/slack/mrkdwn.ts';
import type { Wording } from '../../src/wording/wording.ts';
import { everyEnding } from '../slack/every-ending.ts';
import { activeToken, everyMatch, tokenThatIs } from '../slack/sample-contents.ts';
import { everyOffer } from '../slack/sample-offers.ts';
import { everyOutdated } from '../slack/sample-reminders.ts';
import { bea } from '../support/sample-people.ts';
import { forAcmeCi, organizationPolicy, pendingRequest } from '../support/sample-requests.ts';
import { agreement, noon } from '../support/sample-scopes.ts';
import { compiled } from '../support/start-world.ts';
import { everyFieldProblem } from './every-screen.ts';
import { sayOfClassic } from './samples-of-classic.ts';
import { sayOfQuestions } from './samples-of-questions.ts';

const acts: readonly string[] = [
  ...['submit', 'approve', 'review', 'deny', 'withdraw', 'ask', 'answer', 'lapse', 'reopen', 'end', 'remind'].map(
    (act) => `request.${act}`,
  ),
  ...['find', 'hold', 'answer', 'start_approving', 'observe_denied', 'cancel'].map((act) => `pending_token.${act}`),
  ...['find', 'exceed', 'accept', 'remind', 'keep', 'observe_revoked', 'vanish'].map((act) => `active_token.${act}`),
  'message.lost',
  'message.undeliverable',
];

const everyReviewers: readonly (readonly ReviewerRule[])[] = [
  ['owners'],
  ['team:security', 'owners'],
  ['repository-admins'],
  ['slack:S0SECURITY1', 'user:ada'],
];

function sayHistory(wording: Wording): void {
  for (const is of ['waiting', 'active'] as const)
    wording.sponsorUnlinked('U0NELL' as SlackUserId, 'acme-ci', is, mrkdwnSpeech(wording));
  const speech = mrkdwnSpeech(wording);
  const happened = (act: string, actor: string, data: Entry['data'] = {}) =>
    wording.happened({ at: noon, actor, act, subject: 'PAT-7', data }, speech);
  for (const act of acts) {
    for (const actor of ['slack:U0MONA', 'github:carl-owner', 'policy', 'countersign']) happened(act, actor);
  }
  for (const why of ['requester_left', 'machine_user_left', 'sponsor_changed'])
    happened('request.end', 'countersign', { why });
  happened('pending_token.send', 'countersign', { as: 'reviewer', login: 'bea-owner' });
  happened('pending_token.send', 'countersign', { as: 'app', login: 'bea-owner', why: 'expired' });
  for (const threshold of [7, 'expired']) {
    for (const to of ['U0MONA', null]) happened('notice.send', 'countersign', { threshold, expiresAt: noon, to });
  }
}

function saySignIn(wording: Wording): void {
  const { linkPage } = wording;
  linkPage.start('Mona Reyes');
  linkPage.startWarning('Mona Reyes');
  linkPage.slackPerson('Mona Reyes', 'mona-handle', 'Acme Inc');
  linkPage.done('mona-gh');
  wording.unlinked('mona-gh');
}

export const installProblems: {
  readonly [Why in InstallProblem['why']]: Extract<InstallProblem, { readonly why: Why }>;
} = {
  denied: { why: 'denied' },
  slack_refused: { why: 'slack_refused', code: 'invalid_team_for_non_distributed_app' },
  other_browser: { why: 'other_browser' },
  too_late: { why: 'too_late' },
  used: { why: 'used' },
  unreadable: { why: 'unreadable' },
  misconfigured: { why: 'misconfigured', variable: 'SLACK_CLIENT_SECRET' },
  no_bot: { why: 'no_bot' },
  rotating: { why: 'rotating' },
  missing_scopes: { why: 'missing_scopes', scopes: ['chat:write', 'users:read'] },
  no_policy: { why: 'no_policy', teamName: 'Globex', file: 'T0GLOBEX.yml', isGivenBack: false },
};

function sayInstallation({ installPage }: Wording): void {
  for (const scope of ['commands', 'users:read.email', 'another:scope']) installPage.scope(scope);
  for (const isForEnterprise of [false, true]) installPage.installed('Acme Inc', isForEnterprise);
  for (const problem of Object.values(installProblems)) installPage.problem(problem);
  installPage.problem({ ...installProblems.no_policy, isGivenBack: true });
}

function sayFiles(wording: Wording): void {
  wording.fileName(12, noon);
  wording.fileComment(12, ['acme', 'octo'], null, mrkdwnSpeech(wording));
  wording.trailTooLarge(20);
}

function sayOfPermissions(wording: Wording): void {
  const contents = { name: 'contents', level: 'write' };
  const need = {
    anyOf: [[contents, { name: 'issues', level: 'read' }], [{ name: 'actions', level: 'read' }]],
  } as never;
  wording.callNeeds('GET /repos/acme/website', 'Contents: read');
  wording.callsAt('/repos/acme/website');
  wording.needOf(need);
  wording.needOfVerb('GET', 'Contents: read');
  wording.morePermissionsFound(1);
  wording.morePermissionsFound(4);
}

function sayOfScopes(wording: Wording): void {
  const scopes = [{ selection: 'all' }, { selection: 'none' }, { selection: 'subset', repositories: [] }] as const;
  const risk = riskOf(requestedAs(activeToken().scope), 'member');
  for (const access of scopes) {
    wording.noPermissions(access);
    wording.access(access);
    wording.worst(risk, access);
    wording.worstPower(risk, access);
    if (access.selection !== 'subset') wording.allOrPublic(access);
  }
  for (const { power } of powerTable) wording.power(power);
  wording.morePermissions(3);
  wording.moreRepositories(3);
  wording.expiration.custom('2027-03-08');
  const policy = organizationPolicy();
  const asked = { lifetime: { kind: 'days', days: 30 } } as const;
  const asks = { ...admitByLimits(asked, policy, noon), approvals: 2 };
  wording.rules.whoDecides(asks, 'acme', 7, mrkdwnSpeech(wording));
  for (const reviewers of everyReviewers) {
    const escalates = { at: noon, to: ['owners'] } as const;
    wording.rules.whoDecides({ ...asks, reviewers, escalates }, 'acme', 7, mrkdwnSpeech(wording));
    const request = pendingRequest(7);
    wording.rules.reviewers({ ...request, verdict: { ...request.verdict, reviewers } }, 'acme', mrkdwnSpeech(wording));
    wording.escalatedNext(reviewers, 'acme', mrkdwnSpeech(wording));
  }
  const rule = { name: 'prod', reason: 'Two people look at production' };
  wording.rules.whoDecides(
    { ...admitByLimits(asked, policy, noon), outcome: 'allow', rule },
    'acme',
    7,
    mrkdwnSpeech(wording),
  );
  const forbids = [
    { code: 'rule_denies', rule },
    { code: 'rule_caps', rule, maxDays: 30 },
    { code: 'rule_wants_justification', rule, pattern: 'JIRA-\\d+' },
    { code: 'rule_wants_several', rule, approvals: 2 },
    { code: 'never_not_allowed', maxDays: 90 },
    { code: 'lifetime_beyond_maximum', maxDays: 90 },
  ] as const;
  for (const reason of forbids) wording.beyondPolicy(reason);
  for (const missing of [1, 2]) wording.rules.missingBeside(missing);
  for (const outcome of ['allow', 'deny', 'ask'] as const)
    wording.rules.would([{ rule, outcome, approvals: 2, reviewers: null }]);
}

function sayOfTokens(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  const accepted = { kind: 'within', number: null } as const;
  const request = pendingRequest(7, forAcmeCi);
  wording.holderBack(speech.instant(noon));
  wording.renewedAs(request.number);
  for (const count of [1, 2])
    wording.leftOnHold(
      Array.from({ length: count }, () => tokenThatIs('held')),
      speech,
    );
  for (const so of everyOutdated)
    for (const isTheirs of [true, false]) wording.reminderNow(so, wording.day(noon), isTheirs, speech);
  for (const why of [
    'github_refused',
    'not_a_member',
    'sponsor_left',
    'reviewer_gone',
    'ended_before',
    'observing',
  ] as const) {
    const token = tokenThatIs('held', { heldWhy: why });
    wording.heldWhy(token, why);
    wording.wouldHaveDone(token, null, speech);
    const held = { mayExplain: true, isSponsored: true, isUntold: true, ending: null, unused: 8 as RequestNumber };
    for (const match of everyMatch) {
      wording.pendingTokenHeld({ ...token, match }, 'acme', held, speech);
      wording.pendingTokenHeldNext({ ...token, heldWhy: null, match }, held, speech);
    }
    wording.wouldHaveDone({ ...token, match: accepted }, null, speech);
    wording.pendingTokenHeld({ ...token, match: accepted }, 'acme', held, speech);
  }
  const denied = tokenThatIs('held', {
    heldWhy: 'github_refused',
    reviews: [{ act: 'deny', by: bea, revision: 1, at: noon, reason: 'No.' }],
  });
  wording.heldWhy(denied, 'github_refused');
  const undone = everyEnding.flatMap((one) =>
    one.by === null ? [] : (['refused', 'expired'] as const).map((how) => ({ ...one, undone: how })),
  );
  for (const ending of undone) wording.ending(ending, 'acme', speech);
  wording.pendingTokenCard(denied, 'acme', null, speech);
  wording.pendingTokenHeld(
    denied,
    'acme',
    { mayExplain: false, isSponsored: false, isUntold: false, ending: null, unused: null },
    speech,
  );
  const revocation = { by: bea, as: 'reviewer', reason: 'Leaked.', at: noon, refused: null } as const;
  wording.activeTokenStatus(activeToken({ status: 'expired', revocation }), speech);
  wording.pendingTokenMatch(tokenThatIs('open', { match: accepted }), true, null, speech);
  const byItself = tokenThatIs('approving', { reviews: [], match: accepted });
  wording.pendingTokenStatus(byItself, null, true, speech);
  for (const isEdit of [true, false])
    wording.pendingTokenOnward(byItself, 'acme', { isSponsored: false, isEdit }, speech);
  for (const basis of [
    { by: 'people', people: [bea] },
    { by: 'github', login: 'otto' },
    { by: 'github', login: null },
    { by: 'rule', rule: 'Nightly', policyHash: '' },
  ] as const) {
    const asItWas = { ...agreement({ basis }), lapsesAt: null };
    wording.pendingTokenOnward({ ...byItself, agreement: asItWas }, 'acme', { isSponsored: false }, speech);
    const beyond = tokenThatIs('held', { match: { kind: 'exceeds', number: 8 as RequestNumber, excess: [] } });
    wording.pendingTokenMatch(beyond, true, asItWas, speech);
    wording.pendingTokenMatch(byItself, true, asItWas, speech);
    wording.activeTokenCard(activeToken({ status: 'exceeding', agreement: asItWas }), null, 'acme', null, speech);
    const asked = { isSponsored: false, isAsked: false, isDenied: false };
    wording.prolongedNext(activeToken({ status: 'exceeding', agreement: asItWas }), null, asked, null, speech);
  }
  for (const excess of [{ kind: 'all_repositories' }, { kind: 'never_expires' }] as const) {
    const token = tokenThatIs('held', { match: { kind: 'exceeds', number: null, excess: [excess] } });
    wording.pendingTokenCard(token, 'acme', null, speech);
    wording.pendingTokenMatch(token, true, null, speech);
    wording.listedPendingToken(token, riskOf(requestedAs(token.scope), 'unknown'));
    for (const [mayExplain, isUntold] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const held = { mayExplain, isUntold, isSponsored: false, ending: null, unused: null };
      wording.pendingTokenHeld(token, 'acme', held, speech);
      wording.pendingTokenHeldNext(token, held, speech);
    }
  }
  const expired = tokenThatIs('expired', { reviews: tokenThatIs('denied').reviews });
  wording.pendingTokenStatus(expired, null, true, speech);
  for (const isSponsored of [true, false]) {
    wording.pendingTokenOnward(expired, 'acme', { isSponsored }, speech);
    wording.pendingTokenNews(expired, 'acme', isSponsored, speech);
  }
  const closed = {
    how: 'closed',
    number: null,
    at: noon,
    by: null,
    as: 'on_github',
    login: null,
    reason: null,
  } as const;
  const held = { mayExplain: false, isUntold: false, isSponsored: false };
  wording.ending({ ...closed, mayBeApproved: true }, 'acme', speech);
  for (const ending of [null, ...everyEnding, ...undone, { ...closed, mayBeApproved: true as const }]) {
    for (const unused of [null, 8 as RequestNumber]) {
      wording.heldAsEnded('Your token', { ending, unused, isSponsored: unused === null }, '/pat', speech);
      const denied = { ...held, ending: ending && { ...ending, isEdit: true as const }, unused };
      wording.pendingTokenHeld(tokenThatIs('held', { heldWhy: 'ended_before' }), 'acme', denied, speech);
      wording.pendingTokenNews(tokenThatIs('denied'), 'acme', false, speech, unused, true);
    }
    if (ending !== null) wording.ending({ ...ending, isEdit: true }, 'acme', speech);
  }
  for (const because of ['left', 'deactivated', undefined] as const) {
    const revoked = { by: null, as: 'policy', reason: '', at: noon, refused: null } as const;
    wording.revocationReason(because === undefined ? revoked : { ...revoked, because });
  }
  wording.signInAs('acme-ci', speech);
  wording.requestForIt('acme-ci', speech);
  wording.ofMachineUser(request, speech);
  wording.ownerDecidesOnGithub('acme', speech);
  wording.waitsForBoth('nightly-ci', speech);
  wording.baselineObserved('acme', speech);
  wording.manyUndeliverable(4);
  wording.manyStuck(4);
  wording.reviewMore(4);
  wording.noOtherTokens(true);
  wording.noOtherTokens(false);
  wording.rules.leftToOwnersNext('acme', speech);
  wording.rules.leftToOwnersNews(pendingRequest(7), 'acme', speech);
  for (const why of ['left', 'unseen', 'unchecked'] as const) {
    wording.hiddenRepositories(1, why);
    wording.hiddenRepositories(4, why);
  }
  wording.andMore(4);
  wording.undeliverable(speech.person(bea.slackId as SlackUserId));
}

function sayOfRenewals(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  const token = activeToken();
  const agreed = pendingRequest(7);
  const renews = { tokenId: token.tokenId, tokenName: 'nightly-old', requestNumber: agreed.number, endsAt: noon };
  const renewal = pendingRequest(8, { renews } as never);
  for (const isAllowed of [true, false]) wording.renewSubmit(isAllowed);
  for (const request of [agreed, null]) {
    wording.renewWhat(token, request, 'acme', speech);
    for (const days of [3, null])
      wording.prolongedNext(token, request, { isSponsored: true, isAsked: false, isDenied: false }, days, speech);
  }
  for (const request of [renewal, agreed, { ...renewal, status: 'fulfilled' } as const]) {
    wording.renewalCard(request, 'acme', speech);
    wording.sameScope(request);
    wording.regenerateStep(request, '30', speech);
    wording.besideStep(request, speech);
    wording.insteadStep(request, speech);
    wording.renewedNews(request, token, speech);
    wording.replacedNews(request, speech);
    wording.follows(request, speech);
    wording.requestNews({ ...request, status: 'fulfilled' }, 'acme', token, speech);
    wording.whoApproved(request, token, speech);
  }
  const waits = { ...renewal, status: 'pending' } as const;
  wording.requestStatus(waits, 'acme', { token: null, waiting: null, revokesAt: noon }, speech);
  for (const where of wheresUsed) {
    wording.newSecret(where);
    wording.storedIn(where);
  }
  wording.signInToRenew('acme-ci', speech);
  wording.alsoWarned(speech.person(bea.slackId as SlackUserId));
  wording.letEnd(token, speech);
  sayOfQuestions(wording);
  wording.replaced(token, 'acme', speech);
  wording.endedReplaced(renewal.number);
  const taken = tokenThatIs('held', { match: { kind: 'unclaimed', was: renewal.number, isTaken: true } });
  wording.pendingTokenCard(taken, 'acme', null, speech);
  wording.pendingTokenMatch(taken, false, null, speech);
  for (const [takenBy, mayExplain, isSponsored] of [
    ['late-2', true, false],
    [null, false, true],
  ] as const) {
    const held = { takenBy, mayExplain, isSponsored, isUntold: false, ending: null, unused: null };
    wording.pendingTokenHeld(taken, 'acme', held, speech);
    wording.pendingTokenHeldNext(taken, held, speech);
  }
  for (const isSponsored of [true, false]) wording.replacedNext(token, isSponsored);
  const asOwn = { token: null, waiting: null, isOwn: true };
  wording.requestStatus(pendingRequest(7), 'acme', { ...asOwn, renewed: activeToken({ status: 'revoked' }) }, speech);
  wording.replacedNext({ ...token, scope: { ...token.scope, expiresAt: null } }, false);
}

const rulesOfEveryKind = `organizations:
  - login: acme
    channel: C0ACME0001
    lifetime: { max_days: 90, never_expires: true }
    reviewers: ['team:security', owners]
    escalation: { after_hours: 4, to: ['slack:S0SECURITY1'] }
    classic: { allowed: true }
    rules:
      - { name: Rule-1, reason: Because., when: { requester: [owner, machine-user, 'team:payments', 'user:mona'] }, then: { outcome: ask } }
      - name: Rule-2
        reason: Because.
        when: { purpose: ['*release*'], permissions: { only: [read, 'contents:write'], any: [dangerous] }, risk: [low, elevated, high, critical] }
        then: { approvals: 2, reviewers: [repository-admins] }
      - name: Rule-3
        reason: Because.
        when:
          repositories: { access: [none, subset, all], only: ['docs-*'], any: [payments], visibility: public, at_most: 3, at_least: 2 }
        then: { max_days: 7 }
      - { name: Rule-4, reason: Because., when: { repositories: { topics: [prod] } }, then: { justification: 'OPS-1' } }
      - name: Rule-5
        reason: Because.
        when:
          lifetime: { at_most_days: 7, at_least_days: 2, never_expires: false }
          kind: [request, renewal, unasked, classic]
          time: { zone: Asia/Tokyo, from: '22:00', to: '06:00', days: [mon, sun] }
        then: { outcome: ask, approvals: 1 }
      - { name: Rule-6, reason: Because., when: { lifetime: { never_expires: true } }, then: { outcome: deny } }
      - { name: Rule-7, reason: Because., mode: shadow, when: { repositories: { visibility: private } }, then: { outcome: deny } }
      - { name: Rule-8, reason: Because., when: {}, then: { outcome: allow } }
`;

function sayOfPolicy(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  for (const mode of ['enforce', 'shadow']) {
    const { organizations } = compiled(`mode: ${mode}\n${rulesOfEveryKind}`);
    for (const policy of organizations) {
      wording.policyTitle(policy.login);
      wording.policyLimits(policy);
      for (const rule of policy.rules) for (const names of [true, false]) wording.policyRule(rule, names);
    }
  }
  wording.policyMore(1, 3, 'acme');
  for (const limit of ['forbidden', 'capped'] as const) wording.githubLimitTaken(limit, 'acme', speech);
  wording.toldLimit({ limit: 'forbidden', at: noon }, 'acme', speech);
  for (const days of [null, 90]) wording.toldLimit({ limit: 'capped', at: noon, days }, 'acme', speech);
  wording.nudgeTitle(bea.slackId, 'acme', speech);
  wording.nudgeOnDuty(['slack:S0SECURITY1'], speech);
  wording.nudged(7 as RequestNumber);
  for (const ms of [60_000, 3_000_000, 7_200_000, 400_000_000]) wording.usualTime(ms);
}

function sayOffers(wording: Wording): void {
  const speech = mrkdwnSpeech(wording);
  for (const count of [1, 4]) wording.adjustHidden(count);
  for (const offer of everyOffer) {
    wording.offeredBy(offer, speech);
    wording.offerForbidden(offer, { code: 'never_not_allowed', maxDays: 90 }, speech);
    for (const isOver of [true, false]) {
      const revoked = { code: 'renewed_revoked', tokenName: 'nightly', isOver } as const;
      wording.offerForbidden(offer, revoked, speech);
      wording.policyForbids(revoked, speech);
    }
    wording.renewalAsked(pendingRequest(7).number);
    wording.askedEnough(pendingRequest(7), speech);
    for (const isOwn of [true, false]) {
      wording.offerWaits(pendingRequest(7), offer, offer.at, isOwn, speech);
      wording.offerUnanswered(pendingRequest(7), isOwn, speech);
    }
  }
}

export function sayBesides(wording: Wording): void {
  sayOffers(wording);
  sayOfPolicy(wording);
  for (const problem of everyFieldProblem) wording.fieldProblem(problem);
  sayHistory(wording);
  saySignIn(wording);
  sayInstallation(wording);
  sayFiles(wording);
  sayOfPermissions(wording);
  sayOfScopes(wording);
  sayOfTokens(wording);
  sayOfRenewals(wording);
  sayOfClassic(wording);
}
