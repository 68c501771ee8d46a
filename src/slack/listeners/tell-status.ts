import { isRefusal } from '../../domain/refusal.ts';
import { tellStatus as tell } from '../../operations/ask/tell-status.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { statusMessage } from '../views/status.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat status` */
export async function tellStatus(context: SlackContext, call: CommandCall): Promise<void> {
  const status = await tell(context.ports, call.user);
  if (isRefusal(status)) return refuseCommand(context, call, status);
  await call.ack({ response_type: 'ephemeral', ...statusMessage(status, context.wording) });
}
