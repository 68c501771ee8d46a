import type { WebClient } from '@slack/web-api';
import type { Clock } from '../ports/clock.ts';
import { asSlackFault } from './slack-fault.ts';

const askedAgainMs = 60_000;
/** Whether Slack still takes our token. Asked once a minute at most, and an outage of Slack's changes nothing. */
export function knownToSlack(client: WebClient, clock: Clock): () => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let isKnown = Promise.resolve(true);
  const ask = async (before: Promise<boolean>): Promise<boolean> => {
    try {
      await client.auth.test();
      return true;
    } catch (error) {
      const isAboutUs = asSlackFault(error).trouble === 'ourselves';
      return isAboutUs ? false : before;
    }
  };
  return () => {
    const at = clock.now();
    // Either way round: a clock that was set back must not keep an old answer.
    if (Math.abs(at - askedAt) >= askedAgainMs) {
      askedAt = at;
      isKnown = ask(isKnown);
    }
    return isKnown;
  };
}
