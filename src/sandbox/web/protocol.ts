// What passes between the sandbox's server and its page: all that one person sees, and all that they can do. Types only; README.md
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

/** What was entered: by block_id, then action_id. Text, a date, a choice's `value` or an id; a list of them where several may be chosen. */
export type Entered = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export type Lifetime =
  | { readonly kind: 'days'; readonly days: number }
  /** The end of that day (UTC), `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'never' };

/** By name, such as `contents`, without regard to the group. */
export type ChosenPermissions = Readonly<Record<string, string>>;

export type SlackAct =
  | { readonly kind: 'slack.command'; readonly conversation: string; readonly typed: string }
  | {
      readonly kind: 'slack.click_message';
      readonly conversation: string;
      readonly ts: string;
      readonly blockId: string;
      readonly actionId: string;
      /** What is chosen of a menu; null for a button. */
      readonly value: string | null;
    }
  /** A button or a menu of a modal or Home; also an input with `dispatch_action`. `value` as for a message, a list for several. */
  | {
      readonly kind: 'slack.click_view';
      readonly view: string;
      readonly blockId: string;
      readonly actionId: string;
      readonly value: string | readonly string[] | null;
      readonly entered: Entered;
    }
  | {
      readonly kind: 'slack.suggest';
      readonly view: string;
      readonly blockId: string;
      readonly actionId: string;
      readonly typed: string;
      readonly entered: Entered;
    }
  | { readonly kind: 'slack.submit'; readonly view: string; readonly entered: Entered }
  /** Cancel or Back on the view that shows; `isWhole`: the x that closes all of them. */
  | { readonly kind: 'slack.close'; readonly view: string; readonly isWhole: boolean }
  | { readonly kind: 'slack.read'; readonly conversation: string }
  /** Opens the Home tab: the bot is told, and may publish one. */
  | { readonly kind: 'slack.open_home' };

export type GithubAct =
  | {
      readonly kind: 'github.create_token';
      readonly name: string;
      readonly description: string;
      readonly lifetime: Lifetime;
      readonly permissions: ChosenPermissions;
      readonly selection: RepositorySelection;
      readonly repositories: readonly string[];
      /** The justification for the organization's owners. */
      readonly reason: string;
    }
  | {
      readonly kind: 'github.edit_token';
      readonly tokenId: number;
      readonly name: string;
      readonly permissions: ChosenPermissions;
      readonly selection: RepositorySelection;
      readonly repositories: readonly string[];
    }
  | { readonly kind: 'github.regenerate_token'; readonly tokenId: number; readonly lifetime: Lifetime }
  | { readonly kind: 'github.use_token'; readonly tokenId: number }
  | { readonly kind: 'github.delete_token'; readonly tokenId: number }
  | {
      readonly kind: 'github.review';
      readonly tokenId: number;
      readonly decision: 'approve' | 'deny';
      readonly reason: string;
    }
  | { readonly kind: 'github.revoke_token'; readonly tokenId: number }
  | { readonly kind: 'github.set_role'; readonly login: string; readonly role: 'owner' | 'member' }
  | { readonly kind: 'github.remove_member'; readonly login: string }
  | {
      readonly kind: 'github.set_policy';
      readonly isApprovalRequired: boolean;
      readonly lifetimeLimitDays: number | null;
    };

export type SandboxAct =
  | { readonly kind: 'sandbox.move_clock'; readonly by: 'hour' | 'day' | 'next_notice' }
  | { readonly kind: 'sandbox.switch'; readonly name: SwitchName; readonly isOn: boolean }
  | { readonly kind: 'sandbox.kill_bot' }
  | { readonly kind: 'sandbox.start_bot' }
  | { readonly kind: 'sandbox.reset' };

export type Act = SlackAct | GithubAct | SandboxAct;

/** The body of `POST /acts`. `login`: which account of theirs they use on GitHub; null for the usual one. */
export type ActRequest = { readonly as: string; readonly login: string | null; readonly act: Act };

export type OfferedOption = {
  readonly text: PlainTextElement;
  readonly value: string;
  readonly description?: PlainTextElement;
};

/** The answer to an act. What it led to comes as patches, perhaps later. */
export type ActAnswer =
  | { readonly outcome: 'done' }
  /** It wasn't carried out; `why` is a sentence for the person. */
  | { readonly outcome: 'refused'; readonly why: string }
  /** The form stays: errors by block_id, Slack's own or the bot's. */
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** One of the two is empty. */
  | {
      readonly outcome: 'options';
      readonly options: readonly OfferedOption[];
      readonly groups: readonly { readonly label: PlainTextElement; readonly options: readonly OfferedOption[] }[];
    }
  /** `shown`: what stands where GitHub shows the token once; an obvious dummy. */
  | { readonly outcome: 'token'; readonly tokenId: number; readonly shown: string };

/** The answer of `GET /older`: rows before `before`, the oldest first. */
export type OlderAnswer<Name extends 'messages' | 'entries' | 'effects' | 'webhooks' = 'messages'> = {
  readonly rows: Lists[Name];
  readonly hasOlder: boolean;
};

/** The answer of `GET /new-token`: what GitHub's new-token page shows for a link. */
export type NewTokenPage = {
  readonly name: string;
  readonly description: string;
  readonly organization: string;
  readonly lifetime: Lifetime;
  readonly permissions: ChosenPermissions;
  /** The page's own error about the link, in which case the rest is as for no link. */
  readonly error: string | null;
};
