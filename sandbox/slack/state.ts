// Everything the local Slack remembers. The other files are functions over it.
import type { KnownBlock, PlainTextElement } from '@slack/types';

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly displayName: string;
  readonly title: string;
  /** Seen by an app that may read addresses. */
  readonly email: string | null;
  readonly tz: string;
  readonly locale: string;
  readonly teamId: string;
  /** By which id the enterprise knows them; `id` is then the one that their workspace had for them before it joined. */
  readonly globalId: string;
  /** On Enterprise Grid: the workspaces where they are a member; null where they are of none of this enterprise. */
  readonly memberOf: readonly string[] | null;
  readonly isGuest: 'restricted' | 'ultra' | null;
  readonly isBot: boolean;
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
};
export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly isExtShared: boolean;
  /** On Enterprise Grid: the workspaces of the enterprise that it is shared with. */
  readonly sharedWith: readonly string[];
  readonly isArchived: boolean;
  readonly members: readonly string[];
};

/** A user group of people, as its managers leave it. */
export type UserGroup = {
  readonly handle: string;
  readonly members: readonly string[];
  readonly isDisabled: boolean;
  /** Of which workspace of the enterprise it is; of ours unless told. */
  readonly teamId?: string;
};

export type Version = { readonly text: string; readonly blocks: readonly KnownBlock[]; readonly at: Date };
/** A file of the bot's: announced, uploaded, shared. */
export type SlackFile = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  /** In bytes, as it was announced. */
  readonly length: number;
  /** Null until it was uploaded. */
  readonly text: string | null;
  readonly isShared: boolean;
};
/** A message as it stands at the moment it is asked for. */
export type PostedMessage = Omit<Version, 'at'> & {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** Who alone sees it; null if the whole channel does. */
  readonly ephemeralTo: string | null;
  readonly postedAt: Date;
  readonly isDeleted: boolean;
  readonly edits: number;
  /** What it said, the first version first, the current one last. */
  readonly versions: readonly Version[];
  /** Who wrote it; left out where the bot did. */
  readonly from?: string;
  /** The `response_url` or the command's own answer that it came by. */
  readonly cameBy: string | null;
  /** Left out where there is none. */
  readonly files?: readonly SlackFile[];
};

export type ElementState = Readonly<Record<string, unknown>> & { readonly type: string };
export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;
export type OpenView = {
  readonly id: string;
  readonly userId: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly externalId: string;
  readonly privateMetadata: string;
  readonly title: PlainTextElement | null;
  readonly submit: PlainTextElement | null;
  readonly close: PlainTextElement | null;
  readonly blocks: readonly KnownBlock[];
  readonly values: StateValues;
  readonly hash: string;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
  readonly clearOnClose: boolean;
  readonly notifyOnClose: boolean;
  /** The trigger_id that opened or pushed it. */
  readonly openedBy: string | null;
};

export type Trigger = {
  readonly userId: string;
  /** The modal it came from, if it came from one. */
  readonly viewId: string | null;
  readonly madeAtMs: number;
  isUsed: boolean;
};
export type ResponseUrl = {
  readonly id: string;
  readonly userId: string;
  readonly channelId: string;
  /** The message that was clicked, if it was one. */
  readonly messageTs: string | null;
  readonly madeAt: Date;
  uses: number;
};

export type SlackState = {
  readonly teamId: string;
  readonly teamDomain: string;
  /** The enterprise that the workspace is a part of, if it is. */
  enterpriseId: string | null;
  /** The workspaces of the enterprise for which the app is approved, where it is installed for the whole of it. */
  installedIn: readonly string[] | null;
  /** People whom Slack names by the id that the enterprise has for them. */
  readonly namedGlobally: Set<string>;
  /** In which workspace of the enterprise somebody is at the moment, if not at home. */
  readonly actingIn: Map<string, string>;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly now: () => Date;
  /** How long a trigger_id is taken. */
  readonly triggerMs: number;
  /** What the bot's token may do; an administrator can change it. */
  scopes: readonly string[];
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  /** User groups by id; null: the workspace's plan has none. */
  groups: Map<string, UserGroup> | null;
  readonly messages: PostedMessage[];
  readonly views: Map<string, OpenView>;
  /** The open modals of each person, the lowest first. */
  readonly stacks: Map<string, readonly string[]>;
  readonly homes: Map<string, string>;
  readonly files: Map<string, SlackFile>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Of each person, by channel: the place of the newest message that they have seen there. */
  readonly readUpTo: Map<string, Map<string, number>>;
  /** Options that type-ahead has offered, by view, block and action. */
  readonly offered: Map<string, Map<string, OfferedOption>>;
  /** A number that was never given out before. */
  readonly nextNumber: () => number;
};
export type OfferedOption = {
  readonly text: PlainTextElement;
  readonly value: string;
  readonly description?: PlainTextElement;
};

export type Identity = {
  readonly teamId: string;
  readonly botUserId: string;
  readonly now: () => Date;
  readonly triggerMs: number;
};

export function createState({ teamId, botUserId, now, triggerMs }: Identity): SlackState {
  let last = 0;
  return {
    ...{
      teamId,
      botUserId,
      now,
      triggerMs,
      teamDomain: 'sandbox',
      enterpriseId: null,
      installedIn: null,
      appId: 'A0SANDBOX00',
      botId: 'B0SANDBOX00',
    },
    scopes: ['commands', 'chat:write', 'users:read', 'channels:read', 'groups:read', 'files:write', 'usergroups:read'],
    people: new Map(),
    namedGlobally: new Set(),
    actingIn: new Map(),
    channels: new Map(),
    groups: new Map(),
    messages: [],
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    files: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    readUpTo: new Map(),
    offered: new Map(),
    nextNumber: () => {
      last += 1;
      return last;
    },
  };
}

/** A message's or action's `ts`: seconds, and a counter where Slack has microseconds, so that none is given twice. */
export function nextTs(state: SlackState): string {
  const seconds = Math.floor(state.now().getTime() / 1000);
  return `${seconds}.${String(state.nextNumber()).padStart(6, '0')}`;
}
