import type { Destination } from '../domain/message.ts';
import { organizationOf } from '../operations/find-organization.ts';
import type { Ports } from '../ports/ports.ts';
import type { Composed } from './composer.ts';

/** What a channel is told when the bot enters it; null where the policy sends nothing there any more. */
export async function composeWelcome(ports: Ports, to: Destination | null): Promise<Composed | null> {
  if (to?.to !== 'channel') return null;
  const here = ports.policy().organizations.filter(({ channel }) => channel === to.channel);
  if (here.length === 0) return null;
  const { organization } = await organizationOf(ports, to.organizationId);
  const organizations = here.map(({ login }) => login);
  return {
    content: { kind: 'channel_welcome', organization: organization.login, organizations },
    shownVersion: 0,
  };
}
