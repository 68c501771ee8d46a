// What passes from the page to the sandbox's server: all that a person can do, and how it is answered. Types only.
import type { PlainTextElement } from '@slack/types';
import type { Lists, RepositorySelection, SwitchName } from '../shown/protocol.ts';

/** What was entered: by block_id, then action_id. Text, a date, a choice's `value` or an id; a list of them where several may be chosen. */
export type Entered = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export type Lifetime =
  | { readonly kind: 'days'; readonly days: number }
  /** The end of that day (UTC), `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'never' };

/** By name, such as `contents`, without regard to the group. */
export type ChosenPermissions = Readonly<Record<string, string>>;

/** Those that the page offers. */
export type SlackLocale = 'en-US' | 'ja-JP';

type Control = { readonly blockId: string; readonly actionId: string };
export type SlackAct =
  | { readonly kind: 'slack.command'; readonly conversation: string; readonly typed: string }
  /** A message to colleagues. */
  | { readonly kind: 'slack.write'; readonly conversation: string; readonly typed: string }
  /** The shortcut of that name in a message's menu. */
  | { readonly kind: 'slack.shortcut'; readonly conversation: string; readonly ts: string; readonly callbackId: string }
  /** `value`: what is chosen of a menu; null for a button. */
  | (Control & {
      readonly kind: 'slack.click_message';
      readonly conversation: string;
      readonly ts: string;
      readonly value: string | null;
    })
  /** A button or a menu of a modal or Home; also an input with `dispatch_action`. `value` as for a message, a list for several. */
  | (Control & {
      readonly kind: 'slack.click_view';
      readonly view: string;
      readonly value: string | readonly string[] | null;
      readonly entered: Entered;
    })
  | (Control & {
      readonly kind: 'slack.suggest';
      readonly view: string;
      readonly typed: string;
      readonly entered: Entered;
    })
  | { readonly kind: 'slack.submit'; readonly view: string; readonly entered: Entered }
  /** Cancel or Back on the view that shows; `isWhole`: the x that closes all of them. */
  | { readonly kind: 'slack.close'; readonly view: string; readonly isWhole: boolean }
  | { readonly kind: 'slack.read'; readonly conversation: string }
  /** Their own language in Slack's preferences: the bot is told. */
  | { readonly kind: 'slack.set_locale'; readonly locale: SlackLocale }
  /** Opens the Home tab: the bot is told, and may publish one. */
  | { readonly kind: 'slack.open_home' };

type ChosenScope = {
  readonly permissions: ChosenPermissions;
  readonly selection: RepositorySelection;
  readonly repositories: readonly string[];
};
export type GithubAct =
  /** `reason`: the justification for the organization's owners. */
  | (ChosenScope & {
      readonly kind: 'github.create_token';
      readonly name: string;
      readonly description: string;
      readonly lifetime: Lifetime;
      readonly reason: string;
    })
  | (ChosenScope & { readonly kind: 'github.edit_token'; readonly tokenId: number; readonly name: string })
  | (ChosenScope & { readonly kind: 'github.ask_again'; readonly tokenId: number; readonly reason: string })
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
export type OfferedGroup = { readonly label: PlainTextElement; readonly options: readonly OfferedOption[] };

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
      readonly groups: readonly OfferedGroup[];
    }
  /** `shown`: what stands where GitHub shows the token once; it ends that token here, and is of no other use. */
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
