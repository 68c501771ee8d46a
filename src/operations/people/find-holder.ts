import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, HolderInSlack } from '../../domain/person.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { slackOf } from './accounts.ts';

/** The person who stands for a machine user; null for everybody else's account. Accounts are told apart by id: a login can be recycled. */
export async function sponsorOf(ports: Ports, { githubId, login }: GithubAccount): Promise<SlackUserId | null> {
  const { machineUsers } = ports.policy();
  // Nobody stands for any: no row makes a difference.
  if (machineUsers.size === 0) return null;
  const linked = await ports.store.machineUserByGithubId(githubId);
  const linkedSponsor = linked === null ? undefined : machineUsers.get(linked.id);
  if (linkedSponsor !== undefined) return linkedSponsor;
  const named = login.toLowerCase();
  const sponsor = machineUsers.get(named);
  if (sponsor === undefined) return null;
  // The login that the policy names is known to be another account's.
  return (await ports.store.machineUserByLogin(named)) === null ? sponsor : null;
}

/**
 * The person who may not decide on an account's tokens for standing behind it. A login of the policy that is another account's by now may
 * have been taken by its sponsor, who would decide on their own.
 */
export async function sponsorBehind(ports: Ports, holder: GithubAccount): Promise<SlackUserId | null> {
  return (await sponsorOf(ports, holder)) ?? ports.policy().machineUsers.get(holder.login.toLowerCase()) ?? null;
}

/** Whose account it is: both facts from one look. */
export async function holderFacts(
  ports: Ports,
  holder: GithubAccount,
): Promise<{ readonly slackId: HolderInSlack; readonly isMachineUser: boolean }> {
  const sponsor = await sponsorOf(ports, holder);
  if (sponsor !== null) return { slackId: sponsor, isMachineUser: true };
  return { slackId: await slackOf(ports, holder.githubId), isMachineUser: false };
}

export async function isMachineUser(ports: Ports, holder: GithubAccount): Promise<boolean> {
  return (await sponsorOf(ports, holder)) !== null;
}

/** Who is told about an account's tokens: the linked person, a machine user's human sponsor, or nobody. */
export async function findHolder(ports: Ports, holder: GithubAccount): Promise<HolderInSlack> {
  return (await holderFacts(ports, holder)).slackId;
}

/** The zone in which a holder's mornings are; UTC where they aren't linked or Slack doesn't know them. Throws a Fault of an outage. */
export async function zoneOf(ports: Ports, holder: HolderInSlack): Promise<string> {
  if (holder === null) return 'UTC';
  try {
    return (await ports.directory.person(holder, 5_000))?.zone ?? 'UTC';
  } catch (error) {
    // What passes is waited out: mornings that were planned in the wrong zone would stay wrong.
    if (error instanceof Fault && !error.isRetryable) return 'UTC';
    throw error;
  }
}
