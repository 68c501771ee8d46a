import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { cleanLine } from '../../domain/user-text.ts';
import { type Named, tokensOf } from '../../operations/people/tokens-of.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { tokensOfView } from '../views/revoke-all.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat tokens @mona`, or a GitHub login. */
export async function showTokensOf(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client, wording } = context;
  const named = readHolder(call.argument);
  const found = named === null ? refuse({ why: 'nobody_named' }) : await tokensOf(ports, call.user, named);
  if (isRefusal(found)) return refuseCommand(context, call, found);
  await client.views.open({ trigger_id: call.triggerId, view: tokensOfView(found, wording) });
  await call.ack();
}

/** `<@U0123|mona>` as Slack escapes a person, `@mona` or `mona` as a login. */
function readHolder(argument: string): Named | null {
  const typed = cleanLine(argument);
  const mention = /^<@([UW][A-Z0-9]{2,})(?:\|[^>]*)?>$/.exec(typed)?.[1];
  if (mention !== undefined) return { slackId: mention as SlackUserId };
  const login = /^@?([A-Za-z0-9][A-Za-z0-9_-]{0,99})[.,!]?$/.exec(typed)?.[1];
  return login === undefined ? null : { login };
}
