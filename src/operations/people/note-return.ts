import { noChange } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { redraw } from '../../domain/step.ts';
import { leavingId, returnOf } from '../../domain/tokens/together.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import { accountOf } from './accounts.ts';
import { leavingsOf } from './leavings-of.ts';

/**
 * Somebody is there in Slack. Where the reviewers were told that they were deactivated, that is over: its message says so, and a next time is told
 * anew. Slack says all day long that somebody is there, so for all others this is one read an organization. `known`: whose link has ended.
 */
export async function noteReturn(
  ports: Ports,
  slackId: SlackUserId,
  known: GithubAccount | null = null,
): Promise<void> {
  const account = known ?? (await accountOf(ports, slackId));
  if (account === null) return;
  for (const { id: organizationId } of await ports.store.organizations()) {
    await commitDecision(ports, async () => {
      const told = await leavingsOf(ports, organizationId, account);
      const last = told.at(-1);
      if (last?.why !== 'deactivated' || last.returnedAt !== undefined) return { change: noChange };
      const id = leavingId(organizationId, account, told.length);
      const entries = [returnOf(organizationId, id, last, ports.clock.now())];
      return { change: { writes: [], entries, effects: [redraw({ of: 'together', id, organizationId })] } };
    });
  }
}
