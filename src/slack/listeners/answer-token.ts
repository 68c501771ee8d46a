import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readAnswerValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { answeredView } from '../views/done-view.ts';
import { redrawList } from './redraw-list.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** The holder says which request a token was made for, or that it was none. It approves nothing. */
export async function answerToken(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readAnswerValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const { id, revision, number } = seen;
  const deed = { act: 'answer_pending_token', number } as const;
  const answered = await act(ports, call.user, deed, { id, revision, place: 'details' });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'pending_token', id }, 'pending_token_held', !isRefusal(answered));
  await redrawList(context, call);
  if (isRefusal(answered)) return refuseClick(context, call, answered);
  if (call.view !== null) await updateView(client, call.view.id, answeredView(wording, number));
}
