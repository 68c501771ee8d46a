import { isRefusal } from '../../domain/refusal.ts';
import { listMine as list } from '../../operations/ask/list-mine.ts';
import type { CommandCall, SlackContext } from '../context.ts';
import { tokenListMessage } from '../views/token-list.ts';
import { refuseCommand } from './refuse-privately.ts';

/** `/pat list` */
export async function listMine(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, githubWebUrl, wording } = context;
  const mine = await list(ports, githubWebUrl, call.user);
  if (isRefusal(mine)) return refuseCommand(context, call, mine);
  await call.ack({ response_type: 'ephemeral', ...tokenListMessage(mine, wording) });
}
