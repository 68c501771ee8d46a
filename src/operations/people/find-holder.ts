import type { Behind } from '../../domain/decisions/authority.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { GithubAccount, HolderInSlack } from '../../domain/person.ts';
import { behindAccount, sponsorFor } from '../../domain/requests/machine-user.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { slackOf } from './accounts.ts';

/** The person who stands for a machine user, as `sponsorFor` finds them; null for everybody else's account. */
export async function sponsorOf(ports: Ports, { githubId, login }: GithubAccount): Promise<SlackUserId | null> {
  const { store } = ports;
  const policy = ports.policy();
  // Nobody stands for any: no row makes a difference.
  if (policy.machineUsers.size === 0) return null;
  const named = login.toLowerCase();
  const ofLogin = policy.machineUsers.has(named) ? await store.machineUserByLogin(named) : null;
  return sponsorFor(policy, login, await store.machineUserByGithubId(githubId), ofLogin);
}

/** The rule of `behindAccount`. */
export async function standsBehind(ports: Ports, holder: GithubAccount): Promise<Omit<Behind, 'account'>> {
  return behindAccount(ports.policy(), holder, await sponsorOf(ports, holder));
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
