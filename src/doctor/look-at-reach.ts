import type { WebClient } from '@slack/web-api';
import { isOrgWide, type OwnTeam, teamsOf } from '../slack/own-team.ts';
import { asSlackFault } from '../slack/slack-fault.ts';
import { type Finding, notSeen, right, wrong } from './finding.ts';

/** So many are named; a large enterprise has hundreds. */
const mostNamed = 10;

/** Which kind of installation the token is of, and who can act here therefore. */
export async function lookAtReach(client: WebClient, ownTeam: OwnTeam): Promise<readonly Finding[]> {
  const what = 'Slack: bot token';
  const { teamName, enterpriseId } = ownTeam;
  if (enterpriseId === null) return [right(what, `works in the workspace ${teamName}`)];
  if (!isOrgWide(ownTeam)) {
    const who = `only its own members can act, also from the enterprise’s other workspaces`;
    return [right(what, `works in the workspace ${teamName} of the enterprise ${enterpriseId}: ${who}`)];
  }
  return [
    right(what, `works in all of the enterprise ${teamName}: members of any of its workspaces can act`),
    await workspaces(client, ownTeam),
  ];
}

async function workspaces(client: WebClient, ownTeam: OwnTeam): Promise<Finding> {
  const what = 'Slack: workspaces';
  try {
    const teams = await teamsOf(client, ownTeam);
    if (teams.length === 0) {
      return wrong(
        what,
        'the app is added to no workspace: nobody has its command, and user groups can’t be looked up',
        'Have an organization admin add it to workspaces: Slack → Organization settings → Apps',
      );
    }
    const more = teams.length > mostNamed ? ` and ${teams.length - mostNamed} more` : '';
    return right(what, `added to ${teams.slice(0, mostNamed).join(', ')}${more}`);
  } catch (error) {
    return notSeen(what, asSlackFault(error).code);
  }
}
