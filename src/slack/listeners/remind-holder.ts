import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { doneView } from '../views/done-view.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Remind holder, in a token's Details. */
export async function remindHolder(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null || call.view === null) return unknownClick(context, call);
  const reminded = await act(ports, call.user, { act: 'remind_holder' }, { ...seen, place: 'details' });
  await call.ack();
  if (isRefusal(reminded)) return refuseClick(context, call, reminded);
  await updateView(client, call.view.id, doneView(wording, 'reminded', reminded.tokenName));
}
