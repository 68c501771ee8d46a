import type { AuthTestResponse, WebClient } from '@slack/web-api';
import { Fault } from '../ports/fault.ts';
import { asSlackFault } from './slack-fault.ts';

/** Where the bot's token belongs: its workspace and, on Enterprise Grid, the enterprise. Of an org-wide install both are the enterprise. */
export type OwnTeam = {
  readonly teamId: string;
  readonly enterpriseId: string | null;
  /** What people call it. */
  readonly teamName: string;
  /** Where people's browsers reach it: the enterprise where that is what was installed. Null where Slack named none that is safe to open. */
  readonly url: string | null;
};

/** Whether it is installed for a whole enterprise: then its people are those of each of its workspaces. */
export function isOrgWide({ teamId, enterpriseId }: Pick<OwnTeam, 'teamId' | 'enterpriseId'>): boolean {
  return teamId === enterpriseId;
}

/** Asks Slack. Throws a Fault: without its workspace nobody could be told from a stranger. */
export async function findOwnTeam(client: WebClient): Promise<OwnTeam & { readonly botUserId: string | null }> {
  const told = await client.auth.test().catch((error: unknown) => {
    throw asSlackFault(error);
  });
  return ownTeamOf(told);
}

/** The same of Slack's answer. */
export function ownTeamOf(told: AuthTestResponse): OwnTeam & { readonly botUserId: string | null } {
  const enterpriseId = told.enterprise_id || null;
  // Whichever workspace it names besides: the token of an enterprise belongs to no single one.
  const teamId = (told.is_enterprise_install === true ? enterpriseId : told.team_id) || enterpriseId;
  if (teamId === null) throw new Fault('slack', 'bad_answer', { isRetryable: true });
  return {
    teamId,
    enterpriseId,
    teamName: told.team ?? teamId,
    url: openable(told.url),
    botUserId: told.user_id ?? null,
  };
}

function openable(url: string | undefined): string | null {
  return url === undefined || URL.parse(url)?.protocol !== 'https:' ? null : url;
}

/** So many a page, which is the most that Slack gives. */
const teamsAPage = 1_000;

/**
 * The workspaces that a call which needs one may name: those for which an administrator approved an org-wide app. An installation in one workspace
 * need not name it.
 */
export async function teamsOf(
  client: WebClient,
  ownTeam: Pick<OwnTeam, 'teamId' | 'enterpriseId'>,
): Promise<readonly (string | undefined)[]> {
  if (!isOrgWide(ownTeam)) return [undefined];
  const teams: string[] = [];
  let cursor = '';
  do {
    const asked = { limit: teamsAPage, ...(cursor === '' ? {} : { cursor }) };
    const page = await client.auth.teams.list(asked).catch((error: unknown) => {
      throw asSlackFault(error);
    });
    teams.push(...(page.teams ?? []).flatMap(({ id }) => (id === undefined ? [] : [id])));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return teams;
}
