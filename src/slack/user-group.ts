import type { WebClient } from '@slack/web-api';
import type { SlackUserId } from '../domain/ids.ts';
import { Fault } from '../ports/fault.ts';
import { asSlackFault } from './slack-fault.ts';

/** A workspace's answer that the group is not one of its own. */
const isElsewhere = new Set(['no_such_subteam', 'team_access_not_granted']);

/**
 * Asks for a group's members. A group is one workspace's, and an org-wide token has to say whose: where that is not known yet each workspace is
 * asked, and the one that knew it is asked first from then on.
 */
export function askGroups(client: WebClient, teams: () => Promise<readonly (string | undefined)[]>) {
  const homes = new Map<string, string>();

  async function inTeam(group: string, team: string | undefined): Promise<readonly SlackUserId[] | null> {
    // Slack leaves those out that are switched off.
    const asked = { usergroup: group, ...(team === undefined ? {} : { team_id: team }) };
    const { users } = await client.usergroups.users.list(asked).catch((error: unknown) => {
      const fault = asSlackFault(error);
      if (isElsewhere.has(fault.code)) return { users: null };
      throw fault;
    });
    if (users === undefined) throw new Fault('slack', 'bad_answer', { isRetryable: true });
    return users as readonly SlackUserId[] | null;
  }

  return async (group: string): Promise<readonly SlackUserId[] | null> => {
    const known = homes.get(group);
    const members = known === undefined ? null : await inTeam(group, known);
    if (members !== null) return members;
    const each = await teams();
    // An app that is approved nowhere can ask nobody; that there is no such group does not follow.
    if (each.length === 0) throw new Fault('slack', 'no_workspace', { isRetryable: true });
    for (const team of each) {
      const found = await inTeam(group, team);
      if (found === null) continue;
      if (team !== undefined) homes.set(group, team);
      return found;
    }
    return null;
  };
}
