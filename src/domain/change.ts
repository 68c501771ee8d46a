// One committed step: row writes, audit Entries and Effects, carried out together or not at all.

import type { Assumption } from './assumptions.ts';
import type { ClassicToken } from './classic/classic-token.ts';
import type { AppHome } from './homes/app-home.ts';
import type { GithubUserId, Instant, SlackUserId, TokenId } from './ids.ts';
import type { SealedInstallation } from './installation.ts';
import type { Destination, Message, Subject } from './message.ts';
import type { DueNotice } from './notices/due-notice.ts';
import type { Organization } from './organization.ts';
import type { Claim } from './people/claim.ts';
import type { KnownSlackId } from './people/known-slack-id.ts';
import type { Link } from './people/link.ts';
import type { SignIn } from './people/sign-in.ts';
import type { MachineUser } from './person.ts';
import type { Quota } from './quota.ts';
import type { Draft, TokenRequest } from './requests/token-request.ts';
import type { ReviewerToken } from './reviewer-token.ts';
import type { ActiveToken, PendingToken } from './tokens/token.ts';

/** "This organization needs a pass", left by a webhook or a click; what the webhook told is for display only. */
export type Hint = {
  readonly id: string;
  readonly version: number;
  readonly organizationLogin: string;
  /** GitHub's delivery id or the click's; a second one with the same is ignored. */
  readonly key: string;
  readonly told: {
    readonly event: string;
    readonly act: string;
    readonly patRequestId: number | null;
    readonly tokenId: number | null;
    readonly by: string | null;
    /** The same by id. */
    readonly byId?: GithubUserId | null;
    /** Whose tokens it is about, by login. */
    readonly holder?: string | null;
    /** The same by id; a login can be recycled. */
    readonly holderId?: GithubUserId | null;
    /** A token that GitHub no longer lists, since when its holder may have left. */
    readonly lostTokenId?: TokenId;
  } | null;
  readonly receivedAt: Instant;
  readonly handledAt: Instant | null;
};

/** A message that can be redrawn: where it stands and which version of its subject it showed. */
export type MessageCopy = {
  readonly id: string;
  readonly version: number;
  readonly subject: Subject;
  readonly message: Message['kind'];
  readonly channel: string;
  readonly ts: string;
  readonly shownVersion: number;
  /** Private repositories are named in it, as it stands now: it must be drawn again where its channel turns public or shared. */
  readonly hasPrivateNames: boolean;
  /** Who reads it, where it is a direct message: it is drawn again in their language. */
  readonly reader: SlackUserId | null;
};

/** The row types by table. Every row has a `version`; `commit` compares it and sets the next. */
export type Rows = {
  readonly organizations: Organization;
  readonly people: Link;
  readonly sign_ins: SignIn;
  readonly machine_users: MachineUser;
  readonly reviewer_tokens: ReviewerToken;
  readonly installation: SealedInstallation;
  readonly claims: Claim;
  readonly drafts: Draft;
  readonly token_requests: TokenRequest;
  readonly pending_tokens: PendingToken;
  readonly active_tokens: ActiveToken;
  readonly classic_tokens: ClassicToken;
  readonly due_notices: DueNotice;
  readonly hints: Hint;
  readonly message_copies: MessageCopy;
  /** By Slack user. */
  readonly homes: AppHome;
  /** By any id of Slack's. */
  readonly slack_ids: KnownSlackId;
  readonly assumptions: Assumption;
};
export type Table = keyof Rows;

/**
 * One row to write. `was` is the version it was read at: `null` inserts, and a row that is already there, or a version that
 * moved, makes the whole Change stale. `row.version` is the version after the write.
 */
export type Write = {
  [T in Table]: {
    readonly table: T;
    readonly was: number | null;
    readonly row: Rows[T];
    /** Takes the row away instead. Only links between people, sign-ins, reviewers' own tokens, installations and drafts are ever taken away. */
    readonly removes?: true;
    /** What alone of the row is another than it was read, besides its version: rows that are set alike are written together. */
    readonly only?: readonly (keyof Rows[T] & string)[];
  };
}[Table];

/** A line of the audit trail. `data` is JSON. */
export type Entry = {
  readonly at: Instant;
  /** `slack:U…`, `github:LOGIN`, `policy` or `countersign`. */
  readonly actor: string;
  /** The very word of the act, `request.approve`. */
  readonly act: string;
  /** `PAT-142`, `pending_token:…`, `active_token:…`, `classic_token:…`, `claim:…`, `leak:…`, `installation:T…`. */
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** An outward act that the outbox must carry out. A second one with the same key is the same act. */
export type Effect =
  | {
      readonly kind: 'post';
      readonly key: string;
      readonly to: Destination;
      readonly message: Message;
      /** Sent so much later, and not at all where what happened meanwhile says it; at once where it is left out. */
      readonly afterMs?: number;
    }
  /** Coalesces: however many are asked for, the copy is drawn from the row as it is at send time. */
  | {
      readonly kind: 'redraw';
      readonly subject: Subject;
      /** The `ts` of the message that was posted just now, and needs none; left out where each is drawn. */
      readonly but?: string;
    }
  | {
      readonly kind: 'review_pending_token';
      readonly key: string;
      readonly pendingTokenId: string;
      readonly act: 'approve' | 'deny';
    }
  | { readonly kind: 'revoke_token'; readonly key: string; readonly activeTokenId: string }
  | { readonly kind: 'revoke_classic_token'; readonly key: string; readonly classicTokenId: string }
  /** A person's Home, drawn from the rows as they are at send time; coalesces like a redraw. Whom a Change concerns is asked for by itself. */
  | { readonly kind: 'publish_home'; readonly slackId: SlackUserId };

/** An Effect as the outbox carries it out: a redraw is one of each message that shows its subject. */
export type Outward = Exclude<Effect, { kind: 'redraw' }> | { readonly kind: 'redraw_copy'; readonly copyId: string };

export type Change = {
  readonly writes: readonly Write[];
  readonly entries: readonly Entry[];
  readonly effects: readonly Effect[];
  /** Keys of effects that must not have been sent: one that ever was leased makes the whole Change stale, the others are cancelled. */
  readonly cancels?: readonly string[];
  /** How often such a thing may be done: where one of them is used up the whole Change is stale. */
  readonly quotas?: readonly Quota[];
};

export const noChange: Change = { writes: [], entries: [], effects: [] };

/** Several Changes as one, to be committed together. */
export function together(...changes: readonly Change[]): Change {
  return {
    writes: changes.flatMap((change) => change.writes),
    entries: changes.flatMap((change) => change.entries),
    effects: changes.flatMap((change) => change.effects),
    cancels: changes.flatMap((change) => change.cancels ?? []),
    quotas: changes.flatMap((change) => change.quotas ?? []),
  };
}
