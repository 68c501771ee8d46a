import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { doneView } from '../views/done-view.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Approve as it is, on a held token's card or in its Details. */
export async function approvePendingToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const place = call.view === null ? 'card' : 'details';
  const decided = await act(ports, call.user, { act: 'approve_pending_token' }, { ...seen, place });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'pending_token', id: seen.id }, 'pending_token_card', !isRefusal(decided));
  if (isRefusal(decided)) return refuseClick(context, call, decided);
  if (call.view !== null) {
    await updateView(client, call.view.id, doneView(wording, 'approved', decided.tokenName));
  }
}
