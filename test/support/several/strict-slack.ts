import type { ChannelId } from '../../../src/domain/ids.ts';
import type { Several } from './several-processes.ts';

type Arrival = { readonly at: number; readonly place: string };

/** What Slack allows: so many messages in any second, and one in a channel. */
const perSecond = 10;
const secondMs = 1_000;

/** What came to a Slack that counts strictly. */
export type StrictSlack = {
  readonly taken: readonly Arrival[];
  /** When it answered 429. */
  readonly refused: readonly Arrival[];
  /** The next message is refused, and so is everything else for so long. */
  readonly askForSilence: (seconds: number) => void;
};

/** Has the local Slack refuse whatever is more than Slack allows, by the clock of the story. */
export function makeStrict(world: Several): StrictSlack {
  const taken: Arrival[] = [];
  const refused: Arrival[] = [];
  let [askedSeconds, silentUntil] = [0, 0];
  const isTooMuch = ({ at, place }: Arrival): boolean => {
    const lately = taken.filter((one) => one.at > at - secondMs);
    return at < silentUntil || lately.length >= perSecond || lately.some((one) => one.place === place);
  };
  world.slack.server.intercept = async ({ name, body }, moment) => {
    if (name !== 'chat.postMessage' || moment !== 'before') return;
    const arrival = { at: world.now(), place: (body as { readonly channel: ChannelId }).channel };
    if (askedSeconds > 0) silentUntil = arrival.at + askedSeconds * 1_000;
    if (!isTooMuch(arrival)) return void taken.push(arrival);
    refused.push(arrival);
    const retryAfterSeconds = askedSeconds > 0 ? askedSeconds : 1;
    askedSeconds = 0;
    world.slack.server.faults.add({ fits: name, when: 'before', answer: { status: 429, retryAfterSeconds } });
  };
  return {
    taken,
    refused,
    askForSilence: (seconds) => {
      askedSeconds = seconds;
    },
  };
}
