import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../domain/ids.ts';
import { asSlackFault } from './slack-fault.ts';

/** So many Slack exchanges in one call. */
const mostAtOnce = 400;

type Found = Map<SlackUserId, SlackUserId>;

/**
 * The enterprise's ids of many people at once, as Slack wants it done after a workspace joined an enterprise. A workspace exchanges the ids of
 * its own people, so each of `teams` is asked for whom those before did not know; an installation in one workspace names none. Throws a Fault.
 */
export async function exchangeIds(
  client: WebClient,
  ids: readonly SlackUserId[],
  teams: readonly (string | undefined)[],
): Promise<Found> {
  const found: Found = new Map();
  for (const team of teams) {
    const left = ids.filter((id) => !found.has(id));
    for (let from = 0; from < left.length; from += mostAtOnce) {
      const users = left.slice(from, from + mostAtOnce).join(',');
      const asked = { users, ...(team === undefined ? {} : { team_id: team }) };
      const { user_id_map: told = {} } = await client.migration.exchange(asked).catch((error: unknown) => {
        throw asSlackFault(error);
      });
      for (const [id, globalId] of Object.entries(told)) found.set(id as SlackUserId, String(globalId) as SlackUserId);
    }
  }
  return found;
}
