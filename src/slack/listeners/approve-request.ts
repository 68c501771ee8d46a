import { isRefusal } from '../../domain/refusal.ts';
import { decideRequest } from '../../operations/decide/decide-request.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { readRequestValue } from '../forms/button-value.ts';
import { doneView } from '../views/done-view.ts';
import { adoptCopy } from './adopt-copy.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Approve, on the card or in Details. Acknowledged only after the commit. */
export async function approveRequest(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const decided = await decideRequest(
    ports,
    call.user,
    seen,
    { act: 'approve' },
    call.view === null ? 'card' : 'details',
  );
  await call.ack();
  await adoptCopy(ports, call, { of: 'request', number: seen.number }, 'request_card');
  if (isRefusal(decided)) return refuseClick(context, call, decided);
  if (call.view !== null) {
    await client.views.update({
      view_id: call.view.id,
      view: doneView(wording, 'approved', decided.request.tokenName),
    });
  }
}
