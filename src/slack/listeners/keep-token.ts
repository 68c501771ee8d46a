import { isRefusal } from '../../domain/refusal.ts';
import { keepToken as keep } from '../../operations/decide/decide-active-token.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { readValue } from '../forms/button-value.ts';
import { doneView } from '../views/done-view.ts';
import { adoptCopy } from './adopt-copy.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Accept as it is, on an active token's card or in its Details. */
export async function keepToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const kept = await keep(ports, call.user, seen, call.view === null ? 'card' : 'details');
  await call.ack();
  await adoptCopy(ports, call, { of: 'active_token', id: seen.id }, 'active_token_card');
  if (isRefusal(kept)) return refuseClick(context, call, kept);
  if (call.view !== null) {
    await client.views.update({ view_id: call.view.id, view: doneView(wording, 'accepted', kept.token.tokenName) });
  }
}
