import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../domain/ids.ts';
import type { GuideHosts } from '../domain/scope/token-guide.ts';
import type { ReadableRepositories } from '../operations/ask/readable-repositories.ts';
import type { LeakReports } from '../operations/decide/leak-reports.ts';
import type { Ports } from '../ports/ports.ts';
import type { Wording } from '../wording/wording.ts';
import type { Wordings } from '../wording/wording-for.ts';
import type { Respond } from './respond.ts';
import type { SendFile } from './send-file.ts';

/** What every listener may use, whoever acts. */
export type SharedContext = {
  readonly ports: Ports;
  /** Our own user, as others see it join. */
  readonly botUserId: string | null;
  /** Where people's browsers reach GitHub. */
  readonly githubWebUrl: string;
  /** For answers to the very click only; what can wait goes through the outbox. */
  readonly client: WebClient;
  readonly respond: Respond;
  readonly sendFile: SendFile;
  readonly readable: ReadableRepositories;
  readonly leaks: LeakReports;
  /** Where this organization's GitHub is: commands for a terminal name it. */
  readonly githubHosts: GuideHosts;
  readonly wordings: Wordings;
  /** The app was removed from this workspace, or its token was revoked. */
  readonly uninstalled: () => Promise<void>;
};

/** The same for one person who acts: what answers them is in their language. */
export type SlackContext = Omit<SharedContext, 'wordings'> & { readonly wording: Wording };

/** What tells somebody at the door that they may not come in. Without a client: no workspace is there to say it in a form. */
export type Doorkeeper = Pick<SlackContext, 'wording' | 'respond'> & { readonly client: WebClient | null };

export type Acknowledge = (answer?: object) => Promise<void>;

export type CommandCall = {
  readonly user: SlackUserId;
  readonly triggerId: string;
  /** What follows the sub-command. */
  readonly argument: string;
  readonly word: string;
  /** All that follows the command, as it was typed. */
  readonly typed: string;
  readonly ack: Acknowledge;
};
export type ClickCall = {
  readonly user: SlackUserId;
  readonly triggerId: string;
  /** The button's `value`. */
  readonly value: string;
  readonly responseUrl: string | undefined;
  /** It stands in a message that Slack shows to them alone, and keeps nowhere: an answer of ours. */
  readonly isPrivate: boolean;
  /** The message it stands in, if it is in one; `reader`: whose direct message it is. */
  readonly message: { readonly channel: string; readonly ts: string; readonly reader: SlackUserId | null } | null;
  /** The modal it stands in, if it is in one; what stands on Home stands in none, and has no `responseUrl` either. */
  readonly view: { readonly id: string; readonly hash: string; readonly privateMetadata: string } | null;
  readonly ack: Acknowledge;
};
/** Something was chosen in a form that is told of it at once. */
export type ChoiceCall = {
  readonly user: SlackUserId;
  /** What was chosen in: the element's action_id. */
  readonly field: string;
  readonly privateMetadata: string;
  readonly values: FormState;
  readonly view: { readonly id: string; readonly hash: string };
  readonly ack: Acknowledge;
};
export type SubmissionCall = {
  readonly user: SlackUserId;
  readonly privateMetadata: string;
  readonly values: FormState;
  readonly ack: Acknowledge;
};
export type SuggestionCall = {
  readonly user: SlackUserId;
  readonly privateMetadata: string;
  readonly typed: string;
  readonly ack: Acknowledge;
};
/** A shortcut in a message's menu. */
export type ShortcutCall = {
  readonly user: SlackUserId;
  readonly triggerId: string;
  /** All that the message says. */
  readonly said: string;
  readonly ack: Acknowledge;
};
export type EventCall = { readonly event: Readonly<Record<string, unknown>> };

/** `view.state.values` as Slack sends it. */
export type FormState = Readonly<Record<string, Readonly<Record<string, FormElement>>>>;
export type FormElement = {
  readonly type: string;
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_options?: readonly { readonly value: string }[];
  readonly selected_date?: string | null;
  readonly selected_user?: string | null;
};
export type ModalView = View;
