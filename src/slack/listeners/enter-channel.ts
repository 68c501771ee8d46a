import type { ChannelId } from '../../domain/ids.ts';
import { enterChannel as enter } from '../../operations/people/enter-channel.ts';
import type { EventCall, SlackContext } from '../context.ts';

/** `member_joined_channel`: Slack tells of everybody who joins where the bot is. Whoever did may decide there from now on; the bot says what it is. */
export async function enterChannel({ ports, botUserId }: SlackContext, { event }: EventCall): Promise<void> {
  const { user, channel } = event;
  if (typeof channel !== 'string') return;
  ports.directory.forgetMembers(channel as ChannelId);
  if (user === botUserId) await enter(ports, channel as ChannelId);
}
