import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, refuse } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { renewedToken } from '../../operations/watch/renewed-token.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { withdrawnMessage } from '../views/withdrawn-message.ts';
import { readNamed } from './read-named.ts';
import { refuseClick, refuseCommand } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

function withdraw({ ports }: SlackContext, user: SlackUserId, id: RequestNumber) {
  return act(ports, user, { act: 'withdraw_request' }, { id, revision: null, place: 'details' });
}

/** `/pat withdraw PAT-n`, or the name that was asked for. */
export async function withdrawRequestByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { wording } = context;
  const named = await readNamed(context, call, 'withdraw');
  if (isRefusal(named)) return refuseCommand(context, call, named);
  // Only requests are looked among.
  if (named.of === 'token') return refuseCommand(context, call, refuse({ why: 'unknown_message' }));
  const { number } = named;
  const withdrawn = await withdraw(context, call.user, number);
  if (isRefusal(withdrawn)) return refuseCommand(context, call, withdrawn);
  const request = await context.ports.store.request(number);
  const renewed = request === null ? null : await renewedToken(context.ports, request);
  await call.ack({ response_type: 'ephemeral', ...withdrawnMessage(wording, number, renewed) });
}

/** Withdraw, on the requester's own copy. The copy itself says what became of it. */
export async function withdrawRequest(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const withdrawn = await withdraw(context, call.user, seen.number);
  await call.ack();
  if (isRefusal(withdrawn)) return refuseClick(context, call, withdrawn);
}
