import { type Change, type MessageCopy, noChange } from '../../domain/change.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { subjectKey } from '../../domain/message.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';

/** Direct messages stay between two. */
function isInChannel({ channel }: MessageCopy): boolean {
  return !channel.startsWith('D');
}

/** Not known is no reason to draw: what Slack does not show can't be drawn either, and is asked for again. */
async function isOpen(ports: Ports, channel: string): Promise<boolean> {
  try {
    return !(await ports.directory.channelAfresh(channel as ChannelId)).isConfidential;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/**
 * Where a channel in which private repositories are named has turned public, or is shared with another workspace, its cards are drawn
 * again at once: new members read what was written before them.
 */
export async function hidePrivateNames(ports: Ports): Promise<void> {
  const copies = (await ports.store.copiesWithPrivateNames()).filter(isInChannel);
  for (const [channel, shown] of Map.groupBy(copies, (copy) => copy.channel)) {
    if (!(await isOpen(ports, channel))) continue;
    const subjects = new Map(shown.map(({ subject }) => [subjectKey(subject), subject] as const));
    const change: Change = {
      ...noChange,
      effects: [...subjects.values()].map((subject) => ({ kind: 'redraw', subject }) as const),
    };
    ports.log.warn('a channel with names of private repositories is open to others now: its cards are drawn again', {
      channel,
      cards: subjects.size,
    });
    if ((await ports.store.commit(change, ports.clock.now())) === 'done') ports.wake.outbox();
  }
}
