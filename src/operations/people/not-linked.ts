import type { SlackUserId } from '../../domain/ids.ts';
import { helpersAmong, needsHelpers, waysToLink } from '../../domain/people/not-linked.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { standingLinks } from './accounts.ts';

/** Somebody waits, and was asked for other things before. */
const ownersTimeoutMs = 800;

/** For whom there is no account: how they can link theirs, or who can help. */
export async function notLinked(ports: Ports, slackId: SlackUserId): Promise<Refusal> {
  const ways = waysToLink(ports.signIn !== null);
  const organizations = ports.policy().organizations.map(({ login }) => login);
  const claim = (await ports.store.openClaims()).find((one) => one.slackId === slackId);
  const claimed = claim && { claimed: { login: claim.account.login, lapsesAt: claim.lapsesAt } };
  const helpers = claim === undefined && needsHelpers(ways) ? await helpersFor(ports, organizations) : [];
  return refuse({ why: 'not_linked', slackId, organizations, ways, helpers, ...claimed });
}

/** Linked owners; nobody where GitHub does not name the owners in time. */
async function helpersFor(ports: Ports, organizations: readonly string[]): Promise<readonly SlackUserId[]> {
  const lists = await Promise.all(
    organizations.map((login) =>
      ports.github.everyOwner(login, ownersTimeoutMs).catch((error: unknown) => {
        if (error instanceof Fault) return [];
        throw error;
      }),
    ),
  );
  return helpersAmong(await standingLinks(ports), lists.flat());
}
