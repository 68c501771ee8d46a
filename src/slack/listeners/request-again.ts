import { isRefusal } from '../../domain/refusal.ts';
import { requestAgain as again } from '../../operations/ask/start-request.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { openingPage } from './form-page.ts';
import { listAddress, redrawList } from './redraw-list.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Ask again: the form, filled in as the request was. */
export async function requestAgain(context: SlackContext, call: ClickCall): Promise<void> {
  const seen = readRequestValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const opening = await again(context.ports, call.user, seen.number);
  if (isRefusal(opening)) {
    await call.ack();
    await redrawList(context, call);
    return refuseClick(context, call, opening);
  }
  await context.client.views.open({
    trigger_id: call.triggerId,
    view: openingPage(context, opening, listAddress(call)),
  });
  await call.ack();
}
