import type { SlackUserId } from '../../domain/ids.ts';
import type { LinkWay } from '../../domain/people/link.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { standingLinks } from './accounts.ts';

/** Somebody waits, and was asked for other things before. */
const ownersTimeoutMs = 800;
/** More names than that are no help. */
const mostHelpers = 3;

/** The ways that are open, the best first. */
function linkWays({ signIn }: Pick<Ports, 'signIn'>): readonly LinkWay[] {
  return signIn === null ? ['vouching'] : ['sign_in'];
}

/** For whom there is no account: how they can link theirs, or who can help. */
export async function notLinked(ports: Ports, slackId: SlackUserId): Promise<Refusal> {
  const ways = linkWays(ports);
  const organizations = ports.policy().organizations.map(({ login }) => login);
  const helpers = ways.includes('sign_in') ? [] : await helpersFor(ports, organizations);
  return refuse({ why: 'not_linked', slackId, organizations, ways, helpers });
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
  const owners = new Set(lists.flat().map(({ githubId }) => githubId));
  const links = await standingLinks(ports);
  return links
    .filter(({ githubId }) => owners.has(githubId))
    .map(({ slackId }) => slackId)
    .slice(0, mostHelpers);
}
