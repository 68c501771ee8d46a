// A message of every kind in every status, to be rendered.
import type { OrganizationId, PatId, PatRequestId, RepositoryId, RequestNumber } from '../../src/domain/ids.ts';
import { dayMs } from '../../src/domain/ids.ts';
import type { Review } from '../../src/domain/person.ts';
import type { Reason } from '../../src/domain/policy/reason.ts';
import type { Inquiry } from '../../src/domain/requests/inquiry.ts';
import type { RequestStatus } from '../../src/domain/requests/request-status.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { Excess } from '../../src/domain/scope/agreement.ts';
import type { ActiveToken, Match, PendingToken, PendingTokenStatus } from '../../src/domain/tokens/token.ts';
import type { MessageContent, OneContent } from '../../src/ports/message-content.ts';
import { bea, mona } from '../support/sample-people.ts';
import { pendingRequest, tokenId } from '../support/sample-requests.ts';
import { actual, agreement, noon } from '../support/sample-scopes.ts';
import { everyEnding } from './every-ending.ts';
import { claimsMade, proofs } from './sample-claims.ts';
import { leakContents } from './sample-leaks.ts';
import { offerContents } from './sample-offers.ts';
import { outdated } from './sample-outdated.ts';
import { questionContents } from './sample-questions.ts';
import { everyToldBefore, reminderContents } from './sample-reminders.ts';

export function review(act: Review['act'], some: Partial<Review> = {}): Review {
  return { act, by: bea, revision: 1, at: noon, reason: act === 'deny' ? 'Please ask for less.' : null, ...some };
}

export const requestStatuses: readonly RequestStatus[] = [
  'pending',
  'approved',
  'claimed',
  'fulfilled',
  'denied',
  'withdrawn',
  'lapsed',
  'ended',
];

/** PAT-7 of Mona's as its row is in that status. */
export function requestThatIs(status: RequestStatus, some: Partial<TokenRequest> = {}): TokenRequest {
  const isAgreed = ['approved', 'claimed', 'fulfilled'].includes(status);
  return pendingRequest(7, {
    status,
    reviews: isAgreed ? [review('approve')] : status === 'denied' ? [review('deny')] : [],
    agreement: isAgreed ? agreement(some.scope) : null,
    claimedByTokenId: status === 'claimed' || status === 'fulfilled' ? tokenId(70) : null,
    ...some,
  });
}

export const tokenStatuses: readonly PendingTokenStatus[] = [
  'open',
  'held',
  'approving',
  'denying',
  'approved',
  'denied',
  'cancelled',
  'expired',
  'closed',
];

const activeStatuses = ['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const;

export const everyExcess: readonly Excess[] = [
  { kind: 'permission', group: 'repository', name: 'contents', agreed: 'read', actual: 'write' },
  { kind: 'permission', group: 'repository', name: 'secrets', agreed: null, actual: 'write' },
  { kind: 'all_repositories' },
  { kind: 'repository', repository: { id: 9 as RepositoryId, name: 'vault', isPrivate: true } },
  { kind: 'repository', repository: { id: 8 as RepositoryId, name: 'site', isPrivate: false } },
  { kind: 'never_expires' },
  { kind: 'expires_later', latestAt: noon + 31 * dayMs, actualAt: noon + 90 * dayMs },
];

const number = 7 as RequestNumber;

export const everyMatch: readonly Match[] = [
  { kind: 'exact', number },
  { kind: 'within', number },
  { kind: 'exceeds', number, excess: everyExcess },
  { kind: 'awaits', number },
  { kind: 'unsure', numbers: [number, 8 as RequestNumber] },
  { kind: 'unclaimed' },
  { kind: 'unclaimed', was: number },
];

export function tokenThatIs(status: PendingTokenStatus, some: Partial<PendingToken> = {}): PendingToken {
  const reviews = {
    approving: [review('approve')],
    approved: [review('approve')],
    denying: [review('deny')],
    denied: [review('deny')],
  } as const;
  return {
    id: 'pt7',
    organizationId: 1 as OrganizationId,
    patRequestId: 700 as PatRequestId,
    tokenId: tokenId(70),
    version: 1,
    revision: 1,
    status,
    holder: mona,
    tokenName: 'nightly',
    reason: 'the build reads the code',
    scope: actual(),
    match: { kind: 'exceeds', number, excess: everyExcess },
    heldWhy: null,
    answer: null,
    reviews: status in reviews ? reviews[status as keyof typeof reviews] : [],
    agreement: null,
    sentAs: null,
    decidedElsewhereBy: null,
    isBaseline: false,
    firstSeenAt: noon,
    changedAt: noon,
    ...some,
  };
}

export function activeToken(some: Partial<ActiveToken> = {}): ActiveToken {
  return {
    id: 'at7',
    organizationId: 1 as OrganizationId,
    patId: 71 as PatId,
    tokenId: tokenId(70),
    accessGrantedAt: noon,
    version: 1,
    revision: 1,
    status: 'active',
    holder: mona,
    tokenName: 'nightly',
    scope: actual(),
    repositoriesReadAt: noon,
    requestNumber: number,
    agreement: agreement(),
    excess: everyExcess,
    drift: null,
    revocation: null,
    isBaseline: false,
    lastUsedAt: null,
    unused: null,
    firstSeenAt: noon,
    changedAt: noon,
    ...some,
  };
}

/** Why the policy lets nobody ask for it. */
const everyReason: readonly Reason[] = [
  { code: 'never_not_allowed', maxDays: 90 },
  { code: 'lifetime_beyond_maximum', maxDays: 90 },
];

const createLink = {
  url: 'https://github.com/settings/personal-access-tokens/new?name=nightly',
  isDescriptionCut: true,
  isPrefilled: true,
};

const inquiry = { by: bea, at: noon, question: 'Which of its jobs pushes tags?' } as const;
export const everyInquiry: readonly Inquiry[] = [
  { ...inquiry, id: 'form-1', answer: { text: 'The release job alone.', at: noon } },
  { ...inquiry, id: 'form-2', answer: null },
];

export function requestContents(request: TokenRequest): readonly OneContent[] {
  const base = { organization: 'acme', request, token: null, waiting: null };
  const card = {
    kind: 'request_card',
    ...base,
    mayNamePrivate: false,
    holderRole: 'unknown' as const,
    forbidden: [],
  } as const;
  const isApproved = request.status === 'approved';
  const approved = { kind: 'request_approved', ...base, createLink: isApproved ? createLink : null } as const;
  const waits = (match: Match) => tokenThatIs('held', { match, tokenName: 'quick-hack' });
  return [
    { ...card, mayNamePrivate: true },
    { ...card, waiting: waits({ kind: 'awaits', number }), token: activeToken() },
    { kind: 'request_sent', ...base, holderRole: 'unknown' as const, token: activeToken({ status: 'revoked' }) },
    { ...approved, isRequesterOwner: isApproved, token: activeToken({ status: 'exceeding' }) },
    { kind: 'request_news', ...base },
    { ...card, holderRole: 'unknown' as const, forbidden: everyReason },
    ...everyMatch.map((match) => ({ ...card, waiting: waits(match) })),
    {
      ...{ kind: 'request_sent', ...base, holderRole: 'unknown' as const, waiting: waits({ kind: 'unclaimed' }) },
      nudgeAgainAt: request.status === 'pending' ? noon : null,
    },
    { ...approved, isRequesterOwner: false, waiting: waits({ kind: 'exceeds', number, excess: everyExcess }) },
    { kind: 'request_news', ...base, token: activeToken({ tokenName: 'quick-hack' }) },
    ...[everyInquiry.slice(0, 1), everyInquiry.slice(1), everyInquiry, request.inquiries].flatMap(
      (inquiries): readonly OneContent[] => {
        const asked = { ...base, request: { ...request, inquiries } };
        return [
          { kind: 'request_question', ...asked },
          { kind: 'request_answer', ...asked, place: 1 },
          { ...card, ...asked },
        ];
      },
    ),
    ...offerContents(request).flatMap((one): readonly OneContent[] => [one, { ...card, request: one.request }]),
    ...offerContents(request)
      .slice(0, 1)
      .map((one): OneContent => ({ ...one, kind: 'request_offer', forbidden: everyReason })),
  ];
}

export function pendingTokenContents(token: PendingToken): readonly OneContent[] {
  const { status, match } = token;
  const base = { organization: 'acme', token, request: null, holderSlackId: mona.slackId, ending: null } as const;
  const mayExplain = status === 'held' && match.kind === 'unclaimed';
  const isAsked = mayExplain || ((status === 'open' || status === 'held') && match.kind === 'unsure');
  const offered = isAsked ? [pendingRequest(8, { tokenName: token.tokenName }), pendingRequest(9)] : [];
  const card = { kind: 'pending_token_card', ...base, isSponsored: false } as const;
  const held = { kind: 'pending_token_held', ...base, isSponsored: false, unused: null, isUntold: false } as const;
  return [
    { ...card, mayNamePrivate: true, activeToken: null, isEdit: false, holderRole: 'unknown' as const, forbidden: [] },
    {
      ...{ ...card, holderSlackId: null, mayNamePrivate: false, activeToken: activeToken(), isEdit: true },
      ...{ holderRole: 'unknown' as const, forbidden: everyReason, ending: everyEnding[0] ?? null },
    },
    { ...held, mayExplain, offered: [] },
    { kind: 'pending_token_news', ...base, isSponsored: false },
    { ...held, mayExplain, offered },
    { ...held, mayExplain: false, offered: [], isSponsored: true, mustLink: true },
    { ...held, mayExplain: false, offered: [], isUntold: true, ending: everyEnding.at(-1) ?? null, unused: number },
    ...everyEnding.map((ending) => ({ ...held, mayExplain: false, offered: [], ending })),
    { kind: 'pending_token_news', ...base, isSponsored: false, isEdit: true },
    { ...held, mayExplain, offered, isPassedOn: true },
  ];
}

export function activeTokenContents(token: ActiveToken): readonly OneContent[] {
  const request = requestThatIs('fulfilled');
  const base = { organization: 'acme', token, isSponsored: token.status === 'gone', request };
  const left = { hasLeft: token.status === 'gone' };
  const card = {
    ...({ kind: 'active_token_card', ...base, holderSlackId: null, mayNamePrivate: false } as const),
    ...({ ending: null, holderRole: 'unknown', forbidden: [] } as const),
  };
  const news = ['gone', 'revoked', 'exceeding', 'accepted', 'not_revoked'] as const;
  const thresholds = [14, 1, 0, 'expired'] as const;
  return [
    ...news.flatMap((one): readonly OneContent[] => [
      {
        ...{ kind: 'active_token_news', ...base, ...left, news: one, holderSlackId: mona.slackId },
        audience: 'holder',
      },
      {
        ...{ kind: 'active_token_news', ...base, ...left, news: one, holderSlackId: null },
        audience: 'reviewers',
      },
    ]),
    { ...card, holderSlackId: mona.slackId, mayNamePrivate: true },
    { ...card, forbidden: everyReason },
    { kind: 'approval_off', ...base, holderSlackId: null },
    ...(['holder', 'sponsor', 'reviewers'] as const).map((audience) => ({
      kind: 'expiry' as const,
      organization: 'acme',
      zone: 'Europe/Berlin',
      audience,
      tokens: thresholds.map((threshold) => ({ token, threshold, expiresAt: noon + dayMs, request: null })),
    })),
    ...everyEnding.map((ending) => ({ ...card, ending })),
    { kind: 'holder_reminder', organization: 'acme', token, by: mona.slackId, isSponsored: false },
    {
      ...({ kind: 'holder_reminder', organization: 'acme', token, by: mona.slackId, isSponsored: true } as const),
      ownersPage: 'https://github.com/organizations/acme/settings/personal-access-tokens/active',
    },
    ...everyToldBefore.map((toldBefore) => ({ ...card, toldBefore })),
    ...reminderContents(token),
    ...questionContents(token),
  ];
}

const pauses = ['not_installed', 'suspended', 'refused', 'unreachable'] as const;

export function organizationContents(
  token: ActiveToken,
  pending: PendingToken,
  request: TokenRequest,
): readonly OneContent[] {
  const organization = 'acme';
  const found = { total: 400, neverExpiring: 12, allRepositories: 40, dangerous: 7, unused: 90, soonest: [token] };
  const unused = { askedAt: noon, asked: null, ownersAskedAt: noon, kept: null };
  const unanswered = { ...token, unused };
  const nothing = { total: 0, neverExpiring: 0, allRepositories: 0, dangerous: 0, unused: 0, soonest: [] };
  return [
    { kind: 'baseline', organization, organizationId: 1 as OrganizationId, found, waiting: 30 },
    { kind: 'baseline', organization, organizationId: 1 as OrganizationId, found: nothing, waiting: 0 },
    { kind: 'pending_token_list', organization, tokens: Array.from({ length: 60 }, () => pending) },
    { kind: 'pending_token_list', organization, tokens: [] },
    { kind: 'requests_waiting', organization, requests: [request, request] },
    { kind: 'requests_waiting', organization, requests: [request, request], escalatedTo: ['team:security', 'owners'] },
    ...pauses.map((why) => ({ kind: 'organization_paused', organization, why }) as const),
    { kind: 'organization_resumed', organization },
    {
      kind: 'unused_review',
      organization,
      organizationId: token.organizationId,
      tokens: Array.from({ length: 60 }, () => unanswered),
      isObserved: false,
    },
    ...[unused, { ...unused, kept: { by: mona, reason: 'The yearly report.\n'.repeat(40), at: noon } }].map((one) => ({
      ...({ kind: 'unused_token', organization, token: { ...token, unused: one } } as const),
      ...{ isSponsored: true, answerBy: noon + dayMs, isObserved: false },
    })),
    { kind: 'unused_review', organization, organizationId: token.organizationId, tokens: [], isObserved: true },
    {
      ...({ kind: 'digest', organization, requests: 12, held: 3, waitingSince: noon } as const),
      tokens: { expiring: 40, soonest: [token, token], exceeding: 7, neverUsed: 90 },
      left: { people: Array.from({ length: 30 }, (_, place) => `leaver-${place}`), tokens: 41 },
    },
    { kind: 'channel_welcome', organization, organizations: [organization] },
  ];
}

const manyTokens = Array.from({ length: 60 }, (_, at) =>
  activeToken({ id: `t${at}`, tokenName: `${at} ${'x'.repeat(90)}`, status: at < 3 ? 'revoking' : 'active' }),
);

const togetherContents: readonly OneContent[] = (['left', 'deactivated'] as const).flatMap((why): OneContent[] => [
  {
    ...{ kind: 'holder_left', organization: 'acme', organizationId: 1 as OrganizationId, tokens: manyTokens },
    left: {
      ...{
        of: 'left',
        holder: mona,
        slackId: mona.slackId,
        why,
        tokens: manyTokens.map(({ id }) => id),
        outcome: 'revoke',
      },
      returned: Array.from({ length: 60 }, (_, at) => (at + 1) as RequestNumber),
      sponsored: Array.from({ length: 60 }, (_, at) => `acme-ci-${at}`),
    },
  },
  {
    ...{ kind: 'revoked_together', organization: 'acme', tokens: manyTokens },
    revoked: {
      ...{ of: 'revoked', holder: mona, slackId: null, by: bea.slackId, tokens: manyTokens.map(({ id }) => id) },
      reason: 'x'.repeat(900),
    },
  },
]);
export const otherContents: readonly OneContent[] = [
  ...claimsMade.flatMap((claim) =>
    proofs.map((proof): OneContent => ({ kind: 'claim_card', organization: 'acme', claim, ...proof })),
  ),
  ...claimsMade.map((claim): OneContent => ({ kind: 'claim_news', organization: 'acme', claim })),
  ...(['expired', 'revoked', 'unreadable', 'refused', 'not_renewed'] as const).map(
    (why) => ({ kind: 'own_token_trouble', organization: 'acme', why }) as const,
  ),
  { kind: 'trail_head', organization: 'acme', seq: 1_204, hash: 'a'.repeat(64) },
  { kind: 'login_taken', organization: 'acme', login: 'acme-ci', sponsor: bea.slackId },
  { kind: 'account_linked', organization: 'acme', login: 'mona', githubId: mona.githubId },
  { kind: 'owner_linked', organization: 'acme', slackId: bea.slackId, login: 'bea' },
  {
    ...{ kind: 'policy_taken', organization: 'acme' },
    changes: {
      keys: ['channel', 'lifetime', 'reminderDays', 'drift', 'reviewers', 'approvals', 'lapse'],
      people: { added: 400, removed: 200, changed: 3 },
      machineUsers: { added: 1, removed: 1, changed: 1 },
    },
  },
  {
    ...{ kind: 'policy_refused', organization: 'acme' },
    problems: [`policy.yml:3:5: organizations.0.channel: ${'x'.repeat(2_000)}`, 'policy.yml:4:1: people: is no list'],
    hidden: 12,
  },
  ...togetherContents,
  { kind: 'approvals_stopped', organization: 'acme', slackId: bea.slackId, most: 20, until: noon },
  ...outdated.map((kind) => ({ kind, organization: 'acme', tokenName: 'nightly' })),
  { kind: 'undeliverable', organization: 'acme', slackId: mona.slackId, about: 'request_news' },
  { kind: 'stuck', organization: 'acme', about: 'PAT-7', why: 'github: 502' },
  { kind: 'gave_up', organization: 'acme', about: 'redraw', why: 'slack: internal_error' },
  ...leakContents,
];

const mostInOne = 60;

/** As many as one message names, from all over the list. */
function spread(found: readonly OneContent[]): readonly OneContent[] {
  const oneIn = Math.max(1, Math.floor(found.length / mostInOne));
  return found.filter((_, place) => place % oneIn === 0).slice(0, mostInOne);
}

/** So many of a kind as one message. */
function lists(contents: readonly OneContent[]): readonly (readonly [name: string, content: MessageContent])[] {
  const nameOf = (one: OneContent): string =>
    one.kind === 'active_token_news' ? `${one.kind} ${one.news} ${one.audience}` : one.kind;
  const alone = [
    'request_question',
    'request_offer',
    'request_offer_void',
    'request_answer',
    'claim_card',
    'claim_news',
    'expiry',
    'holder_reminder',
    'request_approved',
    'request_sent',
    'baseline',
    'digest',
    'unused_review',
    'channel_welcome',
    'pending_token_list',
    'requests_waiting',
  ];
  return [...Map.groupBy(contents, nameOf)]
    .filter(([name, found]) => found.length > 1 && !alone.includes(name) && !name.startsWith('organization'))
    .map(([name, found]) => [`many ${name}`, { kind: 'many', contents: spread(found) }]);
}

/** Every kind in every status, by a name to find it again. */
export function everyContent(
  some: {
    readonly request?: Partial<TokenRequest>;
    readonly pendingToken?: Partial<PendingToken>;
    readonly activeToken?: Partial<ActiveToken>;
  } = {},
): readonly (readonly [name: string, content: MessageContent])[] {
  const named = (status: string, contents: readonly OneContent[]) =>
    contents.map((content, index) => [`${content.kind} ${status} (${index})`, content] as const);
  const each = [
    ...requestStatuses.flatMap((status) => named(status, requestContents(requestThatIs(status, some.request)))),
    ...tokenStatuses.flatMap((status) =>
      everyMatch.flatMap((match) =>
        named(`${status} ${match.kind}`, pendingTokenContents(tokenThatIs(status, { match, ...some.pendingToken }))),
      ),
    ),
    ...activeStatuses.flatMap((status) =>
      named(status, activeTokenContents(activeToken({ status, ...some.activeToken }))),
    ),
    ...named(
      '',
      organizationContents(
        activeToken(some.activeToken),
        tokenThatIs('held', some.pendingToken),
        requestThatIs('pending', some.request),
      ),
    ),
    ...named('', otherContents),
  ];
  return [...each, ...lists(each.map(([, content]) => content))];
}
