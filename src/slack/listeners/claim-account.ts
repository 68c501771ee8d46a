import { isRefusal } from '../../domain/refusal.ts';
import { claimAccount as claim } from '../../operations/people/claim-account.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { claimSentMessage } from '../views/claim-sent.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat link mona`, where nobody can sign in: owners are asked whether that is who they are. */
export async function claimAccount(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, wording, githubWebUrl } = context;
  // Whoever types @mona may have picked a person of that name in Slack: the name is what was typed.
  const login = call.argument.replace(/^<@[UW][A-Z0-9]+\|([^<>]*)>$/, '$1');
  const claimed = await claim(ports, call.user, login, githubWebUrl);
  if (isRefusal(claimed)) return refuseCommand(context, call, claimed);
  await call.ack({ response_type: 'ephemeral', ...claimSentMessage(wording, claimed) });
}
