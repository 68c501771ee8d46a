import type { ChannelId, SlackUserId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { knownAsEach } from './known-as.ts';

/** Who is in one of Slack's user groups now, as we know them; null where there is no such group. Throws a Fault. */
export async function groupMembers(
  ports: Ports,
  group: string,
  timeoutMs: number,
): Promise<readonly SlackUserId[] | null> {
  const members = await ports.directory.membersOfGroup(group, timeoutMs);
  return members === null ? null : [...(await knownAsEach(ports, members, timeoutMs)).values()];
}

/** Who is in a channel, as we know them. Throws a Fault. */
export async function channelMembers(
  ports: Ports,
  channel: ChannelId,
  timeoutMs: number,
): Promise<ReadonlySet<SlackUserId>> {
  const members = await ports.directory.membersOfChannel(channel, timeoutMs);
  if (!ports.directory.isOnGrid) return members;
  return new Set((await knownAsEach(ports, [...members], timeoutMs)).values());
}
