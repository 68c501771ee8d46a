import { z } from 'zod';
import type { EventCall, SlackContext } from '../context.ts';
import { asSlackFault } from '../slack-fault.ts';

const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }) });

/** What Slack says of a token that is good for nothing any more. */
const dead: readonly string[] = ['account_inactive', 'invalid_auth', 'token_expired', 'token_revoked'];

/**
 * Whether our token is good for nothing. An event comes late, in any order, and of an enterprise's one workspace too: had the app been installed again
 * meanwhile, or only left one workspace of many, a good token would be thrown away. So Slack is asked.
 */
async function isOver({ client, ports }: SlackContext): Promise<boolean> {
  try {
    await client.auth.test();
    return false;
  } catch (error) {
    const fault = asSlackFault(error);
    if (dead.includes(fault.code)) return true;
    ports.log.warn(
      'Slack says that the app was removed, and could not be asked whether its token still works',
      fault.fields,
    );
    return false;
  }
}

/** `app_uninstalled`: somebody removed the app from the workspace. */
export async function leaveWorkspace(context: SlackContext, _call: EventCall): Promise<void> {
  if (await isOver(context)) await context.uninstalled();
}

/** `tokens_revoked`: people's tokens are none of ours; the bot's is named by its user. */
export async function leaveIfRevoked(context: SlackContext, call: EventCall): Promise<void> {
  const bots = revoked.safeParse(call.event).data?.tokens.bot ?? [];
  if (context.botUserId !== null && bots.includes(context.botUserId)) await leaveWorkspace(context, call);
}
