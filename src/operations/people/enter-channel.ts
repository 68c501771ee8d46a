import type { ChannelId } from '../../domain/ids.ts';
import { effectKey } from '../../domain/step.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';

/**
 * The bot entered a channel: if the policy sends cards there it says what it is, once. The trail remembers that, since effects are forgotten:
 * whoever removes the bot and invites it again knows it already.
 */
export async function enterChannel(ports: Ports, channel: ChannelId): Promise<void> {
  const [policy] = ports.policy().organizations.filter((one) => one.channel === channel);
  const found = policy === undefined ? null : await findOrganization(ports, policy.login);
  if (found === null) return;
  const subject = `channel:${channel}`;
  if ((await ports.store.entriesAbout([subject], 1)).length > 0) return;
  const at = ports.clock.now();
  await ports.store.commit(
    {
      writes: [],
      entries: [{ at, actor: 'countersign', act: 'channel.welcome', subject, data: {} }],
      effects: [
        {
          kind: 'post',
          key: effectKey.welcome(channel),
          to: { to: 'channel', channel, organizationId: found.organization.id },
          message: { kind: 'channel_welcome' },
        },
      ],
    },
    at,
  );
  ports.wake.outbox();
}
