import { isRefusal } from '../../domain/refusal.ts';
import { startSignIn } from '../../operations/people/start-sign-in.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { linkMessage } from '../views/link-account.ts';
import { claimAccount } from './claim-account.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat link`. The address is shown to them alone: it says who they are. Where nobody can sign in, they name their account. */
export async function linkAccount(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, wording } = context;
  if (ports.signIn === null && call.argument.trim() !== '') return claimAccount(context, call);
  const started = await startSignIn(ports, call.user);
  if (isRefusal(started)) return refuseCommand(context, call, started);
  await call.ack({ response_type: 'ephemeral', ...linkMessage(started.url, wording) });
}
