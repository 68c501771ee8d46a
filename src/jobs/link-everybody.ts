import { drawSponsored } from '../operations/people/draw-sponsored.ts';
import { followIdentities } from '../operations/people/follow-identities.ts';
import { handOverAll } from '../operations/people/hand-over.ts';
import { linkMachineUsers } from '../operations/people/link-machine-users.ts';
import { linkPeople } from '../operations/people/link-people.ts';
import { noteReturns } from '../operations/people/note-return.ts';
import type { Ports } from '../ports/ports.ts';
import { tolerateOutage } from './tolerate-outage.ts';

/** Also finds what went out to somebody only after they stood for it no longer. */
const betweenLooksSeconds = 3_540;

/**
 * Links whoever the policy names and is not linked yet, and looks who is back. Who clicks before is linked by that. An outage of GitHub keeps nobody
 * from being seen in Slack.
 */
export async function linkEverybody(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('rotation') };
  await tolerateOutage(ports, async () => {
    await linkPeople(ports);
    await linkMachineUsers(ports);
    await followIdentities(ports);
  });
  await tolerateOutage(ports, async () => {
    // A start may find another policy than it stopped with.
    await ports.pace.run('sponsors', async () => {
      await drawSponsored(ports);
      return Number.POSITIVE_INFINITY;
    });
    await ports.pace.run('standing', async () => {
      await handOverAll(ports);
      return betweenLooksSeconds;
    });
    await noteReturns(ports);
  });
}
