// Whether somebody is told that a token ends: one fact is asked for after the other, of Slack first, and nobody is passed over for an outage. Pure.
import type { SlackUserId } from '../ids.ts';
import type { HolderInSlack } from '../person.ts';

export type Whom = {
  readonly slackId: HolderInSlack;
  /** The holder, or who stands for a machine user; or whom their request names besides. */
  readonly as: 'holder' | 'named';
  /** Somebody who could not be written to after all. */
  readonly besides: HolderInSlack;
};

export type ReachFacts = {
  readonly isReachable?: boolean;
  /** Whether their account is in the organization; null where nobody knows. */
  readonly isMember?: boolean | null;
};

export type ReachQuestion = { readonly ask: keyof ReachFacts; readonly of: SlackUserId };

/** Null: they are not told. */
export function reachedAs(
  { slackId, as, besides }: Whom,
  { isReachable, isMember }: ReachFacts,
): HolderInSlack | ReachQuestion {
  if (slackId === null || slackId === besides) return null;
  if (isReachable === undefined) return { ask: 'isReachable', of: slackId };
  if (!isReachable) return null;
  // Who was named needs not hold anything there.
  if (as === 'named') return slackId;
  if (isMember === undefined) return { ask: 'isMember', of: slackId };
  // Who has left can renew nothing any more.
  return isMember === false ? null : slackId;
}
