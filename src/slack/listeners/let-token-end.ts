import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { letEndMessage } from '../views/let-end-message.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Let it end, on a reminder: no more of them. */
export async function letTokenEnd(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const ended = await act(context.ports, call.user, { act: 'let_token_end' }, { ...seen, place: 'card' });
  await call.ack();
  if (isRefusal(ended)) return refuseClick(context, call, ended);
  if (ended.activeToken !== null) {
    await context.respond(call.responseUrl, letEndMessage(context.wording, ended.activeToken));
  }
}
