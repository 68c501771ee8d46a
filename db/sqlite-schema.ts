// Every table, as SQLite has it; `postgres-schema.ts` is its twin. README.md beside this file says who writes each and how long it lives.
// Instants are milliseconds (UTC); nested values are JSON. The only secrets are in `reviewer_tokens` and `installation`, sealed.
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const organizations = sqliteTable('organizations', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
  login: text('login').notNull(),
  loginKey: text('login_key').notNull().unique(),
  baselinedAt: integer('baselined_at'),
  pendingListedAt: integer('pending_listed_at'),
  activeListedAt: integer('active_listed_at'),
  upSince: integer('up_since'),
  paused: text('paused'),
  digestedAt: integer('digested_at'),
  unread: text('unread').notNull().default('{"active":[],"pending":[]}'),
  mode: text('mode').notNull().default('enforce'),
  weeklyAt: integer('weekly_at'),
  classicListedAt: integer('classic_listed_at'),
  classicSight: text('classic_sight').notNull().default('unknown'),
  reminderDays: text('reminder_days'),
});

export const people = sqliteTable('people', {
  slackId: text('slack_id').primaryKey(),
  version: integer('version').notNull(),
  githubId: integer('github_id').notNull().unique(),
  login: text('login').notNull(),
  linkedAt: integer('linked_at').notNull(),
  proof: text('proof').notNull().default('policy'),
  /** The owners who vouched. */
  by: text('vouched_by'),
});

/** As whom we know whoever Slack names by this id: on Enterprise Grid one person has two. */
export const slackIds = sqliteTable('slack_ids', {
  slackId: text('slack_id').primaryKey(),
  version: integer('version').notNull(),
  knownAs: text('known_as').notNull(),
  globalId: text('global_id').notNull(),
  learnedAt: integer('learned_at').notNull(),
});

export const signIns = sqliteTable('sign_ins', {
  slackId: text('slack_id').primaryKey(),
  version: integer('version').notNull(),
  teamId: text('team_id').notNull(),
  ticketHash: text('ticket_hash').notNull().unique(),
  browserHash: text('browser_hash').unique(),
  stateHash: text('state_hash').unique(),
  account: text('account'),
  startedAt: integer('started_at').notNull(),
  /** Of an owner, until they say whether it may be used; sealed. */
  ownToken: text('own_token'),
});

export const machineUsers = sqliteTable('machine_users', {
  /** The policy's login for it, in lower case. */
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  githubId: integer('github_id').notNull().unique(),
  linkedAt: integer('linked_at').notNull(),
  /** Another account that was found to have this login by now, and that the channels were told of. */
  takenBy: integer('taken_by'),
});

/** Tokens of reviewers in whose name GitHub is called. Sealed: `key_id` says under which of the keys in the environment. */
export const reviewerTokens = sqliteTable('reviewer_tokens', {
  githubId: integer('github_id').primaryKey(),
  version: integer('version').notNull(),
  slackId: text('slack_id').notNull(),
  keyId: text('key_id').notNull(),
  access: text('access').notNull(),
  refresh: text('refresh').notNull(),
  accessEndsAt: integer('access_ends_at').notNull(),
  refreshEndsAt: integer('refresh_ends_at').notNull(),
  givenAt: integer('given_at').notNull(),
  /** Until when one process alone may exchange it for the next. */
  heldUntil: integer('held_until'),
  refusals: text('refusals').notNull(),
});

/** Where the Slack app is installed by way of OAuth: one row of the workspace, or enterprise, whose database this is. The bot's token is sealed. */
export const installation = sqliteTable('installation', {
  teamId: text('team_id').primaryKey(),
  version: integer('version').notNull(),
  enterpriseId: text('enterprise_id'),
  isForEnterprise: integer('is_for_enterprise', { mode: 'boolean' }).notNull(),
  teamName: text('team_name').notNull(),
  keyId: text('key_id').notNull(),
  botToken: text('bot_token').notNull(),
  botUserId: text('bot_user_id'),
  installedBy: text('installed_by').notNull(),
  installedAt: integer('installed_at').notNull(),
});

/** Who says that an account on GitHub is theirs, and what owners said of it. */
export const claims = sqliteTable(
  'claims',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    revision: integer('revision').notNull(),
    organizationId: integer('organization_id').notNull(),
    slackId: text('slack_id').notNull(),
    githubId: integer('github_id').notNull(),
    account: text('account').notNull(),
    isOwner: integer('is_owner', { mode: 'boolean' }).notNull(),
    status: text('status').notNull(),
    vouches: text('vouches').notNull(),
    refusal: text('refusal'),
    voidWhy: text('void_why'),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    lapsesAt: integer('lapses_at').notNull(),
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

export const drafts = sqliteTable(
  'drafts',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    slackId: text('slack_id').notNull(),
    organizationLogin: text('organization_login').notNull(),
    answers: text('answers').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('drafts_by_person').on(table.slackId, table.createdAt)],
);

export const tokenRequests = sqliteTable(
  'token_requests',
  {
    number: integer('number').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    version: integer('version').notNull(),
    revision: integer('revision').notNull(),
    status: text('status').notNull(),
    requesterGithubId: integer('requester_github_id').notNull(),
    requester: text('requester').notNull(),
    holderGithubId: integer('holder_github_id').notNull(),
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
    lapsesAt: integer('lapses_at'),
    claimedByTokenId: integer('claimed_by_token_id'),
    endedWhy: text('ended_why'),
    inquiries: text('inquiries').notNull(),
    draftId: text('draft_id').notNull().unique(),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    undecidedUntil: integer('undecided_until').notNull(),
    remindedAt: integer('reminded_at'),
    prolongedAt: integer('prolonged_at'),
    whereUsed: text('where_used'),
    alsoWarn: text('also_warn'),
    renews: text('renews'),
    renewsTokenId: integer('renews_token_id'),
    /** Of a classic token; null for all others. */
    classic: text('classic'),
    /** When that ends, by what was declared; null where nobody has to be told. */
    endsAt: integer('ends_at'),
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

export const pendingTokens = sqliteTable(
  'pending_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    patRequestId: integer('pat_request_id').notNull(),
    tokenId: integer('token_id').notNull(),
    version: integer('version').notNull(),
    revision: integer('revision').notNull(),
    status: text('status').notNull(),
    holder: text('holder').notNull(),
    tokenName: text('token_name').notNull(),
    reason: text('reason'),
    scope: text('scope').notNull(),
    match: text('match').notNull(),
    reviews: text('reviews').notNull(),
    agreement: text('agreement'),
    decidedElsewhereBy: text('decided_elsewhere_by'),
    firstSeenAt: integer('first_seen_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    heldWhy: text('held_why'),
    isBaseline: integer('is_baseline', { mode: 'boolean' }).notNull().default(false),
    answer: text('answer'),
    sentAs: text('sent_as'),
  },
  (table) => [
    uniqueIndex('pending_tokens_on_github').on(table.organizationId, table.patRequestId),
    index('pending_tokens_by_status').on(table.organizationId, table.status),
    index('pending_tokens_by_token').on(table.organizationId, table.tokenId),
  ],
);

export const activeTokens = sqliteTable(
  'active_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    patId: integer('pat_id').notNull(),
    tokenId: integer('token_id').notNull(),
    accessGrantedAt: integer('access_granted_at').notNull(),
    version: integer('version').notNull(),
    status: text('status').notNull(),
    holderGithubId: integer('holder_github_id').notNull(),
    holder: text('holder').notNull(),
    tokenName: text('token_name').notNull(),
    scope: text('scope').notNull(),
    /** Null: never expires. */
    expiresAt: integer('expires_at'),
    repositoriesReadAt: integer('repositories_read_at').notNull(),
    requestNumber: integer('request_number'),
    agreement: text('agreement'),
    excess: text('excess').notNull(),
    isBaseline: integer('is_baseline', { mode: 'boolean' }).notNull(),
    lastUsedAt: integer('last_used_at'),
    firstSeenAt: integer('first_seen_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    revision: integer('revision').notNull().default(1),
    drift: text('drift'),
    revocation: text('revocation'),
    /** What the inventory sorts and filters by: `domain/tokens/danger.ts`, null where it reaches nothing any more, and parts of the row. */
    danger: integer('danger'),
    reachesAll: integer('reaches_all', { mode: 'boolean' }).notNull().default(false),
    isAgreed: integer('is_agreed', { mode: 'boolean' }).notNull().default(false),
    holderKey: text('holder_key').notNull().default(''),
    unused: text('unused'),
  },
  (table) => [
    uniqueIndex('active_tokens_grant').on(table.organizationId, table.patId, table.accessGrantedAt),
    index('active_tokens_by_holder').on(table.holderGithubId),
    index('active_tokens_by_end').on(table.status, table.expiresAt),
    index('active_tokens_by_token').on(table.organizationId, table.tokenId),
    // Every pass goes through these, page by page.
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
export const classicTokens = sqliteTable(
  'classic_tokens',
  {
    id: text('id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    credentialId: integer('credential_id').notNull(),
    version: integer('version').notNull(),
    revision: integer('revision').notNull(),
    status: text('status').notNull(),
    login: text('login').notNull(),
    holderGithubId: integer('holder_github_id').notNull(),
    holder: text('holder').notNull(),
    note: text('note'),
    lastEight: text('last_eight'),
    scopes: text('scopes').notNull(),
    authorizedAt: integer('authorized_at').notNull(),
    accessedAt: integer('accessed_at'),
    /** Null: never expires. */
    expiresAt: integer('expires_at'),
    requestNumber: integer('request_number'),
    agreement: text('agreement'),
    excess: text('excess').notNull(),
    revocation: text('revocation'),
    isBaseline: integer('is_baseline', { mode: 'boolean' }).notNull(),
    told: text('told'),
    firstSeenAt: integer('first_seen_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [
    uniqueIndex('classic_tokens_credential').on(table.organizationId, table.credentialId),
    index('classic_tokens_by_status').on(table.organizationId, table.status),
    index('classic_tokens_by_holder').on(table.holderGithubId),
    index('classic_tokens_by_request').on(table.requestNumber),
    index('classic_tokens_by_end').on(table.status, table.expiresAt),
  ],
);

export const dueNotices = sqliteTable(
  'due_notices',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    organizationId: integer('organization_id').notNull(),
    activeTokenId: text('active_token_id').notNull(),
    holder: text('holder').notNull(),
    expiresAt: integer('expires_at').notNull(),
    threshold: text('threshold').notNull(),
    dueAt: integer('due_at').notNull(),
    status: text('status').notNull(),
  },
  (table) => [
    uniqueIndex('due_notices_once').on(table.activeTokenId, table.expiresAt, table.threshold),
    // Of those that are still to come.
    index('due_notices_due').on(table.dueAt, table.id).where(sql`status = 'planned'`),
  ],
);

export const hints = sqliteTable(
  'hints',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    organizationLogin: text('organization_login').notNull(),
    key: text('key').notNull().unique(),
    told: text('told'),
    receivedAt: integer('received_at').notNull(),
    handledAt: integer('handled_at'),
    toldTokenId: integer('told_token_id'),
  },
  (table) => [
    index('hints_unhandled').on(table.handledAt),
    index('hints_about').on(table.toldTokenId, table.receivedAt),
  ],
);

export const messageCopies = sqliteTable(
  'message_copies',
  {
    id: text('id').primaryKey(),
    version: integer('version').notNull(),
    subject: text('subject').notNull(),
    subjectKey: text('subject_key').notNull(),
    message: text('message').notNull(),
    channel: text('channel').notNull(),
    ts: text('ts').notNull(),
    shownVersion: integer('shown_version').notNull(),
    /** Private repositories are named in it. Nobody noted it of older ones: they count as if. */
    hasPrivateNames: integer('has_private_names', { mode: 'boolean' }).notNull().default(true),
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

export const homes = sqliteTable(
  'homes',
  {
    slackId: text('slack_id').primaryKey(),
    version: integer('version').notNull(),
    openedAt: integer('opened_at').notNull(),
    isPublished: integer('is_published', { mode: 'boolean' }).notNull(),
    /** Others' requests and tokens stand on it too. */
    showsOthers: integer('shows_others', { mode: 'boolean' }).notNull(),
    ownerOf: text('owner_of'),
    zone: text('zone'),
    locale: text('locale'),
  },
  // Looked for with every step of any request or token.
  (table) => [index('homes_of_watchers').on(table.showsOthers)],
);

export const assumptions = sqliteTable('assumptions', {
  id: text('id').primaryKey(),
  version: integer('version').notNull(),
  number: text('number').notNull(),
  /** holds | contradicted */
  shown: text('shown').notNull(),
  firstSeenAt: integer('first_seen_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  days: integer('days').notNull(),
});

export const effects = sqliteTable(
  'effects',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    key: text('key').notNull().unique(),
    effect: text('effect').notNull(),
    /** Effects of one lane are carried out one after another. */
    lane: text('lane').notNull(),
    /** waiting | leased | done | gave_up | cancelled */
    state: text('state').notNull(),
    /** Fences late finishers. */
    attempt: integer('attempt').notNull(),
    /** How often it failed since it was last asked for: what the waits grow by. */
    failures: integer('failures').notNull(),
    firstDueAt: integer('first_due_at').notNull(),
    dueAt: integer('due_at').notNull(),
    leasedUntil: integer('leased_until'),
    /** A redraw that was asked for again while it ran. */
    isAskedAgain: integer('is_asked_again', { mode: 'boolean' }).notNull(),
    why: text('why'),
    endedAt: integer('ended_at'),
    /** How long it was to wait, in milliseconds: `due_at` was counted from the clock as it stood then, which may have been wrong. */
    waitMs: integer('wait_ms').notNull().default(0),
    /** What it is carried out by: github | post | redraw | home. Each has its own pace. A lane is of one. */
    way: text('way').notNull().default('post'),
  },
  (table) => [
    index('effects_due').on(table.state, table.dueAt),
    index('effects_ended').on(table.endedAt),
    // To go from lane to lane, whatever waits behind the first of each, and to find that one without its row.
    index('effects_heads').on(table.way, table.lane, table.id, table.dueAt, table.waitMs).where(sql`state = 'waiting'`),
    // In a lane one is carried out at a time, however many processes lease.
    uniqueIndex('effects_leased').on(table.lane).where(sql`state = 'leased'`),
  ],
);

export const entries = sqliteTable(
  'entries',
  {
    seq: integer('seq').primaryKey(),
    at: integer('at').notNull(),
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

export const repositories = sqliteTable(
  'repositories',
  {
    id: integer('id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    name: text('name').notNull(),
    isPrivate: integer('is_private', { mode: 'boolean' }).notNull(),
    readAt: integer('read_at').notNull(),
  },
  (table) => [index('repositories_by_name').on(table.organizationId, table.name)],
);

export const counters = sqliteTable('counters', {
  name: text('name').primaryKey(),
  value: integer('value').notNull(),
});
