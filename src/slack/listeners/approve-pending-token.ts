import { isRefusal } from '../../domain/refusal.ts';
import { decidePendingToken } from '../../operations/decide/decide-pending-token.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { readValue } from '../forms/button-value.ts';
import { doneView } from '../views/done-view.ts';
import { adoptCopy } from './adopt-copy.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Approve as it is, on a held token's card or in its Details. */
export async function approvePendingToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const place = call.view === null ? 'card' : 'details';
  const decided = await decidePendingToken(ports, call.user, seen, { act: 'approve' }, place);
  await call.ack();
  await adoptCopy(ports, call, { of: 'pending_token', id: seen.id }, 'pending_token_card');
  if (isRefusal(decided)) return refuseClick(context, call, decided);
  if (call.view !== null) {
    await client.views.update({ view_id: call.view.id, view: doneView(wording, 'approved', decided.token.tokenName) });
  }
}
