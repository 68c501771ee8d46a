import { endLinksOfLeavers } from '../operations/people/end-links-of-leavers.ts';
import { checkPeople } from '../operations/people/link-people.ts';
import type { Ports } from '../ports/ports.ts';
import { tolerateOutage } from './tolerate-outage.ts';

/** Once a day: whether logins of the policy went to others, and whose links are over. An outage of one keeps nobody from the other. */
export async function checkEverybody(all: Ports): Promise<void> {
  const ports = { ...all, github: all.github.for('rotation') };
  await tolerateOutage(ports, () => checkPeople(ports));
  await tolerateOutage(ports, () => endLinksOfLeavers(ports));
}
