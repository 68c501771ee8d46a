import { noChange } from '../../domain/change.ts';
import type { ChannelId } from '../../domain/ids.ts';
import { channelsNaming } from '../../domain/scope/channels-naming.ts';
import { redraw } from '../../domain/step.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';

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
  for (const [channel, subjects] of channelsNaming(await ports.store.copiesWithPrivateNames())) {
    if (!(await isOpen(ports, channel))) continue;
    ports.log.warn('a channel with names of private repositories is open to others now: its cards are drawn again', {
      channel,
      cards: subjects.length,
    });
    await commitOnce(ports, { ...noChange, effects: subjects.map(redraw) }, ports.clock.now());
  }
}
