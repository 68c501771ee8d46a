import { isRefusal } from '../../domain/refusal.ts';
import { letTokenEnd as letEnd } from '../../operations/decide/let-end.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { letEndMessage } from '../views/let-end-message.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Let it end, on a reminder: no more of them. */
export async function letTokenEnd(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const token = await letEnd(context.ports, call.user, seen);
  await call.ack();
  if (isRefusal(token)) return refuseClick(context, call, token);
  await context.respond(call.responseUrl, letEndMessage(context.wording, token));
}
