import type { SharedAddress } from './shared-address.ts';

/** What a local Slack is given. */
export type LocalSlackSettings = {
  readonly teamId?: string;
  /** Another workspace of the same Slack, at whose address this one is reached as well: by its token, and below its id. */
  readonly beside?: { readonly address: SharedAddress };
  readonly signingSecret: string;
  readonly botToken: string;
  /** For Socket Mode; with it, whoever has it may open connections, and everything goes over those while there are any. */
  readonly appToken?: string;
  readonly botUserId?: string;
  readonly now: () => Date;
  /** The clock that requests are signed by: the machine's, unless the bot checks signatures by another. */
  readonly signedAt?: () => Date;
  /** How long people's acts wait for the bot; Slack's 3 s unless told. */
  readonly answerWithinMs?: number;
  /** How long a trigger_id is taken; Slack's 3 s unless told. */
  readonly triggerMs?: number;
};
