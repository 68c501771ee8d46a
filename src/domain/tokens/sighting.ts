// What GitHub shows of one token now: waiting, active, neither. A list that was not read says nothing; only a list that was asked for
// this very token shows that it is absent, since page numbers are no snapshot.
import type { GithubUserId, Instant, OrganizationId, PatId, PatRequestId, SlackUserId, TokenId } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';
import type { Reviewers } from '../policy/reviewers.ts';
import type { ActualScope, Repository } from '../scope/agreement.ts';

/** A PendingToken as a listing shows it. With `subset` the repositories are still to be read. */
export type ListedPendingToken = {
  readonly patRequestId: PatRequestId;
  readonly tokenId: TokenId;
  readonly tokenName: string;
  readonly holder: GithubAccount;
  readonly reason: string | null;
  readonly selection: 'none' | 'subset' | 'all';
  readonly permissions: ActualScope['permissions'];
  readonly createdAt: Instant;
  readonly isExpired: boolean;
  readonly expiresAt: Instant | null;
};

/** An ActiveToken as a listing shows it. */
export type ListedActiveToken = Omit<ListedPendingToken, 'patRequestId' | 'reason' | 'createdAt'> & {
  readonly patId: PatId;
  readonly accessGrantedAt: Instant;
  readonly lastUsedAt: Instant | null;
};

/** What a complete list shows of the token; `isById`: GitHub was asked for this very token. */
export type Shown<Listed> = { readonly listed: readonly Listed[]; readonly isById: boolean };

export type RepositoriesRead = { readonly repositories: readonly Repository[]; readonly readAt: Instant };

/** What GitHub answered to a review or a revocation; only 204 (`done`) says anything certain. */
export type GithubAnswer =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'unknown'; readonly status: number; readonly retryAfterSeconds: number | null };

/** The call to GitHub that this Sighting was made for: right before it, or right after it with GitHub's answer. */
export type Call = {
  readonly of: 'approve' | 'deny' | 'revoke';
  /** The row that the call is about. */
  readonly id: string;
  readonly answer: GithubAnswer | null;
};

/** What only takes away does not wait for Slack. Without a call it is asked of an approval that a token is to rest on. */
export function restsOnSlack(call: Pick<Call, 'of'> | null): boolean {
  return call === null || call.of === 'approve';
}

export type Sighting = {
  /** When the listing began: what changed on GitHub afterwards may be missing from it. */
  readonly beganAt: Instant;
  /** Null where the list of what waits was not read. */
  readonly waiting: Shown<ListedPendingToken> | null;
  /** Null where the list of what is active was not read. */
  readonly active: Shown<ListedActiveToken> | null;
  /** A selection costs a call: it is read again in turns, and right before an approval. */
  readonly areRepositoriesDue: boolean;
  readonly call: Call | null;
  /** Answers to Questions. */
  readonly facts: Facts;
};

export type Facts = {
  readonly ofPending?: ReadonlyMap<PatRequestId, RepositoriesRead>;
  readonly ofActive?: ReadonlyMap<PatId, RepositoriesRead>;
  /** Null where GitHub did not say in time. */
  readonly isHolderOwner?: boolean | null;
  readonly isHolderMember?: boolean;
  /** In Slack; also where Slack knows nobody by that id. */
  readonly isHolderDeactivated?: boolean;
  /** Of whoever asked for a machine user's token. */
  readonly isSponsorMember?: boolean;
  /** Whether those who decided still may: as owners, or as the policy named them. By account. */
  readonly stillOwners?: ReadonlyMap<GithubUserId, boolean>;
  /** The zone in which the holder's mornings are. */
  readonly zone?: string;
};

/** For one review people are asked about once; what the token shows is read again right before each call. */
export function factsOfPeople({ stillOwners, isHolderMember }: Facts): Facts {
  return { ...(stillOwners && { stillOwners }), ...(isHolderMember !== undefined && { isHolderMember }) };
}

/** One fact that a conclusion needs and does not have. */
export type Question =
  | { readonly ask: 'is_it_waiting' | 'is_it_active' }
  | { readonly ask: 'repositories_of_pending'; readonly id: PatRequestId }
  | { readonly ask: 'repositories_of_active'; readonly id: PatId }
  | { readonly ask: 'is_holder_owner' | 'is_holder_member' }
  | { readonly ask: 'is_holder_deactivated'; readonly slackId: SlackUserId }
  | { readonly ask: 'is_sponsor_member'; readonly sponsor: GithubAccount }
  | { readonly ask: 'is_still_owner'; readonly person: LinkedPerson }
  | { readonly ask: 'is_still_reviewer'; readonly person: LinkedPerson; readonly reviewers: Reviewers }
  | { readonly ask: 'zone'; readonly slackId: SlackUserId };

/** Whether its answer may take so long that our rows are others by then. Where somebody's mornings are is mostly known already. */
export function isWaitedFor({ ask }: Pick<Question, 'ask'>): boolean {
  return ask !== 'zone';
}

export function isQuestion(value: object | Question): value is Question {
  return 'ask' in value;
}

/** Nothing was read: what follows by the clock alone. */
export function clockOnly(now: Instant): Sighting {
  return { beganAt: now, waiting: null, active: null, areRepositoriesDue: false, call: null, facts: {} };
}

/** The key that tells one grant of a token from the next. */
export function grantKey(token: { readonly patId: PatId; readonly accessGrantedAt: Instant }): string {
  return `${token.patId}@${token.accessGrantedAt}`;
}

/** The id of our row of a PendingToken. GitHub's ids make it, so that two processes that see it first make one row. */
export function pendingTokenId(organizationId: OrganizationId, { patRequestId }: ListedPendingToken): string {
  return `pending-${organizationId}-${patRequestId}`;
}

export function activeTokenId(organizationId: OrganizationId, listed: ListedActiveToken): string {
  return `active-${organizationId}-${listed.patId}-${listed.accessGrantedAt}`;
}

/** Whether a listed token is over: GitHub goes on listing expired ones. */
export function hasEnded(
  { isExpired, expiresAt }: Pick<ListedPendingToken, 'isExpired' | 'expiresAt'>,
  now: Instant,
): boolean {
  return isExpired || (expiresAt !== null && expiresAt <= now);
}

/** The scope of a listed token, or which repositories have still to be read. `known` is what our row has of it, if there is one. */
export function scopeShown(
  listed: ListedPendingToken | ListedActiveToken,
  known: { readonly scope: ActualScope; readonly readAt: Instant } | null,
  sighting: Pick<Sighting, 'areRepositoriesDue' | 'facts' | 'beganAt'>,
  now: Instant,
): { readonly scope: ActualScope; readonly readAt: Instant } | Question {
  const { permissions, selection, expiresAt } = listed;
  // GitHub does not say when an active token was made: not after it was let in, and so a lifetime counts from then at the latest.
  const createdAt = 'createdAt' in listed ? listed.createdAt : listed.accessGrantedAt;
  if (selection !== 'subset') {
    const readAt = known !== null && known.scope.access.selection === selection ? known.readAt : now;
    return { scope: { permissions, access: { selection }, createdAt, expiresAt }, readAt };
  }
  const read =
    'patId' in listed ? sighting.facts.ofActive?.get(listed.patId) : sighting.facts.ofPending?.get(listed.patRequestId);
  if (read !== undefined) {
    const access = { selection, repositories: read.repositories };
    return { scope: { permissions, access, createdAt, expiresAt }, readAt: read.readAt };
  }
  if (known?.scope.access.selection === 'subset' && !sighting.areRepositoriesDue) {
    return { scope: { permissions, access: known.scope.access, createdAt, expiresAt }, readAt: known.readAt };
  }
  return 'patId' in listed
    ? { ask: 'repositories_of_active', id: listed.patId }
    : { ask: 'repositories_of_pending', id: listed.patRequestId };
}
