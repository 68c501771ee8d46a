import type { SlackUserId } from '../../domain/ids.ts';
import { hasLeftSlack } from '../../domain/person.ts';
import type { Ports } from '../../ports/ports.ts';
import { accountOf } from '../people/accounts.ts';
import { leaveHint } from './leave-hint.ts';

const unhurriedMs = 5_000;

/**
 * Somebody is said to be deactivated in Slack: where Slack says so too, their tokens are looked at in every organization. Asked before their link
 * ends, which is what says whose tokens they are.
 */
export async function leaveHintOfDeactivation(ports: Ports, slackId: SlackUserId): Promise<void> {
  const account = await accountOf(ports, slackId);
  if (account === null) return;
  if (!hasLeftSlack(await ports.directory.personAfresh(slackId, unhurriedMs))) return;
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
