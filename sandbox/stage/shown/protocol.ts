// What passes from the sandbox's server to its page: all that one person sees. What they can do is in acts.ts. Types only; README.md
// beside this file says by which routes. Instants are milliseconds of the sandbox's clock unless told otherwise.
import type { KnownBlock, PlainTextElement } from '@slack/types';

/** Somebody of the cast. */
export type CastMember = {
  readonly slackId: string;
  readonly name: string;
  readonly zone: string;
  /** What they are for, in a few words. */
  readonly role: string;
  /** The GitHub accounts that they can sign in with, the usual one first; none where they have none. */
  readonly logins: readonly string[];
};

/** An entry of the workspace's directory: for mentions, and for the names at messages. */
export type DirectoryPerson = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly zone: string;
  /** Their language in Slack, like `ja-JP`. */
  readonly locale: string;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isDeactivated: boolean;
};

export type Conversation = {
  readonly id: string;
  readonly kind: 'public' | 'private' | 'im';
  /** Of a direct message, the other one's name. */
  readonly name: string;
  readonly memberCount: number;
  readonly isArchived: boolean;
  readonly unreadCount: number;
  /** All that this person could see in it; the page holds the newest until it asks for older ones. */
  readonly messageCount: number;
};

/** `key` is `conversation/ts`; messages of a conversation are in the order of `ts`. A deleted message is dropped. */
export type Message = {
  readonly key: string;
  readonly conversation: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly sender: string;
  readonly at: number;
  readonly text: string;
  /** The very blocks that the bot sent; parts without an id have one that starts with `~`. */
  readonly blocks: readonly KnownBlock[];
  /** Files that the bot shared in it; of a long one the text is left out. Left out where there is none. */
  readonly files?: readonly { readonly title: string; readonly name: string; readonly text: string | null }[];
  /** Only this person sees it. */
  readonly isEphemeral: boolean;
  /** Slack marks it as edited. */
  readonly isEdited: boolean;
};

export type ElementState = Readonly<Record<string, unknown>> & { readonly type: string };
/** As in `view.state.values`: by block_id, then action_id. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

export type View = {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly title: PlainTextElement | null;
  readonly submit: PlainTextElement | null;
  readonly close: PlainTextElement | null;
  readonly blocks: readonly KnownBlock[];
  /** What the local Slack last knew to be entered, and what elements start with. What was typed since is the page's. */
  readonly values: StateValues;
  /** By block_id, since the last submission. */
  readonly errors: Readonly<Record<string, string>>;
  /** Another one with each change of the view. */
  readonly hash: string;
};

/** A slash command, and the words that its usage hint names. */
export type KnownCommand = {
  readonly command: string;
  readonly description: string;
  readonly words: readonly { readonly word: string; readonly hint: string }[];
};

export type PermissionGroup = 'repository' | 'organization' | 'other';
/** GitHub's permissions as its new-token page lists them. */
export type CataloguePermission = {
  readonly name: string;
  readonly displayName: string;
  readonly group: PermissionGroup;
  readonly levels: readonly string[];
};
export type Permissions = Readonly<Record<PermissionGroup, Readonly<Record<string, string>>>>;
export type RepositorySelection = 'none' | 'subset' | 'all';
export type Scope = {
  readonly permissions: Permissions;
  readonly selection: RepositorySelection;
  /** Names, where the selection is `subset`. */
  readonly repositories: readonly string[];
};

/** `key` is the token's id. A token that neither waits nor is active doesn't reach the organization: denied, revoked, removed. */
export type Token = {
  readonly key: string;
  readonly tokenId: number;
  readonly name: string;
  readonly description: string;
  readonly holder: string;
  readonly isMine: boolean;
  readonly createdAt: number;
  /** Null: never expires. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly waiting: (Scope & { readonly createdAt: number; readonly reason: string | null }) | null;
  readonly active: (Scope & { readonly grantedAt: number }) | null;
};

export type Github = {
  /** The account that this person is signed in with; null where they have none. */
  readonly login: string | null;
  readonly organization: string;
  /** What that account is in the organization. */
  readonly role: 'owner' | 'member' | 'none';
  readonly members: readonly { readonly login: string; readonly role: 'owner' | 'member' }[];
  /** Accounts that are no members, and could be added. */
  readonly outsiders: readonly string[];
  /** What that account may see. */
  readonly repositories: readonly { readonly name: string; readonly isPrivate: boolean }[];
  readonly policy: { readonly isApprovalRequired: boolean; readonly lifetimeLimitDays: number | null };
  /** The tokens that this person sees: their own, and as an owner the organization's. */
  readonly waitingCount: number;
  readonly activeCount: number;
};

/** A line of the audit trail; `key` is `seq`. */
export type Entry = {
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly data: unknown;
};

/** A row of the outbox. */
export type Effect = {
  readonly key: string;
  readonly id: number;
  /** In words, such as `post request_card to C0REVIEWERS`. */
  readonly what: string;
  readonly lane: string;
  readonly state: 'waiting' | 'leased' | 'done' | 'gave_up' | 'cancelled';
  readonly attempt: number;
  readonly failures: number;
  readonly dueAt: number;
  readonly endedAt: number | null;
  /** What Slack or GitHub last said against it. */
  readonly why: string | null;
};

/** A webhook of the local GitHub. `failed`: the bot didn't take it, or wasn't there; GitHub doesn't send it again. */
export type Webhook = {
  readonly key: string;
  readonly number: number;
  readonly at: number;
  readonly event: string;
  readonly action: string;
  readonly about: string;
  readonly state: 'sending' | 'taken' | 'failed' | 'lost';
  /** The bot's answer, 0 where there was none, null until then. */
  readonly status: number | null;
};

/** Something that the sandbox doesn't do as the real thing does. */
export type Gap = {
  readonly side: 'Slack' | 'GitHub' | 'sandbox';
  readonly what: string;
};

/** Switches: while one is on, that goes wrong. */
export type SwitchName = 'slack_limits' | 'slack_down' | 'github_down' | 'webhooks_lost' | 'prefill_ignored';

/** All that is sent whole when it changes. */
export type Slices = {
  readonly me: { readonly slackId: string; readonly login: string | null };
  readonly cast: readonly CastMember[];
  readonly directory: readonly DirectoryPerson[];
  /** `runs`: it is `Date.now() + offsetMs`, the same machine's clock. `stands`: it moves by acts alone (in tests). */
  readonly clock:
    | { readonly kind: 'runs'; readonly offsetMs: number }
    | { readonly kind: 'stands'; readonly at: number };
  /**
   * What happened before the visitor came, where that is played. `playing`: nobody else can act yet. `over`: the first `entryCount` entries
   * of the trail are of it. `trouble`: why it ended before its end.
   */
  readonly morning: {
    readonly state: 'none' | 'playing' | 'over';
    readonly entryCount: number;
    readonly trouble: string | null;
  };
  /** The next reminder that is planned, whoever it is for. */
  readonly nextNotice: { readonly at: number; readonly tokenName: string; readonly threshold: string } | null;
  readonly switches: Readonly<Record<SwitchName, boolean>>;
  /** `errors`: what the bot logged as errors since it was started, the newest last. */
  readonly bot: { readonly state: 'running' | 'starting' | 'dead'; readonly errors: readonly string[] };
  readonly commands: readonly KnownCommand[];
  readonly conversations: readonly Conversation[];
  /** The open modal, the lowest view first; the last one shows. */
  readonly views: readonly View[];
  readonly home: View | null;
  readonly github: Github;
  readonly catalogue: readonly CataloguePermission[];
  /** `isWhole`: each entry carries the hash of the one before it, and all of them hold. */
  readonly trail: { readonly count: number; readonly isWhole: boolean };
  readonly outbox: { readonly waitingCount: number; readonly gaveUpCount: number; readonly count: number };
  readonly webhookCount: number;
  readonly gaps: readonly Gap[];
};

/** All that is sent row by row. Every row has a `key`. */
export type Lists = {
  /** The newest 50 of each conversation, then whatever is new or changed. */
  readonly messages: readonly Message[];
  /** All of them. */
  readonly tokens: readonly Token[];
  /** The newest 100. */
  readonly entries: readonly Entry[];
  /** The newest 100, and all that wait. */
  readonly effects: readonly Effect[];
  /** The newest 100. */
  readonly webhooks: readonly Webhook[];
};
export type ListName = keyof Lists;

/** The `snapshot` event: what stood before is forgotten. */
export type Snapshot = { readonly slices: Slices; readonly lists: Lists };
/** The `patch` event: slices replace, rows are put by key or dropped. */
export type Patch = {
  readonly slices: Partial<Slices>;
  readonly lists: {
    readonly [Name in ListName]?: { readonly put: Lists[Name]; readonly drop: readonly string[] };
  };
};
