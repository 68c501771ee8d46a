import type { Destination } from '../domain/message.ts';
import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import { channelToAsk } from '../domain/scope/named-privately.ts';
import { unlessFault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

/** Private names may stand in a direct message, and in a channel that is private and not shared. Not known means no. */
export async function mayNamePrivate(
  ports: Ports,
  policy: OrganizationPolicy,
  to: Destination | null,
): Promise<boolean> {
  const channel = channelToAsk(to, policy.channel);
  if (channel === null) return true;
  return unlessFault(async () => (await ports.directory.channel(channel)).isConfidential, false);
}
