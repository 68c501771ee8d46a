// One full row of each table: every column has a value that reading it back must give again.
import type { Change, Effect, Entry, Rows, Table, Write } from '../../src/domain/change.ts';
import {
  dayMs,
  type GithubUserId,
  type OrganizationId,
  type PatId,
  type PatRequestId,
  type RequestNumber,
  type SlackUserId,
  type TokenId,
} from '../../src/domain/ids.ts';
import type { DueNotice } from '../../src/domain/notices/due-notice.ts';
import type { ActiveToken, PendingToken } from '../../src/domain/tokens/token.ts';
import { classicToken } from '../support/sample-classic.ts';
import { bea, mona } from '../support/sample-people.ts';
import { approvedRequest } from '../support/sample-requests.ts';
import { actual, agreement, noon } from '../support/sample-scopes.ts';

export { noon } from '../support/sample-scopes.ts';

export const acme = 1 as OrganizationId;
const holder = { githubId: mona.githubId, login: mona.login };

export function pendingToken(id: string, some: Partial<PendingToken> = {}): PendingToken {
  return {
    id,
    organizationId: acme,
    patRequestId: 501 as PatRequestId,
    tokenId: 901 as TokenId,
    version: 1,
    revision: 1,
    status: 'held',
    holder,
    tokenName: 'nightly',
    reason: 'the build reads the code',
    scope: actual(),
    match: { kind: 'exceeds', number: approvedRequest(7).number, excess: [{ kind: 'all_repositories' }] },
    answer: { number: approvedRequest(7).number, at: noon + 3 },
    heldWhy: null,
    reviews: [{ act: 'deny', by: mona, revision: 1, at: noon, reason: 'too wide' }],
    agreement: agreement(),
    sentAs: { as: 'app', insteadOf: { ...holder, why: 'refused' } },
    decidedElsewhereBy: 'bea',
    isBaseline: true,
    firstSeenAt: noon,
    changedAt: noon + 1,
    ...some,
  };
}

export function activeToken(id: string, some: Partial<ActiveToken> = {}): ActiveToken {
  return {
    id,
    organizationId: acme,
    patId: 701 as PatId,
    tokenId: 901 as TokenId,
    accessGrantedAt: noon,
    version: 1,
    revision: 3,
    status: 'active',
    holder,
    tokenName: 'nightly',
    scope: actual(),
    repositoriesReadAt: noon,
    requestNumber: approvedRequest(7).number,
    agreement: agreement(),
    excess: [{ kind: 'never_expires' }],
    drift: { since: noon, deadlineAt: noon + 3 * dayMs, outcome: 'revoke' },
    unused: {
      askedAt: noon,
      asked: mona.slackId,
      ownersAskedAt: noon + 5,
      kept: { by: mona, reason: 'the yearly report', at: noon + 6 },
    },
    revocation: { by: mona, as: 'reviewer', reason: 'too wide', at: noon, refused: 'github_refused' },
    isBaseline: true,
    lastUsedAt: noon + 2,
    firstSeenAt: noon,
    changedAt: noon + 1,
    ...some,
  };
}

export function dueNotice(id: string, some: Partial<DueNotice> = {}): DueNotice {
  return {
    id,
    version: 1,
    organizationId: acme,
    activeTokenId: 'active-1',
    holder,
    expiresAt: noon + 30 * dayMs,
    threshold: 7,
    dueAt: noon + 23 * dayMs,
    status: 'planned',
    ...some,
  };
}

export function hint(id: string, some: Partial<Rows['hints']> = {}): Rows['hints'] {
  return {
    id,
    version: 1,
    organizationLogin: 'acme',
    key: `delivery-${id}`,
    told: { event: 'personal_access_token_request', act: 'created', patRequestId: 501, tokenId: 901, by: 'bea' },
    receivedAt: noon,
    handledAt: null,
    ...some,
  };
}

export function messageCopy(id: string, some: Partial<Rows['message_copies']> = {}): Rows['message_copies'] {
  return {
    id,
    version: 1,
    subject: { of: 'request', number: approvedRequest(7).number },
    message: 'request_card',
    channel: 'C0CARDS',
    ts: `1780000000.${id}`,
    shownVersion: 1,
    hasPrivateNames: false,
    reader: null,
    ...some,
  };
}

export function organization(some: Partial<Rows['organizations']> = {}): Rows['organizations'] {
  return {
    id: acme,
    version: 1,
    login: 'Acme',
    baselinedAt: null,
    pendingListedAt: noon,
    activeListedAt: null,
    upSince: noon,
    paused: { since: noon, why: 'suspended' },
    unread: { pending: [70 as TokenId], active: [] },
    digestedAt: noon,
    weeklyAt: noon + 4,
    mode: 'enforce',
    classicListedAt: noon + 5,
    classicSight: 'seen',
    reminderDays: [14, 1],
    ...some,
  };
}

export function person(some: Partial<Rows['people']> = {}): Rows['people'] {
  return { ...mona, version: 1, linkedAt: noon, proof: 'policy', by: null, ...some };
}

export function claim(some: Partial<Rows['claims']> = {}): Rows['claims'] {
  return {
    id: 'claim-1',
    version: 1,
    revision: 1,
    organizationId: acme,
    slackId: mona.slackId,
    account: holder,
    isOwner: true,
    status: 'open',
    vouches: [{ by: bea, at: noon + 1 }],
    refusal: { by: bea, at: noon + 2 },
    voidWhy: 'renamed',
    createdAt: noon,
    changedAt: noon + 2,
    lapsesAt: noon + 7 * dayMs,
    ...some,
  };
}

export function signIn(some: Partial<Rows['sign_ins']> = {}): Rows['sign_ins'] {
  return {
    slackId: mona.slackId,
    version: 1,
    teamId: 'T0ACME',
    ticketHash: 'ticket',
    browserHash: 'browser',
    stateHash: 'state',
    account: { githubId: mona.githubId, login: mona.login },
    ownToken: { keyId: 'k', access: 'a', refresh: 'r', accessEndsAt: noon + 1, refreshEndsAt: noon + 2 },
    startedAt: noon,
    ...some,
  };
}

export function machineUser(some: Partial<Rows['machine_users']> = {}): Rows['machine_users'] {
  return { id: 'acme-ci', githubId: 110 as GithubUserId, version: 1, linkedAt: noon, takenBy: null, ...some };
}

export function reviewerToken(some: Partial<Rows['reviewer_tokens']> = {}): Rows['reviewer_tokens'] {
  return {
    githubId: mona.githubId,
    version: 1,
    slackId: mona.slackId,
    keyId: '0123456789abcdef',
    access: 'c2VhbGVk',
    refresh: 'c2VhbGVkIHRvbw',
    accessEndsAt: noon + dayMs / 3,
    refreshEndsAt: noon + 184 * dayMs,
    givenAt: noon,
    heldUntil: noon + 60_000,
    refusals: [{ organizationId: acme, status: 403, at: noon + 1 }],
    ...some,
  };
}

export function installation(some: Partial<Rows['installation']> = {}): Rows['installation'] {
  return {
    teamId: 'T0ACME',
    version: 1,
    enterpriseId: 'E0ACME',
    isForEnterprise: false,
    teamName: 'Acme Inc',
    keyId: '0123456789abcdef',
    botToken: 'c2VhbGVk',
    botUserId: 'U0COUNTERSIGN',
    installedBy: mona.slackId,
    installedAt: noon,
    ...some,
  };
}

export function draft(id: string, some: Partial<Rows['drafts']> = {}): Rows['drafts'] {
  return {
    id,
    version: 1,
    slackId: mona.slackId,
    organizationLogin: 'acme',
    answers: { purpose: 'nightly build', repositories: ['payments'], reason: null },
    createdAt: noon,
    ...some,
  };
}

export function appHome(some: Partial<Rows['homes']> = {}): Rows['homes'] {
  return {
    slackId: mona.slackId,
    version: 1,
    openedAt: noon,
    // Whatever is committed would have it published.
    isPublished: false,
    showsOthers: true,
    ownerOf: { ids: [acme], reviews: [{ id: acme, rules: ['team:security'] }], askedAt: noon + 1 },
    zone: 'Europe/Berlin',
    locale: 'de-DE',
    ...some,
  };
}

export function knownSlackId(some: Partial<Rows['slack_ids']> = {}): Rows['slack_ids'] {
  return {
    slackId: 'W0MONA' as SlackUserId,
    version: 1,
    knownAs: mona.slackId,
    globalId: 'W0MONA' as SlackUserId,
    learnedAt: noon,
    ...some,
  };
}

export function assumption(some: Partial<Rows['assumptions']> = {}): Rows['assumptions'] {
  const seen = { firstSeenAt: noon, lastSeenAt: noon + 3 * dayMs, days: 3 };
  return { id: 'A3-holds', version: 1, number: 'A3', shown: 'holds', ...seen, ...some };
}

export function write<T extends Table>(table: T, row: Rows[T], was: number | null = null): Write {
  return { table, was, row } as unknown as Write;
}

/** One row for each table. */
export const oneOfEach: readonly Write[] = [
  write('organizations', organization()),
  write('people', person()),
  write('machine_users', machineUser()),
  write('reviewer_tokens', reviewerToken()),
  write('installation', installation()),
  write('claims', claim()),
  write('sign_ins', signIn()),
  write('drafts', draft('draft-7')),
  write(
    'token_requests',
    approvedRequest(7, {
      offer: {
        ...{ place: 1, revision: 1, by: mona, at: noon, reason: 'less will do', end: 'accepted' },
        ...{ asked: approvedRequest(7).scope, scope: approvedRequest(7).scope },
      },
      inquiries: [{ id: 'form-1', by: mona, at: noon, question: 'why?', answer: { text: 'so', at: noon + 1 } }],
    }),
  ),
  write('pending_tokens', pendingToken('pending-1')),
  write('active_tokens', activeToken('active-1')),
  write(
    'classic_tokens',
    classicToken({
      ...{ agreement: agreement(), excess: [{ kind: 'scope', name: 'repo' }], requestNumber: 7 as RequestNumber },
      ...{ told: { threshold: 3, expiresAt: noon }, accessedAt: noon },
    }),
  ),
  write('due_notices', dueNotice('notice-1')),
  write('hints', hint('1')),
  write('message_copies', messageCopy('1')),
  write('homes', appHome()),
  write('slack_ids', knownSlackId()),
  write('assumptions', assumption()),
];

export function change(some: Partial<Change>): Change {
  return { writes: [], entries: [], effects: [], ...some };
}

export function entry(some: Partial<Entry> = {}): Entry {
  return { at: noon, actor: 'slack:U0MONA', act: 'request.submit', subject: 'PAT-7', data: { revision: 1 }, ...some };
}

/** A message to a person, which is a lane of its own. */
export function post(key: string, slackId: string = mona.slackId): Effect {
  return {
    kind: 'post',
    key,
    to: { to: 'person', slackId: slackId as typeof mona.slackId, organizationId: acme },
    message: { kind: 'request_news', number: approvedRequest(7).number },
  };
}

export const redraw: Effect = { kind: 'redraw', subject: { of: 'request', number: approvedRequest(7).number } };
