import type { SharedContext } from './context.ts';
import type { KnowPeople } from './door.ts';
import type { OwnTeam } from './own-team.ts';
import { readAddressees, readOrigin } from './read-origin.ts';
import type { WorkInFlight } from './work-in-flight.ts';

/** A workspace that requests of Slack's are answered for. */
export type Served = {
  readonly ownTeam: OwnTeam;
  readonly botToken: string;
  readonly context: SharedContext;
  /** As whom its people are known, by whichever id Slack names them. */
  readonly know: KnowPeople;
  readonly inFlight: WorkInFlight;
};

/** Every workspace and enterprise that a request names. */
function namedIn(body: Readonly<Record<string, unknown>>): readonly string[] {
  if ('event' in body) return readAddressees(body);
  const origin = readOrigin(body);
  return origin === null ? [] : [origin.userTeam, ...origin.places, ...origin.installations, ...origin.enterprises];
}

/**
 * The one workspace that a request is for. Ids of people, channels, messages and forms say nothing here: two workspaces may have the same.
 * A request that names two of ours is nobody's: whoever acts in one must not act in the other by it (T14).
 */
export function workspaceOf<One extends Pick<Served, 'ownTeam'>>(
  workspaces: readonly One[],
  body: Readonly<Record<string, unknown>>,
): One | null {
  const named = namedIn(body);
  const [found, ...more] = workspaces.filter(({ ownTeam }) => named.includes(ownTeam.teamId));
  return found === undefined || more.length > 0 ? null : found;
}
