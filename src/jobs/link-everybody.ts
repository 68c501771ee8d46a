import { linkMachineUsers } from '../operations/people/link-machine-users.ts';
import { linkPeople } from '../operations/people/link-people.ts';
import type { Ports } from '../ports/ports.ts';
import { tolerateOutage } from './tolerate-outage.ts';

/** Links whoever the policy names and is not linked yet. */
export function linkEverybody(ports: Ports): Promise<void> {
  return tolerateOutage(ports, async () => {
    await linkPeople(ports);
    await linkMachineUsers(ports);
  });
}
