import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { doneView } from '../views/done-view.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Accept as it is, on an active token's card or in its Details. */
export async function acceptToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const place = call.view === null ? 'card' : 'details';
  const accepted = await act(ports, call.user, { act: 'accept_token' }, { ...seen, place });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'active_token', id: seen.id }, 'active_token_card', !isRefusal(accepted));
  if (isRefusal(accepted)) return refuseClick(context, call, accepted);
  if (call.view !== null) {
    await updateView(client, call.view.id, doneView(wording, 'accepted', accepted.tokenName));
  }
}
