import type { Destination } from '../domain/message.ts';
import type { OrganizationPolicy } from '../domain/policy/policy.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';

/** Private names may stand in a direct message, and in a channel that is private and not shared. Not known means no. */
export async function mayNamePrivate(
  ports: Ports,
  policy: OrganizationPolicy,
  to: Destination | null,
): Promise<boolean> {
  if (to?.to === 'person') return true;
  try {
    const channel = to?.to === 'channel' ? to.channel : policy.channel;
    // A card that an owner got by direct message.
    if (channel.startsWith('D')) return true;
    return (await ports.directory.channel(channel)).isConfidential;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}
