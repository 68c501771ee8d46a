// Every table, as PostgreSQL has it. `sqlite-schema.ts` is its twin, and test/store/schemas.test.ts holds the two equal. Ids of GitHub and
// instants go past 32 bits, so every number is a bigint; JSON is text, since its very letters count.
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

const number = <const N extends string>(name: N) => bigint(name, { mode: 'number' });

export const organizations = pgTable('organizations', {
  id: number('id').primaryKey(),
  version: number('version').notNull(),
  login: text('login').notNull(),
  loginKey: text('login_key').notNull().unique(),
  baselinedAt: number('baselined_at'),
  pendingListedAt: number('pending_listed_at'),
  activeListedAt: number('active_listed_at'),
  upSince: number('up_since'),
  paused: text('paused'),
  digestedAt: number('digested_at'),
  unread: text('unread').notNull().default('{"active":[],"pending":[]}'),
  mode: text('mode').notNull().default('enforce'),
  weeklyAt: number('weekly_at'),
  classicListedAt: number('classic_listed_at'),
  classicSight: text('classic_sight').notNull().default('unknown'),
  reminderDays: text('reminder_days'),
});

export const people = pgTable('people', {
  slackId: text('slack_id').primaryKey(),
  version: number('version').notNull(),
  githubId: number('github_id').notNull().unique(),
  login: text('login').notNull(),
  linkedAt: number('linked_at').notNull(),
  proof: text('proof').notNull().default('policy'),
  /** The owners who vouched. */
  by: text('vouched_by'),
});

/** As whom we know whoever Slack names by this id: on Enterprise Grid one person has two. */
export const slackIds = pgTable('slack_ids', {
  slackId: text('slack_id').primaryKey(),
  version: number('version').notNull(),
  knownAs: text('known_as').notNull(),
  globalId: text('global_id').notNull(),
  learnedAt: number('learned_at').notNull(),
});

export const signIns = pgTable('sign_ins', {
  slackId: text('slack_id').primaryKey(),
  version: number('version').notNull(),
  teamId: text('team_id').notNull(),
  ticketHash: text('ticket_hash').notNull().unique(),
  browserHash: text('browser_hash').unique(),
  stateHash: text('state_hash').unique(),
  account: text('account'),
  startedAt: number('started_at').notNull(),
  /** Of an owner, until they say whether it may be used; sealed. */
  ownToken: text('own_token'),
});

export const machineUsers = pgTable('machine_users', {
  /** The policy's login for it, in lower case. */
  id: text('id').primaryKey(),
  version: number('version').notNull(),
  githubId: number('github_id').notNull().unique(),
  linkedAt: number('linked_at').notNull(),
  /** Another account that was found to have this login by now, and that the channels were told of. */
  takenBy: number('taken_by'),
});

/** Tokens of reviewers in whose name GitHub is called. Sealed: `key_id` says under which of the keys in the environment. */
export const reviewerTokens = pgTable('reviewer_tokens', {
  githubId: number('github_id').primaryKey(),
  version: number('version').notNull(),
  slackId: text('slack_id').notNull(),
  keyId: text('key_id').notNull(),
  access: text('access').notNull(),
  refresh: text('refresh').notNull(),
  accessEndsAt: number('access_ends_at').notNull(),
  refreshEndsAt: number('refresh_ends_at').notNull(),
  givenAt: number('given_at').notNull(),
  /** Until when one process alone may exchange it for the next. */
  heldUntil: number('held_until'),
  refusals: text('refusals').notNull(),
});

/** Where the Slack app is installed by way of OAuth: one row of the workspace, or enterprise, whose database this is. The bot's token is sealed. */
export const installation = pgTable('installation', {
  teamId: text('team_id').primaryKey(),
  version: number('version').notNull(),
  enterpriseId: text('enterprise_id'),
  isForEnterprise: boolean('is_for_enterprise').notNull(),
  teamName: text('team_name').notNull(),
  keyId: text('key_id').notNull(),
  botToken: text('bot_token').notNull(),
  botUserId: text('bot_user_id'),
  installedBy: text('installed_by').notNull(),
  installedAt: number('installed_at').notNull(),
});

/** Who says that an account on GitHub is theirs, and what owners said of it. */
export const claims = pgTable(
  'claims',
  {
    id: text('id').primaryKey(),
    version: number('version').notNull(),
    revision: number('revision').notNull(),
    organizationId: number('organization_id').notNull(),
    slackId: text('slack_id').notNull(),
    githubId: number('github_id').notNull(),
    account: text('account').notNull(),
    isOwner: boolean('is_owner').notNull(),
    status: text('status').notNull(),
    vouches: text('vouches').notNull(),
    refusal: text('refusal'),
    voidWhy: text('void_why'),
    createdAt: number('created_at').notNull(),
    changedAt: number('changed_at').notNull(),
    lapsesAt: number('lapses_at').notNull(),
  },
  (table) => [
    // A person claims one account at a time, and an account is claimed by one person at a time, however many ask at once.
    uniqueIndex('claims_open_person').on(table.slackId).where(sql`status = 'open'`),
    uniqueIndex('claims_open_account').on(table.githubId).where(sql`status = 'open'`),
    index('claims_by_account').on(table.githubId, table.createdAt),
    index('claims_by_person').on(table.slackId, table.createdAt),
    index('claims_by_status').on(table.status),
  ],
);

export const drafts = pgTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    version: number('version').notNull(),
    slackId: text('slack_id').notNull(),
    organizationLogin: text('organization_login').notNull(),
    answers: text('answers').notNull(),
    createdAt: number('created_at').notNull(),
  },
  (table) => [index('drafts_by_person').on(table.slackId, table.createdAt)],
);

export const tokenRequests = pgTable(
  'token_requests',
  {
    number: number('number').primaryKey(),
    organizationId: number('organization_id').notNull(),
    version: number('version').notNull(),
    revision: number('revision').notNull(),
    status: text('status').notNull(),
    requesterGithubId: number('requester_github_id').notNull(),
    requester: text('requester').notNull(),
    holderGithubId: number('holder_github_id').notNull(),
    holder: text('holder').notNull(),
    purpose: text('purpose').notNull(),
    tokenName: text('token_name').notNull(),
    description: text('description').notNull(),
    justification: text('justification').notNull(),
    scope: text('scope').notNull(),
    reviews: text('reviews').notNull(),
    policyHash: text('policy_hash').notNull(),
    verdict: text('verdict').notNull().default('{"outcome":"ask","reviewers":["owners"],"approvals":1}'),
    agreement: text('agreement'),
    lapsesAt: number('lapses_at'),
    claimedByTokenId: number('claimed_by_token_id'),
    endedWhy: text('ended_why'),
    inquiries: text('inquiries').notNull(),
    draftId: text('draft_id').notNull().unique(),
    createdAt: number('created_at').notNull(),
    changedAt: number('changed_at').notNull(),
    undecidedUntil: number('undecided_until').notNull(),
    remindedAt: number('reminded_at'),
    prolongedAt: number('prolonged_at'),
    whereUsed: text('where_used'),
    alsoWarn: text('also_warn'),
    renews: text('renews'),
    renewsTokenId: number('renews_token_id'),
    /** Of a classic token; null for all others. */
    classic: text('classic'),
    /** When that ends, by what was declared; null where nobody has to be told. */
    endsAt: number('ends_at'),
    offer: text('offer'),
  },
  (table) => [
    // One Agreement admits one token, and a token is being let in under one at a time.
    uniqueIndex('token_requests_claim').on(table.organizationId, table.claimedByTokenId).where(sql`status = 'claimed'`),
    index('token_requests_by_token').on(table.claimedByTokenId),
    index('token_requests_by_renewed').on(table.renewsTokenId),
    index('token_requests_by_requester').on(table.requesterGithubId, table.status),
    index('token_requests_by_holder').on(table.holderGithubId, table.status),
    index('token_requests_by_status').on(table.status, table.organizationId),
    // How many were sent lately.
    index('token_requests_by_age').on(table.organizationId, table.createdAt),
    index('token_requests_by_end').on(table.endsAt),
    // Few are: nobody goes through all the others for them.
    index('token_requests_classic').on(table.organizationId, table.number).where(sql`classic is not null`),
  ],
);

export const pendingTokens = pgTable(
  'pending_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: number('organization_id').notNull(),
    patRequestId: number('pat_request_id').notNull(),
    tokenId: number('token_id').notNull(),
    version: number('version').notNull(),
    revision: number('revision').notNull(),
    status: text('status').notNull(),
    holder: text('holder').notNull(),
    tokenName: text('token_name').notNull(),
    reason: text('reason'),
    scope: text('scope').notNull(),
    match: text('match').notNull(),
    reviews: text('reviews').notNull(),
    agreement: text('agreement'),
    decidedElsewhereBy: text('decided_elsewhere_by'),
    firstSeenAt: number('first_seen_at').notNull(),
    changedAt: number('changed_at').notNull(),
    heldWhy: text('held_why'),
    isBaseline: boolean('is_baseline').notNull().default(false),
    answer: text('answer'),
    sentAs: text('sent_as'),
  },
  (table) => [
    uniqueIndex('pending_tokens_on_github').on(table.organizationId, table.patRequestId),
    index('pending_tokens_by_status').on(table.organizationId, table.status),
    index('pending_tokens_by_token').on(table.organizationId, table.tokenId),
  ],
);

export const activeTokens = pgTable(
  'active_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: number('organization_id').notNull(),
    patId: number('pat_id').notNull(),
    tokenId: number('token_id').notNull(),
    accessGrantedAt: number('access_granted_at').notNull(),
    version: number('version').notNull(),
    status: text('status').notNull(),
    holderGithubId: number('holder_github_id').notNull(),
    holder: text('holder').notNull(),
    tokenName: text('token_name').notNull(),
    scope: text('scope').notNull(),
    /** Null: never expires. */
    expiresAt: number('expires_at'),
    repositoriesReadAt: number('repositories_read_at').notNull(),
    requestNumber: number('request_number'),
    agreement: text('agreement'),
    excess: text('excess').notNull(),
    isBaseline: boolean('is_baseline').notNull(),
    lastUsedAt: number('last_used_at'),
    firstSeenAt: number('first_seen_at').notNull(),
    changedAt: number('changed_at').notNull(),
    revision: number('revision').notNull().default(1),
    drift: text('drift'),
    revocation: text('revocation'),
    /** What the inventory sorts and filters by: `domain/tokens/danger.ts`, null where it reaches nothing any more, and parts of the row. */
    danger: number('danger'),
    reachesAll: boolean('reaches_all').notNull().default(false),
    isAgreed: boolean('is_agreed').notNull().default(false),
    holderKey: text('holder_key').notNull().default(''),
    unused: text('unused'),
  },
  (table) => [
    uniqueIndex('active_tokens_grant').on(table.organizationId, table.patId, table.accessGrantedAt),
    index('active_tokens_by_holder').on(table.holderGithubId),
    index('active_tokens_by_end').on(table.status, table.expiresAt),
    index('active_tokens_by_token').on(table.organizationId, table.tokenId),
    index('active_tokens_living')
      .on(table.organizationId, table.id)
      .where(sql`status in ('active', 'exceeding', 'revoking')`),
    // The inventory counts and sorts in it, and reads no row but those that it shows.
    index('active_tokens_by_danger')
      .on(
        table.danger,
        table.id,
        table.organizationId,
        table.expiresAt,
        table.lastUsedAt,
        table.reachesAll,
        table.isAgreed,
        table.holderKey,
      )
      .where(sql`danger is not null`),
  ],
);

/** Classic tokens that are authorized for an organization with SAML SSO. */
export const classicTokens = pgTable(
  'classic_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: number('organization_id').notNull(),
    credentialId: number('credential_id').notNull(),
    version: number('version').notNull(),
    revision: number('revision').notNull(),
    status: text('status').notNull(),
    login: text('login').notNull(),
    holderGithubId: number('holder_github_id').notNull(),
    holder: text('holder').notNull(),
    note: text('note'),
    lastEight: text('last_eight'),
    scopes: text('scopes').notNull(),
    authorizedAt: number('authorized_at').notNull(),
    accessedAt: number('accessed_at'),
    /** Null: never expires. */
    expiresAt: number('expires_at'),
    requestNumber: number('request_number'),
    agreement: text('agreement'),
    excess: text('excess').notNull(),
    revocation: text('revocation'),
    isBaseline: boolean('is_baseline').notNull(),
    told: text('told'),
    firstSeenAt: number('first_seen_at').notNull(),
    changedAt: number('changed_at').notNull(),
  },
  (table) => [
    uniqueIndex('classic_tokens_credential').on(table.organizationId, table.credentialId),
    index('classic_tokens_by_status').on(table.organizationId, table.status),
    index('classic_tokens_by_holder').on(table.holderGithubId),
    index('classic_tokens_by_request').on(table.requestNumber),
    index('classic_tokens_by_end').on(table.status, table.expiresAt),
  ],
);

export const dueNotices = pgTable(
  'due_notices',
  {
    id: text('id').primaryKey(),
    version: number('version').notNull(),
    organizationId: number('organization_id').notNull(),
    activeTokenId: text('active_token_id').notNull(),
    holder: text('holder').notNull(),
    expiresAt: number('expires_at').notNull(),
    threshold: text('threshold').notNull(),
    dueAt: number('due_at').notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    uniqueIndex('due_notices_once').on(table.activeTokenId, table.expiresAt, table.threshold),
    // Of those that are still to come.
    index('due_notices_due').on(table.dueAt, table.id).where(sql`status = 'planned'`),
  ],
);

export const hints = pgTable(
  'hints',
  {
    id: text('id').primaryKey(),
    version: number('version').notNull(),
    organizationLogin: text('organization_login').notNull(),
    key: text('key').notNull().unique(),
    told: text('told'),
    receivedAt: number('received_at').notNull(),
    handledAt: number('handled_at'),
    toldTokenId: number('told_token_id'),
  },
  (table) => [
    index('hints_unhandled').on(table.handledAt),
    index('hints_about').on(table.toldTokenId, table.receivedAt),
  ],
);

export const messageCopies = pgTable(
  'message_copies',
  {
    id: text('id').primaryKey(),
    version: number('version').notNull(),
    subject: text('subject').notNull(),
    subjectKey: text('subject_key').notNull(),
    message: text('message').notNull(),
    channel: text('channel').notNull(),
    ts: text('ts').notNull(),
    shownVersion: number('shown_version').notNull(),
    hasPrivateNames: boolean('has_private_names').notNull().default(true),
    /** Who reads it, where it is a direct message. */
    reader: text('reader'),
  },
  (table) => [
    // Not unique: a message may be a list.
    index('message_copies_place').on(table.channel, table.ts),
    index('message_copies_by_subject').on(table.subjectKey),
    index('message_copies_private').on(table.id).where(sql`has_private_names`),
  ],
);

export const homes = pgTable(
  'homes',
  {
    slackId: text('slack_id').primaryKey(),
    version: number('version').notNull(),
    openedAt: number('opened_at').notNull(),
    isPublished: boolean('is_published').notNull(),
    /** Others' requests and tokens stand on it too. */
    showsOthers: boolean('shows_others').notNull(),
    ownerOf: text('owner_of'),
    zone: text('zone'),
    locale: text('locale'),
  },
  // Looked for with every step of any request or token.
  (table) => [index('homes_of_watchers').on(table.showsOthers)],
);

export const assumptions = pgTable('assumptions', {
  id: text('id').primaryKey(),
  version: number('version').notNull(),
  number: text('number').notNull(),
  /** holds | contradicted */
  shown: text('shown').notNull(),
  firstSeenAt: number('first_seen_at').notNull(),
  lastSeenAt: number('last_seen_at').notNull(),
  days: number('days').notNull(),
});

export const effects = pgTable(
  'effects',
  {
    id: number('id').primaryKey().generatedByDefaultAsIdentity(),
    key: text('key').notNull().unique(),
    effect: text('effect').notNull(),
    /** Effects of one lane are carried out one after another. */
    lane: text('lane').notNull(),
    /** waiting | leased | done | gave_up | cancelled */
    state: text('state').notNull(),
    /** Fences late finishers. */
    attempt: number('attempt').notNull(),
    /** How often it failed since it was last asked for: what the waits grow by. */
    failures: number('failures').notNull(),
    firstDueAt: number('first_due_at').notNull(),
    dueAt: number('due_at').notNull(),
    leasedUntil: number('leased_until'),
    /** A redraw that was asked for again while it ran. */
    isAskedAgain: boolean('is_asked_again').notNull(),
    why: text('why'),
    endedAt: number('ended_at'),
    waitMs: number('wait_ms').notNull().default(0),
    way: text('way').notNull().default('post'),
  },
  (table) => [
    index('effects_due').on(table.state, table.dueAt),
    index('effects_ended').on(table.endedAt),
    index('effects_heads').on(table.way, table.lane, table.id, table.dueAt, table.waitMs).where(sql`state = 'waiting'`),
    // In a lane one is carried out at a time, however many processes lease.
    uniqueIndex('effects_leased').on(table.lane).where(sql`state = 'leased'`),
  ],
);

export const entries = pgTable(
  'entries',
  {
    seq: number('seq').primaryKey(),
    at: number('at').notNull(),
    actor: text('actor').notNull(),
    act: text('act').notNull(),
    subject: text('subject').notNull(),
    data: text('data').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  // What happened to one subject: its Details. What one person did lately.
  (table) => [
    index('entries_by_subject').on(table.subject, table.seq),
    index('entries_by_actor').on(table.actor, table.at),
  ],
);

export const repositories = pgTable(
  'repositories',
  {
    id: number('id').primaryKey(),
    organizationId: number('organization_id').notNull(),
    name: text('name').notNull(),
    isPrivate: boolean('is_private').notNull(),
    readAt: number('read_at').notNull(),
  },
  // By its bytes, as names are read: an index in the order of some language would be of no use for that.
  (table) => [index('repositories_by_name').on(table.organizationId, sql`${table.name} collate "C"`)],
);

export const counters = pgTable('counters', {
  name: text('name').primaryKey(),
  value: number('value').notNull(),
});
