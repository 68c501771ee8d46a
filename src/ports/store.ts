import type { Assumption } from '../domain/assumptions.ts';
import type { Change, Entry, Hint, MessageCopy, Outward, Rows } from '../domain/change.ts';
import type { ClassicToken } from '../domain/classic/classic-token.ts';
import type { AppHome } from '../domain/homes/app-home.ts';
import type { GithubUserId, Instant, OrganizationId, RequestNumber, SlackUserId, TokenId } from '../domain/ids.ts';
import type { SealedInstallation } from '../domain/installation.ts';
import type { DueNotice } from '../domain/notices/due-notice.ts';
import type { Organization } from '../domain/organization.ts';
import type { Claim } from '../domain/people/claim.ts';
import type { KnownSlackId } from '../domain/people/known-slack-id.ts';
import type { SignIn } from '../domain/people/sign-in.ts';
import type { GithubAccount, LinkedPerson } from '../domain/person.ts';
import type { Quota, Used } from '../domain/quota.ts';
import type { TrailEntry } from '../domain/record/trail-line.ts';
import type { TrailQuestion } from '../domain/record/trail-question.ts';
import type { Draft, TokenRequest } from '../domain/requests/token-request.ts';
import type { ReviewerToken } from '../domain/reviewer-token.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import type { InventoryQuestion } from '../domain/tokens/inventory.ts';
import type { StoredGrant } from '../domain/tokens/stored-grant.ts';
import type { ActiveToken, PendingToken } from '../domain/tokens/token.ts';
import type { Numbers } from './numbers.ts';
import type { SharedPace } from './shared-pace.ts';
import type { SharedWaits } from './shared-waits.ts';
import type { Way } from './way.ts';

/** An effect that is ours to carry out until its lease ends; `attempt` fences a finisher that comes too late. */
export type LeasedEffect = {
  readonly id: number;
  readonly attempt: number;
  /** How often it failed since it was asked for. */
  readonly failures: number;
  readonly firstDueAt: Instant;
  readonly effect: Outward;
};

/**
 * What became of a leased effect. `retry` gives it back, due later; `put_back` does so where it was not tried, which is no failure of its
 * own; `gave_up` keeps the row and says so.
 */
export type EffectEnd =
  | { readonly as: 'done' }
  | { readonly as: 'put_back'; readonly waitMs: number }
  | { readonly as: 'retry'; readonly waitMs: number; readonly why: string }
  | { readonly as: 'gave_up'; readonly why: string };

/** What of a token is needed to send its notices. */
export type NoticedToken = Pick<ActiveToken, 'id' | 'organizationId' | 'tokenId' | 'requestNumber'>;

/** Notices with `after < dueAt <= upTo`; of the organizations in `told` only those of tokens that end before `endsBefore`. */
export type Ahead = {
  readonly after: Instant;
  readonly upTo: Instant;
  readonly told: readonly OrganizationId[];
  readonly endsBefore: Instant;
};

/** Every method may throw a Fault of the store; nothing above it sees a transaction. */
export type Store = {
  /** `stale`: a version moved or a unique key was taken, and nothing at all was written. `now` stamps new effects. */
  commit(change: Change, now: Instant): Promise<'done' | 'stale'>;
  /** The next PAT number, never given twice; a gap is harmless. */
  nextRequestNumber(): Promise<RequestNumber>;

  organizationByLogin(login: string): Promise<Organization | null>;
  organizations(): Promise<readonly Organization[]>;
  organizationById(id: OrganizationId): Promise<Organization | null>;
  personBySlackId(id: SlackUserId): Promise<Rows['people'] | null>;
  personByGithubId(id: GithubUserId): Promise<Rows['people'] | null>;
  people(): Promise<readonly Rows['people'][]>;
  signInOf(id: SlackUserId): Promise<SignIn | null>;
  signInByTicket(hash: string): Promise<SignIn | null>;
  signInByBrowser(hash: string): Promise<SignIn | null>;
  signInByState(hash: string): Promise<SignIn | null>;
  signIns(): Promise<readonly SignIn[]>;
  machineUserByLogin(login: string): Promise<Rows['machine_users'] | null>;
  machineUserByGithubId(id: GithubUserId): Promise<Rows['machine_users'] | null>;
  reviewerToken(id: GithubUserId): Promise<ReviewerToken | null>;
  reviewerTokens(): Promise<readonly ReviewerToken[]>;
  /** The one of this workspace, or enterprise. */
  installation(teamId: string): Promise<SealedInstallation | null>;
  claim(id: string): Promise<Claim | null>;
  /** The Claims of this Slack user, and those of this account, made after `since`; newest first. */
  claimsOf(
    whose: { readonly slackId: SlackUserId; readonly githubId: GithubUserId },
    since: Instant,
  ): Promise<readonly Claim[]>;
  /** Those that wait for owners, oldest first. */
  openClaims(): Promise<readonly Claim[]>;
  draft(id: string): Promise<Draft | null>;
  /** Newest first, at most `limit`. */
  draftsOf(slackId: SlackUserId, limit: number): Promise<readonly Draft[]>;

  request(number: RequestNumber): Promise<TokenRequest | null>;
  requestByDraft(draftId: string): Promise<TokenRequest | null>;
  /** Newest first, at most `limit`. */
  requestsOf(requester: GithubUserId, limit: number): Promise<readonly TokenRequest[]>;
  /** What became of the latest ones of an organization, newest first, at most `limit`. Pending ones are left out. */
  latestRequests(organizationId: OrganizationId, limit: number): Promise<readonly TokenRequest[]>;
  /** The holder's requests that are not over: pending, approved or claimed. */
  openRequestsOf(organizationId: OrganizationId, holder: GithubUserId): Promise<readonly TokenRequest[]>;
  /** All that this token fulfils or fulfilled, or that it has claimed. */
  requestsOfToken(organizationId: OrganizationId, tokenId: TokenId): Promise<readonly TokenRequest[]>;
  /** Renewals that came to a token, of every organization. */
  fulfilledRenewals(): Promise<readonly TokenRequest[]>;
  /** Every request to renew this token, whatever became of it, the oldest first. */
  renewalsOf(organizationId: OrganizationId, tokenId: TokenId): Promise<readonly TokenRequest[]>;
  /** Those that are not over: pending, approved or claimed. */
  openRequests(organizationId: OrganizationId): Promise<readonly TokenRequest[]>;
  /** Pending ones with `undecidedUntil <= now` and approved ones whose Agreement's `lapsesAt <= now`. */
  overdueRequests(now: Instant): Promise<readonly TokenRequest[]>;
  /** Approved ones that were agreed until a date. */
  approvedRequestsWithDate(): Promise<readonly TokenRequest[]>;

  /** Approved ones of classic tokens that end by `until`, by what was declared, and that are not over for their holder. */
  requestsEnding(until: Instant): Promise<readonly TokenRequest[]>;
  /** Those of classic tokens, approved or made, in this organization; the oldest first. */
  classicRequestsOf(organizationId: OrganizationId): Promise<readonly TokenRequest[]>;

  classicToken(id: string): Promise<ClassicToken | null>;
  /** Active and revoking ones, by id. */
  livingClassicTokens(organizationId: OrganizationId): Promise<readonly ClassicToken[]>;
  /** Active and revoking ones of this holder, in whatever organization. */
  classicTokensOf(holder: GithubUserId): Promise<readonly ClassicToken[]>;
  /** Of this holder, with these last eight characters, in whatever state; the oldest first. */
  classicTokensAlike(
    organizationId: OrganizationId,
    holder: GithubUserId,
    lastEight: string,
  ): Promise<readonly ClassicToken[]>;
  /** The one that was seen of this request last, in whatever state. */
  classicTokenOfRequest(number: RequestNumber): Promise<ClassicToken | null>;
  /** Active ones that end by `until`. */
  classicTokensEnding(until: Instant): Promise<readonly ClassicToken[]>;

  pendingToken(id: string): Promise<PendingToken | null>;
  /** Those that GitHub may still show: open, held, approving or denying. */
  unsettledPendingTokens(organizationId: OrganizationId): Promise<readonly PendingToken[]>;
  /** Every PendingToken that this token ever had, oldest first. */
  pendingTokensOfToken(organizationId: OrganizationId, tokenId: TokenId): Promise<readonly PendingToken[]>;
  /** Every grant that this token ever had, oldest first. */
  activeTokensOfToken(organizationId: OrganizationId, tokenId: TokenId): Promise<readonly ActiveToken[]>;

  activeToken(id: string): Promise<ActiveToken | null>;
  /** Those of them that there are, in no order: as much as their notices need. Of a page of ids at once. */
  activeTokensNamed(ids: readonly string[]): Promise<readonly NoticedToken[]>;
  /** Those of these tokens that some request renews, whatever became of it. */
  renewedAmong(tokens: readonly TokenId[]): Promise<ReadonlySet<TokenId>>;
  /** All rows of an organization that are active, exceeding or revoking. Others get their turn while they are read. */
  livingActiveTokens(organizationId: OrganizationId): AsyncIterable<readonly ActiveToken[]>;
  /** The same page by page, as far as a list is compared with them: up to `limit` whose id comes after `after`, by id. */
  livingGrants(organizationId: OrganizationId, after: string, limit: number): Promise<readonly StoredGrant[]>;
  /** Whether any of them was found in the organization's first complete listing. */
  hasBaselineTokens(organizationId: OrganizationId): Promise<boolean>;
  /** The newest grant of the token that this request let in, in whatever state. */
  activeTokenOfRequest(number: RequestNumber): Promise<ActiveToken | null>;
  /** Exceeding ones, of every organization. */
  exceedingTokens(): Promise<readonly ActiveToken[]>;
  /** Those of these tokens that one of our rows or Hints names, or whose holder has an open request there. */
  tokensWithStory(
    organizationId: OrganizationId,
    tokens: readonly { readonly tokenId: TokenId; readonly holder: GithubUserId }[],
  ): Promise<ReadonlySet<TokenId>>;
  activeTokensOf(holder: GithubUserId): Promise<readonly ActiveToken[]>;
  /** Tokens of theirs that have ended, the newest end first, at most `limit`. */
  endedTokensOf(holder: GithubUserId, limit: number): Promise<readonly ActiveToken[]>;
  /** Living ones that no Agreement covers, the newest first, at most `limit`; and how many there are. */
  unclaimedTokens(
    organizationId: OrganizationId,
    limit: number,
  ): Promise<{ readonly count: number; readonly newest: readonly ActiveToken[] }>;
  /** Living tokens with `expiresAt <= now`. */
  tokensPastExpiry(now: Instant): Promise<readonly ActiveToken[]>;

  /** All that were ever planned for the token. */
  noticesOf(activeTokenId: string): Promise<readonly DueNotice[]>;
  /** Planned ones with `dueAt <= now`. Others get their turn while they are read. */
  dueNotices(now: Instant): Promise<readonly DueNotice[]>;
  /** Whose planned notices lie ahead, each holder of an organization once: there may be thousands of notices. Others get their turn. */
  holdersAhead(ahead: Ahead): Promise<readonly Pick<DueNotice, 'organizationId' | 'holder'>[]>;
  /** Those of these holders, of whatever organization. */
  noticesAhead(ahead: Ahead, holders: readonly GithubAccount[]): Promise<readonly DueNotice[]>;
  notices(ids: readonly string[]): Promise<readonly DueNotice[]>;

  unhandledHints(): Promise<readonly Hint[]>;
  /** What webhooks told of this token, newest first: twenty at most, denials before all else. */
  hintsAbout(tokenId: TokenId): Promise<readonly Hint[]>;

  copy(id: string): Promise<MessageCopy | null>;
  /** Where messages about these subjects stand. */
  copiesAbout(subjectKeys: readonly string[]): Promise<readonly MessageCopy[]>;
  /** What the message there shows: several where it is a list. */
  copiesAt(channel: string, ts: string): Promise<readonly MessageCopy[]>;
  /** Messages in which private repositories are named, direct messages included. */
  copiesWithPrivateNames(): Promise<readonly MessageCopy[]>;

  /** As whom we know those of these ids that we were ever told of. */
  slackIds(ids: readonly SlackUserId[]): Promise<readonly KnownSlackId[]>;
  /** Those of people who are known by another id than the enterprise's. */
  oldSlackIds(): Promise<readonly KnownSlackId[]>;
  home(slackId: SlackUserId): Promise<AppHome | null>;
  /** Those that are published to. */
  homes(): Promise<readonly AppHome[]>;
  /** A page of the tokens that are asked for, the most dangerous first, and how many there are in all. */
  inventory(
    question: InventoryQuestion,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly tokens: readonly ActiveToken[] }>;
  /** All of them in that order, page by page. */
  wholeInventory(question: InventoryQuestion): AsyncIterable<readonly ActiveToken[]>;
  /** What this installation has shown of the assumptions about GitHub, by their id. */
  assumptions(): Promise<readonly Assumption[]>;

  /** Repository names for type-ahead: a local index, replaced whole after each complete listing. */
  replaceRepositories(
    organizationId: OrganizationId,
    repositories: readonly Repository[],
    readAt: Instant,
  ): Promise<void>;
  /** Names that contain `typed` (case-insensitive), by name; exact and prefix hits first. */
  searchRepositories(organizationId: OrganizationId, typed: string, limit: number): Promise<readonly Repository[]>;
  repositoriesByName(organizationId: OrganizationId, names: readonly string[]): Promise<readonly Repository[]>;

  /**
   * Leases up to `limit` due effects for `leaseMs`, the first of each lane, the oldest of those first; `busyLanes` are left out. What
   * it looks at does not grow with what waits: of many lanes it goes through some hundred a time, in turn.
   */
  leaseEffects(
    now: Instant,
    leaseMs: number,
    limit: number,
    busyLanes: ReadonlySet<string>,
    /** How many of each way at most, none of one that is not named; as many as `limit` says of all unless told. */
    room?: { readonly [W in Way]?: number },
  ): Promise<readonly (LeasedEffect & { readonly lane: string; readonly way: Way })[]>;
  /**
   * Records an effect's end together with what it changed, in one transaction. `stale`: the lease was lost (a newer attempt runs) or a
   * version moved; nothing was written. A redraw that was asked for again while it ran becomes due again.
   */
  finishEffect(
    leased: LeasedEffect,
    end: EffectEnd,
    change: Change,
    now: Instant,
    /** Those behind it that were carried out with it: they end as it does, but for whoever ended them meanwhile. */
    others?: readonly LeasedEffect[],
  ): Promise<'done' | 'stale'>;
  /** What is due in the lane of an effect that is leased, the oldest first: nobody else can take it as long as that one is ours. */
  effectsBehind(leased: LeasedEffect, now: Instant, limit: number): Promise<readonly LeasedEffect[]>;
  /** True until the effect with this key is leased for the first time: "not sent yet". After a try that failed nobody knows. */
  isEffectUnsent(key: string): Promise<boolean>;
  /**
   * At a start: what had failed is tried as if for the first time. And where one process owns the database no lease can be alive, so all
   * are given back; where several share it, those of a dead one run out.
   */
  releaseAllLeases(): Promise<void>;
  /** Whether the timetable is this process's to run: of several that share a database, one. It may change at any time. */
  isScheduler(): Promise<boolean>;
  /** What processes that share the database call together; `processes` as was heard when `isScheduler` was last asked. */
  readonly pace: SharedPace;
  readonly waits: SharedWaits;

  /** Deletes sent effects and handled hints older than `before`, and drafts and sign-ins older than `draftsBefore`. */
  forget(before: Instant, draftsBefore: Instant): Promise<void>;
  /** Whether they signed in at GitHub with that account after this moment. */
  hasSignedIn(person: Pick<LinkedPerson, 'slackId' | 'githubId'>, since: Instant): Promise<boolean>;
  /** How much of it is used, over all processes. */
  usedOf(quota: Quota): Promise<Used>;
  /** The lines of the trail about any of these subjects, newest first, at most `limit`. */
  entriesAbout(subjects: readonly string[], limit: number): Promise<readonly Entry[]>;
  /** The lines of the trail that answer a question, with their places in the chain: in its order, page by page, after line `after`. */
  trail(question: TrailQuestion, after?: number): AsyncIterable<readonly TrailEntry[]>;
  /** How far the trail was sent on to a receiver; 0 where nothing was. */
  streamedTo(receiver: string): Promise<number>;
  noteStreamed(receiver: string, seq: number): Promise<void>;
  /** The newest line's place and hash, which stands for all before it; null where there is none. */
  lastEntry(): Promise<{ readonly seq: number; readonly hash: string } | null>;
  /** Reads the whole trail and checks each hash; answers the first seq that does not hold, or null. */
  firstBrokenEntry(): Promise<number | null>;
  /** What our rows are, counted. */
  numbers(now: Instant): Promise<Numbers>;
  /** Throws a Fault unless the database answers a write. */
  check(): Promise<void>;
  close(): Promise<void>;
};
