import type { ChannelId } from '../../domain/ids.ts';
import { enterChannel as enter } from '../../operations/people/enter-channel.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `member_joined_channel`: Slack tells of everybody who joins where the bot is; the bot itself is meant. */
export async function enterChannel({ ports, botUserId }: SlackContext, { event }: EventCall): Promise<void> {
  const { user, channel } = event;
  if (user === botUserId && typeof channel === 'string') await enter(ports, channel as ChannelId);
}
