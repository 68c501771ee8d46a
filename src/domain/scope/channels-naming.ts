// Where private repositories are named to more than one reader. Direct messages stay between two.
import type { MessageCopy } from '../change.ts';
import { type Subject, subjectKey } from '../message.ts';

/** What each channel's messages are about, each once. */
export function channelsNaming(
  copies: readonly Pick<MessageCopy, 'channel' | 'subject'>[],
): ReadonlyMap<string, readonly Subject[]> {
  const inChannels = copies.filter(({ channel }) => !channel.startsWith('D'));
  return new Map(
    [...Map.groupBy(inChannels, ({ channel }) => channel)].map(([channel, shown]) => [
      channel,
      [...new Map(shown.map(({ subject }) => [subjectKey(subject), subject])).values()],
    ]),
  );
}
