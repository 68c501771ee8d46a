import type { GithubAccount } from '../../domain/person.ts';
import type { HolderInSlack } from '../../domain/tokens/advance-pending-token.ts';
import type { Ports } from '../../ports/ports.ts';

/** Who is told about an account's tokens: the linked person, a machine user's human sponsor, or nobody. */
export async function holderInSlack(ports: Ports, holder: GithubAccount): Promise<HolderInSlack> {
  const sponsor = ports.policy().machineUsers.get(holder.login.toLowerCase());
  if (sponsor !== undefined) return sponsor;
  const person = await ports.store.personByGithubId(holder.githubId);
  return person !== null && ports.policy().people.has(person.slackId) ? person.slackId : null;
}

export function isMachineUser(ports: Ports, holder: GithubAccount): boolean {
  return ports.policy().machineUsers.has(holder.login.toLowerCase());
}
