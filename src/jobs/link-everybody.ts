import { followIdentities } from '../operations/people/follow-identities.ts';
import { linkMachineUsers } from '../operations/people/link-machine-users.ts';
import { linkPeople } from '../operations/people/link-people.ts';
import type { Ports } from '../ports/ports.ts';
import { tolerateOutage } from './tolerate-outage.ts';

/** Links whoever the policy names and is not linked yet. Who clicks before is linked by that. */
export function linkEverybody(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('rotation') };
  return tolerateOutage(ports, async () => {
    await linkPeople(ports);
    await linkMachineUsers(ports);
    await followIdentities(ports);
  });
}
