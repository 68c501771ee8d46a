import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { HolderInSlack } from '../../domain/tokens/advance-pending-token.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';

/** Who is told about an account's tokens: the linked person, a machine user's human sponsor, or nobody. */
export async function findHolder(ports: Ports, holder: GithubAccount): Promise<HolderInSlack> {
  const sponsor = sponsorOf(ports, holder);
  if (sponsor !== null) return sponsor;
  const person = await ports.store.personByGithubId(holder.githubId);
  return person !== null && ports.policy().people.has(person.slackId) ? person.slackId : null;
}

/** The person who stands for a machine user; null for everybody else's account. */
export function sponsorOf(ports: Ports, { login }: GithubAccount): SlackUserId | null {
  return ports.policy().machineUsers.get(login.toLowerCase()) ?? null;
}

export function isMachineUser(ports: Ports, holder: GithubAccount): boolean {
  return sponsorOf(ports, holder) !== null;
}

/** The zone in which a holder's mornings are; UTC where they aren't linked or Slack doesn't know them. Throws a Fault of an outage. */
export async function zoneOf(ports: Ports, holder: HolderInSlack): Promise<string> {
  if (holder === null) return 'UTC';
  try {
    return (ports.directory.known(holder) ?? (await ports.directory.person(holder, 5_000))).zone;
  } catch (error) {
    // What passes is waited out: mornings that were planned in the wrong zone would stay wrong.
    if (error instanceof Fault && !error.isRetryable) return 'UTC';
    throw error;
  }
}
