import type { ChannelId } from '../../domain/ids.ts';
import { welcomeChannel, welcomeSubject } from '../../domain/notices/welcome-channel.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitOnce } from '../commit-decision.ts';
import { findOrganization } from '../find-organization.ts';

/** The bot entered a channel: if the policy sends cards there it is welcomed (`welcomeChannel`). */
export async function enterChannel(ports: Ports, channel: ChannelId): Promise<void> {
  const [policy] = ports.policy().organizations.filter((one) => one.channel === channel);
  const found = policy === undefined ? null : await findOrganization(ports, policy.login);
  if (found === null) return;
  const said = await ports.store.entriesAbout([welcomeSubject(channel)], 1);
  const at = ports.clock.now();
  await commitOnce(ports, welcomeChannel(channel, found.organization.id, said, at), at);
}
