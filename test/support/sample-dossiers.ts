// What is known of one token of Mona's, and what GitHub shows of it: a test names only what it is about.
import type { MessageCopy } from '../../src/domain/change.ts';
import {
  dayMs,
  type GithubUserId,
  type OrganizationId,
  type PatId,
  type PatRequestId,
  type RequestNumber,
} from '../../src/domain/ids.ts';
import type { Message, Subject } from '../../src/domain/message.ts';
import type { DueNotice, Threshold } from '../../src/domain/notices/due-notice.ts';
import type { Organization } from '../../src/domain/organization.ts';
import type { Repository } from '../../src/domain/scope/agreement.ts';
import type { Dossier, Told } from '../../src/domain/tokens/dossier.ts';
import type {
  Facts,
  ListedActiveToken,
  ListedPendingToken,
  RepositoriesRead,
  Shown,
  Sighting,
} from '../../src/domain/tokens/sighting.ts';
import type { ActiveToken, PendingToken } from '../../src/domain/tokens/token.ts';
import { mona } from './sample-people.ts';
import { organizationPolicy, tokenId } from './sample-requests.ts';
import { actual, agreement, noon, repository } from './sample-scopes.ts';

/** When the tests look: a day after the token was created. */
export const now = noon + dayMs;
export const acme = 1 as OrganizationId;
export const minuteMs = 60_000;

export function patRequestId(id: number): PatRequestId {
  return id as PatRequestId;
}

export function patId(id: number): PatId {
  return id as PatId;
}

export function requestNumber(number: number): RequestNumber {
  return number as RequestNumber;
}

/** Listed for a month without a gap, both lists a moment ago. */
export function organization(some: Partial<Organization> = {}): Organization {
  return {
    id: acme,
    version: 4,
    login: 'acme',
    baselinedAt: noon - 30 * dayMs,
    pendingListedAt: now - 30_000,
    activeListedAt: now - minuteMs,
    upSince: noon - 30 * dayMs,
    paused: null,
    unread: { pending: [], active: [] },
    digestedAt: null,
    weeklyAt: null,
    mode: 'enforce',
    classicListedAt: null,
    classicSight: 'unknown',
    reminderDays: null,
    ...some,
  };
}

/** Nothing is known of the token yet. */
export function dossier(some: Partial<Dossier> = {}): Dossier {
  return {
    organization: organization(),
    policy: organizationPolicy(),
    tokenId: tokenId(70),
    holder: { githubId: mona.githubId, slackId: mona.slackId, isMachineUser: false, ownAccounts: [mona.githubId] },
    pendingTokens: [],
    activeTokens: [],
    requests: [],
    notices: [],
    copies: [],
    told: [],
    ...some,
  };
}

/** It waits, and nothing was concluded of it yet. */
export function waiting(some: Partial<PendingToken> = {}): PendingToken {
  return {
    id: `pending-1-${some.patRequestId ?? 501}`,
    organizationId: acme,
    patRequestId: patRequestId(501),
    tokenId: tokenId(70),
    version: 3,
    revision: 2,
    status: 'open',
    holder: { githubId: mona.githubId, login: mona.login },
    tokenName: 'nightly',
    reason: 'the build reads the code',
    scope: actual(),
    match: { kind: 'unclaimed' },
    reviews: [],
    answer: null,
    heldWhy: null,
    agreement: null,
    sentAs: null,
    decidedElsewhereBy: null,
    isBaseline: false,
    firstSeenAt: noon,
    changedAt: noon,
    ...some,
  };
}

/** It reaches the organization as PAT-7 agreed. */
export function grant(some: Partial<ActiveToken> = {}): ActiveToken {
  const id = some.patId ?? 701;
  const accessGrantedAt = some.accessGrantedAt ?? noon + minuteMs;
  return {
    id: `active-1-${id}-${accessGrantedAt}`,
    organizationId: acme,
    patId: patId(701),
    tokenId: tokenId(70),
    accessGrantedAt,
    version: 5,
    revision: 1,
    status: 'active',
    holder: { githubId: mona.githubId, login: mona.login },
    tokenName: 'nightly',
    scope: actual(),
    repositoriesReadAt: noon,
    requestNumber: requestNumber(7),
    agreement: agreement(),
    excess: [],
    drift: null,
    revocation: null,
    isBaseline: false,
    lastUsedAt: noon,
    unused: null,
    firstSeenAt: noon + minuteMs,
    changedAt: noon + 2 * minuteMs,
    ...some,
  };
}

/** As GitHub lists `waiting()`. */
export function listedWaiting(some: Partial<ListedPendingToken> = {}): ListedPendingToken {
  const { permissions, createdAt, expiresAt } = actual();
  return {
    patRequestId: patRequestId(501),
    tokenId: tokenId(70),
    tokenName: 'nightly',
    holder: { githubId: mona.githubId, login: mona.login },
    reason: 'the build reads the code',
    selection: 'subset',
    permissions,
    createdAt: createdAt ?? noon,
    isExpired: false,
    expiresAt,
    ...some,
  };
}

/** As GitHub lists `grant()`. */
export function listedActive(some: Partial<ListedActiveToken> = {}): ListedActiveToken {
  const { permissions, expiresAt } = actual();
  return {
    patId: patId(701),
    accessGrantedAt: noon + minuteMs,
    tokenId: tokenId(70),
    tokenName: 'nightly',
    holder: { githubId: mona.githubId, login: mona.login },
    selection: 'subset',
    permissions,
    isExpired: false,
    expiresAt,
    lastUsedAt: noon,
    ...some,
  };
}

/** A page of a whole list. */
export function inList<Listed>(...listed: readonly Listed[]): Shown<Listed> {
  return { listed, isById: false };
}

/** GitHub was asked for this very token. */
export function byId<Listed>(...listed: readonly Listed[]): Shown<Listed> {
  return { listed, isById: true };
}

export function read(...ids: readonly number[]): RepositoriesRead {
  return readAs(...ids.map((id) => repository(id)));
}

export function readAs(...repositories: readonly Repository[]): RepositoriesRead {
  return { repositories, readAt: now - 1 };
}

/** Repositories 1 and 2, a holder who is a member and no owner, and mornings in UTC. */
export const facts: Facts = {
  ofPending: new Map([[patRequestId(501), read(1, 2)]]),
  ofActive: new Map([[patId(701), read(1, 2)]]),
  isHolderOwner: false,
  isHolderMember: true,
  zone: 'UTC',
};

/** Neither list was read; all other facts are there. */
export function sighting(some: Partial<Sighting> = {}): Sighting {
  return {
    beganAt: now - 1_000,
    waiting: null,
    active: null,
    areRepositoriesDue: false,
    call: null,
    facts,
    ...some,
  };
}

export function stillOwners(
  ...said: readonly (readonly [{ readonly githubId: GithubUserId }, boolean])[]
): ReadonlyMap<GithubUserId, boolean> {
  return new Map(said.map(([{ githubId }, isOwner]) => [githubId, isOwner]));
}

export function told(act: string, some: Partial<Told> = {}): Told {
  return { patRequestId: patRequestId(501), act, by: 'otto', byId: 104 as GithubUserId, at: now, ...some };
}

export function copyOf(subject: Subject, message: Message['kind'], some: Partial<MessageCopy> = {}): MessageCopy {
  return {
    id: `copy-${message}`,
    version: 2,
    subject,
    message,
    channel: 'C0CARDS',
    ts: '1780000000.1',
    shownVersion: 3,
    hasPrivateNames: false,
    reader: null,
    ...some,
  };
}

export function notice(threshold: Threshold, some: Partial<DueNotice> = {}): DueNotice {
  const { id, holder, scope } = grant();
  const expiresAt = scope.expiresAt ?? noon;
  return {
    id: `${id}-${expiresAt}-${threshold}`,
    version: 1,
    organizationId: acme,
    activeTokenId: id,
    holder,
    expiresAt,
    threshold,
    dueAt: expiresAt,
    status: 'planned',
    ...some,
  };
}
