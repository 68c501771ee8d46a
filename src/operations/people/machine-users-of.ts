import type { GithubUserId, SlackUserId } from '../../domain/ids.ts';
import { sponsoredBy } from '../../domain/requests/machine-user.ts';
import type { Ports } from '../../ports/ports.ts';

/** The accounts of the machine users that somebody sponsors, as far as they were found. */
export async function machineUsersOf({ store, policy }: Ports, slackId: SlackUserId): Promise<readonly GithubUserId[]> {
  const accounts = await Promise.all(sponsoredBy(slackId, policy()).map((login) => store.machineUserByLogin(login)));
  return accounts.flatMap((known) => (known === null ? [] : [known.githubId]));
}
