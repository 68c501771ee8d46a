import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { doneView } from '../views/done-view.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Approve, on the card or in Details. Acknowledged only after the commit. */
export async function approveRequest(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const place = call.view === null ? 'card' : 'details';
  const { number: id, revision } = seen;
  const decided = await act(ports, call.user, { act: 'approve_request' }, { id, revision, place });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'request', number: seen.number }, 'request_card', !isRefusal(decided));
  if (isRefusal(decided)) return refuseClick(context, call, decided);
  if (call.view !== null) {
    await updateView(client, call.view.id, doneView(wording, 'approved', decided.tokenName));
  }
}
