import type { WebClient } from '@slack/web-api';
import { Fault } from '../ports/fault.ts';
import { asSlackFault } from './slack-fault.ts';

/** Where the bot's token belongs: its workspace and, on Enterprise Grid, the enterprise. Of an org-wide install both are the enterprise. */
export type Home = {
  readonly teamId: string;
  readonly enterpriseId: string | null;
  /** What people call it. */
  readonly teamName: string;
};

/** Asks Slack. Throws a Fault: without its workspace nobody could be told from a stranger. */
export async function findHome(client: WebClient): Promise<Home & { readonly botUserId: string | null }> {
  const told = await client.auth.test().catch((error: unknown) => {
    throw asSlackFault(error);
  });
  const enterpriseId = told.enterprise_id || null;
  const teamId = told.team_id || enterpriseId;
  if (teamId === null) throw new Fault('slack', 'bad_answer', { isRetryable: true });
  return { teamId, enterpriseId, teamName: told.team ?? teamId, botUserId: told.user_id ?? null };
}
