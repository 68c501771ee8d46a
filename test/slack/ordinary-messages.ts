// A message of every kind as it ordinarily is, and how long it may be: one table, for words, bytes and pixels.
import {
  dayMs,
  type OrganizationId,
  type PatRequestId,
  type RequestNumber,
  type SlackUserId,
} from '../../src/domain/ids.ts';
import type { TokenRequest } from '../../src/domain/requests/token-request.ts';
import type { Excess, RepositoryAccess, RequestedScope } from '../../src/domain/scope/agreement.ts';
import { permissionsFromValues } from '../../src/domain/scope/permission-catalogue.ts';
import type { ActiveToken, Match } from '../../src/domain/tokens/token.ts';
import type { MessageContent, OneContent } from '../../src/ports/message-content.ts';
import { bea, mona } from '../support/sample-people.ts';
import { actual, noon, repository } from '../support/sample-scopes.ts';
import { claimed } from './sample-claims.ts';
import { activeToken, everyInquiry, requestThatIs, tokenThatIs } from './sample-contents.ts';
import { everyOffer } from './sample-offers.ts';
import { outdated } from './sample-outdated.ts';

export type Limits = {
  /** Of the text that a screen reader reads; a button is not in it. */
  readonly words: number;
  /** Of that text, in UTF-8. */
  readonly bytes: number;
  /** High, in a window 380 pixels wide, its buttons and what stands around it included. */
  readonly pixels: number;
};

export type OrdinaryMessage = Limits & { readonly name: string; readonly content: MessageContent };

const website: RepositoryAccess = { selection: 'subset', repositories: [repository(1, 'website')] };
const both: RepositoryAccess = {
  selection: 'subset',
  repositories: [repository(1, 'website'), repository(2, 'payments')],
};

function scopeOf(values: readonly string[], access = website, days = 60): RequestedScope {
  return { permissions: permissionsFromValues(values).permissions, access, lifetime: { kind: 'days', days } };
}

const reads = scopeOf(['contents:read']);
const comments = scopeOf(['contents:read', 'pull_requests:write']);
const releases = scopeOf(['contents:write', 'pull_requests:read'], both, 30);

/** As somebody asks for it who was told to be brief. */
function asked(status: TokenRequest['status'], scope: RequestedScope, some: Partial<TokenRequest> = {}): TokenRequest {
  return requestThatIs(status, {
    purpose: 'Nightly script',
    tokenName: 'nightly-ci',
    justification: 'The nightly script comments on pull requests.',
    scope,
    ...some,
  });
}

const number = 7 as RequestNumber;
const organization = 'acme';
const leak = { kind: 'leak_reported', organization, by: mona.slackId } as const;
const none = { added: 0, removed: 0, changed: 0 } as const;
const one = { ...none, added: 1 } as const;
const nothing = { organization, token: null, waiting: null } as const;
const shown = { mayNamePrivate: true, holderRole: 'member', forbidden: [] } as const;
const card = { kind: 'request_card', ...nothing, ...shown } as const;
const link = {
  url: 'https://github.com/settings/personal-access-tokens/new?name=nightly-ci',
  isDescriptionCut: false,
  isPrefilled: true,
};
const excess: readonly Excess[] = [{ kind: 'all_repositories' }];
const wide = { ...actual(), access: { selection: 'all' } } as const;
const held = (match: Match) =>
  tokenThatIs('held', { tokenName: 'nightly-ci', match, reason: 'For the nightly script.', scope: wide });
const exceeding = held({ kind: 'exceeds', number, excess });
const unclaimed = held({ kind: 'unclaimed' });
const ofToken = {
  organization,
  request: asked('approved', releases),
  holderSlackId: mona.slackId,
  ending: null,
} as const;
const active = (some: Partial<ActiveToken> = {}): ActiveToken =>
  activeToken({ tokenName: 'nightly-ci', excess: [], lastUsedAt: noon, ...some });
const drifted = active({
  ...{ status: 'exceeding', excess, scope: wide },
  drift: { since: noon, deadlineAt: noon + 3 * dayMs, outcome: 'revoke' },
});
const ofActive = { organization, request: asked('fulfilled', releases), holderSlackId: mona.slackId } as const;

function news(one: 'gone' | 'revoked' | 'exceeding' | 'accepted' | 'not_revoked', audience: 'holder' | 'reviewers') {
  const token = one === 'exceeding' ? drifted : active({ status: one === 'gone' ? 'gone' : 'active' });
  const content = {
    kind: 'active_token_news',
    ...ofActive,
    token,
    news: one,
    audience,
    isSponsored: false,
    hasLeft: false,
  } as const;
  return { name: `news of an active token: ${one}, to its ${audience}`, content };
}

function expires(audience: 'holder' | 'sponsor' | 'reviewers'): OneContent {
  const token = { token: active(), threshold: 3, expiresAt: noon + 3 * dayMs, request: null } as const;
  return { kind: 'expiry', organization, zone: 'Europe/Berlin', audience, tokens: [token] };
}

/**
 * What each kind may take: the one place to make them shorter. An ordinary message has sixty words at the most; those with more wait for
 * their turn.
 */
const unused = (tokenName: string): ActiveToken =>
  activeToken({
    ...{ tokenName, lastUsedAt: noon - 90 * dayMs, excess: [] },
    unused: { askedAt: noon, asked: mona.slackId, ownersAskedAt: noon, kept: null },
  });

const limits = {
  /** A phone shows a card whole. */
  card: { words: 45, bytes: 350, pixels: 420 },
  folded: { words: 30, bytes: 250, pixels: 210 },
  copy: { words: 60, bytes: 450, pixels: 380 },
  wayToGithub: { words: 90, bytes: 600, pixels: 610 },
  news: { words: 50, bytes: 300, pixels: 220 },
  question: { words: 40, bytes: 300, pixels: 260 },
  offer: { words: 75, bytes: 500, pixels: 410 },
  heldCard: { words: 95, bytes: 600, pixels: 500 },
  held: { words: 50, bytes: 300, pixels: 220 },
  tokenNews: { words: 35, bytes: 220, pixels: 180 },
  activeCard: { words: 100, bytes: 700, pixels: 560 },
  activeNews: { words: 70, bytes: 450, pixels: 260 },
  reminder: { words: 65, bytes: 380, pixels: 210 },
  approvalOff: { words: 60, bytes: 400, pixels: 230 },
  digest: { words: 90, bytes: 550, pixels: 420 },
  firstDay: { words: 95, bytes: 550, pixels: 640 },
  holderReminder: { words: 80, bytes: 500, pixels: 330 },
  list: { words: 60, bytes: 400, pixels: 320 },
  leaver: { words: 95, bytes: 650, pixels: 480 },
  pause: { words: 60, bytes: 350, pixels: 240 },
  accountLinked: { words: 35, bytes: 210, pixels: 200 },
  ownerLinked: { words: 50, bytes: 320, pixels: 230 },
  leakReported: { words: 50, bytes: 320, pixels: 230 },
  leakByHand: { words: 75, bytes: 480, pixels: 330 },
  loginTaken: { words: 90, bytes: 550, pixels: 330 },
  claim: { words: 75, bytes: 640, pixels: 400 },
  line: { words: 25, bytes: 180, pixels: 150 },
  policy: { words: 45, bytes: 280, pixels: 220 },
  trouble: { words: 40, bytes: 220, pixels: 150 },
  /** With a hash of 64 letters, which no screen of a phone has in one line. */
  trailHead: { words: 40, bytes: 220, pixels: 190 },
  /** A list with what the owners can do about it. */
  ownersList: { words: 60, bytes: 400, pixels: 360 },
  several: { words: 80, bytes: 450, pixels: 420 },
} as const satisfies Readonly<Record<string, Limits>>;

export const ordinaryMessages: readonly OrdinaryMessage[] = [
  { name: 'a request’s card: read code', content: { ...card, request: asked('pending', reads) }, ...limits.card },
  { name: 'a request’s card: comment', content: { ...card, request: asked('pending', comments) }, ...limits.card },
  { name: 'a request’s card: push code', content: { ...card, request: asked('pending', releases) }, ...limits.card },
  ...(['approved', 'claimed', 'fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'] as const).map((status) => ({
    name: `the card of a request that is ${status}`,
    content: { ...card, request: asked(status, releases) },
    ...limits.folded,
  })),
  {
    name: 'the requester’s copy',
    content: { kind: 'request_sent', ...nothing, holderRole: 'member', request: asked('pending', comments) },
    ...limits.copy,
  },
  {
    name: 'the way to GitHub after an approval',
    content: {
      ...({ kind: 'request_approved', ...nothing, isRequesterOwner: false } as const),
      ...{ request: asked('approved', comments), createLink: link },
    },
    ...limits.wayToGithub,
  },
  ...(['denied', 'lapsed', 'ended', 'pending', 'fulfilled'] as const).map((status) => ({
    name: `news of a request that is ${status}`,
    content: { kind: 'request_news', ...nothing, request: asked(status, comments) } as const,
    ...limits.news,
  })),
  {
    name: 'a question to the requester',
    content: {
      ...({ kind: 'request_question', ...nothing } as const),
      request: asked('pending', comments, { inquiries: everyInquiry.slice(1) }),
    },
    ...limits.question,
  },
  {
    name: 'an offer of less to the requester',
    content: {
      ...({ kind: 'request_offer', ...nothing, forbidden: [] } as const),
      request: asked('pending', comments, { offer: everyOffer[0] ?? null }),
    },
    ...limits.offer,
  },
  {
    name: 'an offer that is void',
    content: {
      ...({ kind: 'request_offer_void', ...nothing } as const),
      request: asked('pending', comments, { offer: everyOffer[0] ?? null }),
    },
    ...limits.news,
  },
  ...outdated.map((kind) => ({
    name: `what came too late: ${kind}`,
    content: { kind, organization: 'acme', tokenName: 'nightly' },
    ...limits.news,
  })),
  {
    name: 'approvals that were stopped',
    content: { kind: 'approvals_stopped', organization: 'acme', slackId: bea.slackId, most: 20, until: noon },
    ...limits.news,
  },
  {
    name: 'the answer to a question',
    content: {
      ...({ kind: 'request_answer', ...nothing, place: 1 } as const),
      request: asked('pending', comments, { inquiries: everyInquiry }),
    },
    ...limits.question,
  },
  ...[exceeding, unclaimed].map((token) => ({
    name: `a held token’s card: ${token.match.kind}`,
    content: {
      ...({ kind: 'pending_token_card', ...ofToken, ...shown, token, isSponsored: false } as const),
      ...{ isEdit: false, activeToken: null },
    },
    ...limits.heldCard,
  })),
  ...[exceeding, unclaimed].map((token) => ({
    name: `a held token, to its holder: ${token.match.kind}`,
    content: {
      ...({ kind: 'pending_token_held', ...ofToken, token, isSponsored: false, isUntold: false } as const),
      ...{ mayExplain: token === unclaimed, offered: [], unused: null },
    },
    ...limits.held,
  })),
  ...([['approved'], ['denied'], ['denied', true], ['cancelled']] as const).map(([status, isEdit = false]) => ({
    name: `news of a ${isEdit ? 'change' : 'token'} that is ${status}`,
    content: {
      ...({ kind: 'pending_token_news', ...ofToken, isSponsored: false, isEdit } as const),
      token: tokenThatIs(status, { tokenName: 'nightly-ci', match: exceeding.match }),
    },
    ...limits.tokenNews,
  })),
  ...[drifted, active({ agreement: null, requestNumber: null })].map((token) => ({
    name: `an active token’s card: ${token.status}`,
    content: { kind: 'active_token_card', ...ofActive, ...shown, token, ending: null, isSponsored: false } as const,
    ...limits.activeCard,
  })),
  ...(['gone', 'revoked', 'exceeding', 'accepted', 'not_revoked'] as const).map((one) => ({
    ...news(one, 'holder'),
    ...limits.activeNews,
  })),
  ...(['gone', 'exceeding'] as const).map((one) => ({ ...news(one, 'reviewers'), ...limits.activeNews })),
  ...(['holder', 'sponsor', 'reviewers'] as const).map((audience) => ({
    name: `a reminder, to the ${audience}`,
    content: expires(audience),
    ...limits.reminder,
  })),
  {
    name: 'an organization that asks for no approval',
    content: { kind: 'approval_off', organization, token: active(), holderSlackId: mona.slackId, isSponsored: false },
    ...limits.approvalOff,
  },
  {
    name: 'what an owner asks a holder',
    content: {
      ...({ kind: 'holder_reminder', organization, by: bea.slackId, isSponsored: false } as const),
      token: active({ agreement: null }),
    },
    ...limits.holderReminder,
  },
  {
    name: 'the summary of the first day',
    content: {
      ...({ kind: 'baseline', organization, organizationId: 1 as OrganizationId, waiting: 3 } as const),
      found: { total: 40, neverExpiring: 2, allRepositories: 4, dangerous: 1, unused: 9, soonest: [active()] },
    },
    ...limits.firstDay,
  },
  {
    name: 'what waited on the first day',
    content: {
      ...({ kind: 'pending_token_list', organization } as const),
      tokens: [exceeding, { ...unclaimed, id: 'pt8', patRequestId: 701 as PatRequestId }],
    },
    ...limits.list,
  },
  {
    name: 'requests that still wait',
    content: {
      ...({ kind: 'requests_waiting', organization } as const),
      requests: [asked('pending', reads), asked('pending', comments, { number: 8 as RequestNumber })],
    },
    ...limits.list,
  },
  {
    name: 'a request that was left to the owners',
    content: {
      ...({ kind: 'requests_waiting', organization, isLeftToOwners: true } as const),
      requests: [asked('pending', reads)],
    },
    ...limits.list,
  },
  {
    name: 'a request that its requester has them reminded of',
    content: {
      ...({ kind: 'requests_waiting', organization, nudgedBy: 'U0MONA' as SlackUserId } as const),
      requests: [asked('pending', reads)],
    },
    ...limits.list,
  },
  {
    name: 'the owners’ unused tokens',
    content: {
      ...({
        kind: 'unused_review',
        organization,
        organizationId: activeToken().organizationId,
        isObserved: false,
      } as const),
      tokens: [unused('nightly-ci'), unused('release-notes')],
    },
    ...limits.ownersList,
  },
  {
    name: 'two unused tokens',
    content: {
      kind: 'many',
      contents: ['nightly-ci', 'release-notes'].map((tokenName) => ({
        ...({ kind: 'unused_token', organization, token: unused(tokenName) } as const),
        ...{ isSponsored: false, answerBy: noon + 14 * dayMs, isObserved: false },
      })),
    },
    ...limits.several,
  },
  {
    name: 'an unused token that was kept',
    content: {
      ...({ kind: 'unused_token', organization, isSponsored: false, isObserved: false, answerBy: noon } as const),
      token: {
        ...unused('nightly-ci'),
        unused: {
          ...{ askedAt: noon, asked: mona.slackId, ownersAskedAt: null },
          kept: { by: mona, reason: 'The yearly report.', at: noon },
        },
      },
    },
    ...limits.news,
  },
  {
    name: 'the weekly digest',
    content: {
      ...({ kind: 'digest', organization, requests: 2, held: 1, waitingSince: noon } as const),
      tokens: { expiring: 3, soonest: [activeToken(), activeToken(), activeToken()], exceeding: 1, neverUsed: 4 },
      left: { people: ['mona'], tokens: 2 },
    },
    ...limits.digest,
  },
  ...(['not_installed', 'suspended', 'refused', 'unreachable'] as const).map((why) => ({
    name: `a pause: ${why}`,
    content: { kind: 'organization_paused', organization, why } as const,
    ...limits.pause,
  })),
  { name: 'the end of a pause', content: { kind: 'organization_resumed', organization }, ...limits.pause },
  {
    name: 'the welcome to a channel',
    content: { kind: 'channel_welcome', organization, organizations: [organization] },
    ...{ words: 80, bytes: 480, pixels: 300 },
  },
  {
    name: 'who an owner of the organization says to be',
    content: {
      ...{ kind: 'claim_card', organization, claim: { ...claimed, isOwner: true }, role: 'owner' },
      profile: { name: 'Mona Reyes', createdAt: noon },
      person: { name: 'Mona Reyes', displayName: 'mona', title: 'Release engineer' },
    },
    ...limits.claim,
  },
  {
    name: 'who somebody is, confirmed',
    content: {
      ...{ kind: 'claim_card', organization, role: 'unknown', profile: null, person: null },
      claim: { ...claimed, status: 'confirmed', vouches: [{ by: bea, at: noon }] },
    },
    ...limits.line,
  },
  {
    name: 'the way in, confirmed',
    content: {
      ...{ kind: 'claim_news', organization },
      claim: { ...claimed, status: 'confirmed', vouches: [{ by: bea, at: noon }] },
    },
    ...limits.line,
  },
  {
    name: 'an account that was linked by signing in',
    content: { kind: 'account_linked', organization, login: 'mona', githubId: mona.githubId },
    ...limits.accountLinked,
  },
  {
    name: 'an owner who signed in',
    content: { kind: 'owner_linked', organization, slackId: bea.slackId, login: 'bea-owner' },
    ...limits.ownerLinked,
  },
  {
    name: 'a leak that somebody reported',
    content: { ...leak, byHand: [], revoked: [{ kind: 'fine_grained', count: 1 }] },
    ...limits.leakReported,
  },
  {
    name: 'a leak of what GitHub revokes for nobody',
    content: { ...leak, revoked: [], byHand: [{ kind: 'private_key', count: 1 }] },
    ...limits.leakByHand,
  },
  {
    name: 'a login that somebody else took',
    content: { kind: 'login_taken', organization, login: 'acme-ci', sponsor: bea.slackId },
    ...limits.loginTaken,
  },
  ...(['expired', 'revoked', 'unreadable', 'refused', 'not_renewed'] as const).map((why) => ({
    name: `a reviewer’s own token: ${why}`,
    content: { kind: 'own_token_trouble', organization, why } as const,
    ...limits.news,
  })),
  {
    name: 'the head of the trail',
    content: { kind: 'trail_head', organization, seq: 1_204, hash: '0123456789abcdef'.repeat(4) },
    ...limits.trailHead,
  },
  ...(['left', 'deactivated'] as const).map((why) => ({
    name: `somebody who is gone: ${why}`,
    content: {
      ...({ kind: 'holder_left', organization, organizationId: 1 as OrganizationId, tokens: [active()] } as const),
      left: {
        ...({ of: 'left', holder: mona, slackId: mona.slackId, why, tokens: ['t1'], outcome: 'remind' } as const),
        ...{ returned: [number], sponsored: ['acme-ci'] },
      },
    },
    ...limits.leaver,
  })),
  {
    name: 'several tokens that were revoked at once',
    content: {
      ...({ kind: 'revoked_together', organization, tokens: [active(), active({ status: 'revoked' })] } as const),
      revoked: {
        ...({ of: 'revoked', holder: mona, slackId: mona.slackId, by: bea.slackId } as const),
        ...{ tokens: ['t1', 't2'], reason: 'They left the company.' },
      },
    },
    ...limits.leaver,
  },
  {
    name: 'somebody who can’t be written to',
    content: { kind: 'undeliverable', organization, slackId: mona.slackId, about: 'request_news' },
    ...limits.trouble,
  },
  {
    name: 'a decision that GitHub does not take',
    content: { kind: 'stuck', organization, about: 'PAT-7', why: 'github: 502' },
    ...limits.trouble,
  },
  {
    name: 'a message that Slack does not take',
    content: { kind: 'gave_up', organization, about: 'redraw', why: 'slack: internal_error' },
    ...limits.trouble,
  },
  {
    name: 'a policy that was taken',
    content: {
      ...({ kind: 'policy_taken', organization } as const),
      changes: { keys: ['lifetime'], people: one, machineUsers: none },
    },
    ...limits.policy,
  },
  {
    name: 'a policy that was refused',
    content: {
      ...({ kind: 'policy_refused', organization, hidden: 0 } as const),
      problems: ['policy.yml:4:1: people: must be a list'],
    },
    ...limits.policy,
  },
  {
    name: 'four requests at once',
    content: {
      kind: 'many',
      contents: [1, 2, 3, 4].map((at) => ({
        ...card,
        request: asked('pending', reads, { number: at as RequestNumber }),
      })),
    },
    ...limits.several,
  },
];
