import { isRefusal, refuse } from '../../domain/refusal.ts';
import { withdrawRequest as withdraw } from '../../operations/ask/withdraw-request.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { readRequestName, readRequestValue } from '../forms/button-value.ts';
import { withdrawnMessage } from '../views/withdrawn-message.ts';
import { refuseClick, refuseCommand } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** `/pat withdraw PAT-n` */
export async function withdrawRequestByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, wording } = context;
  const number = readRequestName(call.argument);
  if (number === null) return refuseCommand(context, call, refuse({ why: 'unknown_request', given: call.argument }));
  const withdrawn = await withdraw(ports, call.user, number);
  if (isRefusal(withdrawn)) return refuseCommand(context, call, withdrawn);
  await call.ack({ response_type: 'ephemeral', ...withdrawnMessage(wording, withdrawn.request) });
}

/** Withdraw, on the requester's own copy. The copy itself says what became of it. */
export async function withdrawRequest(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const withdrawn = await withdraw(context.ports, call.user, seen.number);
  await call.ack();
  if (isRefusal(withdrawn)) return refuseClick(context, call, withdrawn);
}
