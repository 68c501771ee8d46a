// A message of each kind with made-up content, to ask Slack whether it takes them. The type knows every kind: a new one needs its example.
import type { ClassicToken } from '../domain/classic/classic-token.ts';
import {
  dayMs,
  type GithubUserId,
  type Instant,
  type OrganizationId,
  type PatId,
  type PatRequestId,
  type RepositoryId,
  type RequestNumber,
  type SlackUserId,
  type TokenId,
} from '../domain/ids.ts';
import type { Claim } from '../domain/people/claim.ts';
import type { LinkedPerson } from '../domain/person.ts';
import type { TokenRequest } from '../domain/requests/token-request.ts';
import type { ActualScope, Agreement } from '../domain/scope/agreement.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';
import type { MessageContent, OneContent } from '../ports/message-content.ts';

const organization = 'example';
const organizationId = 1 as OrganizationId;
const number = 1 as RequestNumber;
const tokenId = 1 as TokenId;
const holder: LinkedPerson = {
  slackId: 'U0000000001' as SlackUserId,
  githubId: 1 as GithubUserId,
  login: 'mona',
};
const reviewer: LinkedPerson = { slackId: 'U0000000002' as SlackUserId, githubId: 2 as GithubUserId, login: 'bea' };
const permissions = {
  organization: { members: 'read' },
  repository: { contents: 'write', metadata: 'read', pull_requests: 'read' },
  other: {},
};
const repositories = [1, 2].map((id) => ({ id: id as RepositoryId, name: `repository-${id}`, isPrivate: id === 2 }));
const access = { selection: 'subset', repositories } as const;

type Examples = { readonly [K in OneContent['kind']]: OneContent & { readonly kind: K } };

/** By kind. `now` dates them. */
export function exampleMessages(now: Instant): readonly (readonly [kind: string, content: MessageContent])[] {
  const examples = examplesAt(now);
  const several: readonly OneContent[] = Array.from({ length: 4 }, () => examples.request_card);
  return [...Object.entries(examples), ['many', { kind: 'many', contents: several }]];
}

function examplesAt(now: Instant): Examples {
  const agreement: Agreement = {
    ...{ permissions, access, lifetime: { kind: 'days', days: 30 }, agreedAt: now, lapsesAt: now + 7 * dayMs },
    basis: { by: 'people', people: [reviewer] },
  };
  const request = requestAt(now);
  const approved: TokenRequest = {
    ...request,
    ...{ status: 'approved', agreement },
    reviews: [{ act: 'approve', by: reviewer, revision: 1, at: now, reason: null }],
  };
  const scope: ActualScope = {
    ...{ permissions, access: { selection: 'all' }, createdAt: now, expiresAt: now + 30 * dayMs },
  };
  const waiting = waitingAt(now, scope);
  const active = activeAt(now, scope, agreement);
  const lesser = { ...request.scope, lifetime: { kind: 'days', days: 7 } } as const;
  const offered: TokenRequest = {
    ...request,
    offer: {
      ...{ place: 1, revision: 1, by: reviewer, at: now, end: null },
      ...{ reason: 'A week is enough.', asked: request.scope, scope: lesser },
    },
  };
  const about = { organization, request, token: null, waiting: null };
  const shown = { mayNamePrivate: true, holderRole: 'member', forbidden: [] } as const;
  const ofWaiting = { organization, token: waiting, request: approved, holderSlackId: holder.slackId } as const;
  const ofActive = { organization, token: active, request: approved, holderSlackId: holder.slackId } as const;
  const trouble = { organization, about: 'PAT-1', why: 'github: 502' } as const;
  const counts = { added: 1, removed: 0, changed: 0 };
  return {
    request_card: { kind: 'request_card', ...about, ...shown },
    request_sent: { kind: 'request_sent', ...about, holderRole: 'member' },
    request_approved: {
      ...{ kind: 'request_approved', ...about, request: approved, isRequesterOwner: false },
      createLink: {
        url: 'https://github.com/settings/personal-access-tokens/new?name=nightly',
        isDescriptionCut: false,
        isPrefilled: true,
      },
    },
    request_news: { kind: 'request_news', ...about, request: approved },
    request_question: { kind: 'request_question', ...about },
    request_answer: { kind: 'request_answer', ...about, place: 1 },
    request_offer: { kind: 'request_offer', ...about, request: offered, forbidden: [] },
    request_offer_void: { kind: 'request_offer_void', ...about, request: offered },
    pending_token_card: {
      ...{ kind: 'pending_token_card', ...ofWaiting, ...shown, ending: null, isSponsored: false },
      ...{ isEdit: false, activeToken: null },
    },
    pending_token_held: {
      ...{ kind: 'pending_token_held', ...ofWaiting, ending: null, isSponsored: false },
      ...{ mayExplain: true, offered: [approved], unused: null, isUntold: false },
    },
    pending_token_news: { kind: 'pending_token_news', ...ofWaiting, ending: null, isSponsored: false },
    pending_token_list: { kind: 'pending_token_list', organization, tokens: [waiting, waiting] },
    expiry: {
      ...{ kind: 'expiry', organization, zone: 'UTC', audience: 'holder' },
      tokens: [{ token: active, threshold: 3, expiresAt: now + 3 * dayMs, request: approved }],
    },
    active_token_news: {
      ...{ kind: 'active_token_news', ...ofActive, news: 'exceeding', audience: 'reviewers' },
      ...{ isSponsored: false, hasLeft: false },
    },
    active_token_card: { kind: 'active_token_card', ...ofActive, ...shown, ending: null, isSponsored: false },
    holder_reminder: {
      ...{ kind: 'holder_reminder', organization, token: active, by: reviewer.slackId, isSponsored: false },
    },
    approval_off: {
      ...{ kind: 'approval_off', organization, token: active, holderSlackId: holder.slackId, isSponsored: false },
    },
    channel_welcome: { kind: 'channel_welcome', organization, organizations: [organization] },
    baseline: {
      ...{ kind: 'baseline', organization, organizationId, waiting: 1 },
      found: { total: 9, neverExpiring: 1, allRepositories: 1, dangerous: 1, unused: 1, soonest: [active] },
    },
    unused_token: {
      kind: 'unused_token',
      organization,
      token: active,
      isSponsored: false,
      answerBy: now,
      isObserved: false,
    },
    unused_review: { kind: 'unused_review', organization, organizationId, tokens: [active], isObserved: false },
    digest: {
      ...{ kind: 'digest', organization, requests: 2, held: 1, waitingSince: now },
      tokens: { expiring: 1, soonest: [active], exceeding: 1, neverUsed: 1 },
      left: { people: ['example'], tokens: 1 },
    },
    requests_waiting: { kind: 'requests_waiting', organization, requests: [request, request] },
    organization_paused: { kind: 'organization_paused', organization, why: 'unreachable' },
    organization_resumed: { kind: 'organization_resumed', organization },
    claim_card: {
      ...{ kind: 'claim_card', organization, claim: claimAt(now), role: 'member' },
      profile: { name: 'Mona Example', createdAt: now },
      person: { name: 'Mona Example', displayName: 'mona', title: 'Engineer' },
    },
    claim_news: { kind: 'claim_news', organization, claim: { ...claimAt(now), status: 'lapsed' } },
    account_linked: { kind: 'account_linked', organization, login: holder.login, githubId: holder.githubId },
    owner_linked: { kind: 'owner_linked', organization, slackId: reviewer.slackId, login: reviewer.login },
    leak_reported: {
      ...{ kind: 'leak_reported', organization, by: reviewer.slackId, byHand: [{ kind: 'private_key', count: 1 }] },
      revoked: [{ kind: 'classic', count: 1 }],
    },
    login_taken: { kind: 'login_taken', organization, login: 'example-ci', sponsor: reviewer.slackId },
    own_token_trouble: { kind: 'own_token_trouble', organization, why: 'revoked' },
    policy_taken: {
      ...{ kind: 'policy_taken', organization },
      changes: { keys: ['lifetime'], people: counts, machineUsers: counts },
    },
    policy_refused: {
      ...{ kind: 'policy_refused', organization, hidden: 1 },
      problems: ['policy.yml:4:1: people: must be a list'],
    },
    holder_left: {
      ...{ kind: 'holder_left', organization, organizationId, tokens: [active] },
      left: {
        ...{ of: 'left', holder, slackId: holder.slackId, why: 'left', tokens: [active.id], outcome: 'remind' },
        ...{ returned: [number], sponsored: ['example-ci'] },
      },
    },
    revoked_together: {
      ...{ kind: 'revoked_together', organization, tokens: [active] },
      revoked: {
        ...{ of: 'revoked', holder, slackId: holder.slackId, by: reviewer.slackId },
        ...{ tokens: [active.id], reason: 'They left the company.' },
      },
    },
    approvals_stopped: {
      ...{ kind: 'approvals_stopped', organization, slackId: reviewer.slackId },
      ...{ most: 20, until: now + 600_000 },
    },
    denial_outdated: { kind: 'denial_outdated', organization, tokenName: active.tokenName },
    approval_outdated: { kind: 'approval_outdated', organization, tokenName: active.tokenName },
    undeliverable: { kind: 'undeliverable', organization, slackId: holder.slackId, about: 'request_news' },
    gave_up: { kind: 'gave_up', ...trouble },
    trail_head: { kind: 'trail_head', organization: trouble.organization, seq: 1_204, hash: 'a'.repeat(64) },
    stuck: { kind: 'stuck', ...trouble },
    ...classicExamples(approved, now),
  };
}

function classicExamples(request: TokenRequest, now: Instant) {
  const token: ClassicToken = {
    ...{ id: 'classic-1-1', organizationId, version: 1, revision: 1, status: 'active', credentialId: 1 },
    ...{ login: holder.login, holder, note: 'nightly', lastEight: '7f3a9c01', scopes: ['repo', 'read:packages'] },
    ...{ authorizedAt: now, accessedAt: now, expiresAt: now + 30 * dayMs, requestNumber: null, agreement: null },
    ...{ excess: [], revocation: null, isBaseline: false, told: null, firstSeenAt: now, changedAt: now },
  };
  return {
    classic_ends: {
      ...{ kind: 'classic_ends', organization, zone: 'UTC', name: 'nightly', request, threshold: 3 },
      ...{ endsAt: now + 3 * dayMs, holder: null, isDeclared: true, page: 'https://github.com/settings/tokens' },
    },
    classic_token_card: { kind: 'classic_token_card', organization, token, isObserved: false },
    classic_token_news: { kind: 'classic_token_news', organization, token: { ...token, status: 'revoked' } },
    classic_found: { kind: 'classic_found', organization, count: 12, unagreed: 10 },
  } as const satisfies Partial<Examples>;
}

function requestAt(now: Instant): TokenRequest {
  const inquiry = { id: 'example', by: reviewer, at: now, question: 'Why does it need to push?' };
  return {
    ...{ number, organizationId, version: 1, revision: 1, status: 'pending', requester: holder, holder },
    ...{
      purpose: 'Nightly script',
      verdict: { outcome: 'ask', reviewers: ['owners'], approvals: 1 },
      tokenName: 'nightly',
      description: '',
      justification: 'It tags releases.',
    },
    scope: { permissions, access, lifetime: { kind: 'days', days: 30 } },
    classic: null,
    ...{ reviews: [], policyHash: '', agreement: null, claimedByTokenId: null, endedWhy: null, draftId: 'example' },
    ...{ createdAt: now, changedAt: now, undecidedUntil: now + 7 * dayMs, prolongedAt: null, remindedAt: null },
    offer: null,
    ...{ whereUsed: null, alsoWarn: null, renews: null },
    inquiries: [{ ...inquiry, answer: { text: 'It sets a tag.', at: now } }],
  };
}

function waitingAt(now: Instant, scope: ActualScope): PendingToken {
  return {
    ...{ id: 'pending-1-1', organizationId, patRequestId: 1 as PatRequestId, tokenId, version: 1, revision: 1 },
    ...{ status: 'held', holder, tokenName: 'nightly', reason: 'It tags releases.', scope },
    match: { kind: 'exceeds', number, excess: [{ kind: 'all_repositories' }] },
    ...{ reviews: [], answer: null, heldWhy: null, agreement: null, decidedElsewhereBy: null, isBaseline: false },
    ...{ sentAs: null, firstSeenAt: now, changedAt: now },
  };
}

function activeAt(now: Instant, scope: ActualScope, agreement: Agreement): ActiveToken {
  return {
    ...{ id: 'active-1-1-1', organizationId, patId: 1 as PatId, tokenId, accessGrantedAt: now, version: 1 },
    ...{ revision: 1, status: 'exceeding', holder, tokenName: 'nightly', scope, repositoriesReadAt: now },
    ...{ requestNumber: number, agreement, excess: [{ kind: 'all_repositories' }] },
    drift: { since: now, deadlineAt: now + 3 * dayMs, outcome: 'revoke' },
    ...{ revocation: null, isBaseline: false, lastUsedAt: now, unused: null, firstSeenAt: now, changedAt: now },
  };
}

function claimAt(now: Instant): Claim {
  const { slackId, githubId, login } = holder;
  return {
    ...{ id: 'example', version: 1, revision: 1, organizationId, slackId, account: { githubId, login } },
    ...{ isOwner: false, status: 'open', vouches: [], refusal: null, voidWhy: null },
    ...{ createdAt: now, changedAt: now, lapsesAt: now + 7 * dayMs },
  };
}
