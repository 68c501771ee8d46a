import type { SlackUserId } from '../../domain/ids.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from '../people/accounts.ts';
import { leaveHint } from './leave-hint.ts';

/**
 * Somebody is said to be deactivated in Slack: they are looked at in every organization, where Slack says whether it is so. Left before their link
 * ends, which is what says whose tokens they are.
 */
export async function leaveHintOfDeactivation(ports: Ports, slackId: SlackUserId): Promise<void> {
  const account = await accountOf(ports, slackId);
  if (account === null) return;
  for (const { login } of ports.policy().organizations) {
    await leaveHint(ports, login, {
      key: `deactivated:${login}:${ports.ids.next()}`,
      told: {
        ...{ event: 'slack', act: 'deactivated', patRequestId: null, tokenId: null, by: slackId },
        ...{ holder: account.login, holderId: account.githubId },
      },
    });
  }
}
