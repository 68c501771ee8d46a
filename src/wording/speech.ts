import type { Instant, SlackUserId } from '../domain/ids.ts';

/** How the place where a sentence is shown writes people, moments and what others wrote. `wording` knows no markup. */
export type Speech = {
  readonly person: (slackId: SlackUserId) => string;
  /** A user group of Slack's. */
  readonly group: (id: string) => string;
  readonly instant: (at: Instant) => string;
  readonly day: (at: Instant) => string;
  /** Text that a person or GitHub gave, with nothing in it that could be taken for ours. */
  readonly quoted: (text: string) => string;
  /** A name that stands without quotes, an organization's: as harmless. */
  readonly name: (text: string) => string;
};
