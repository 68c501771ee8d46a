import { isRefusal } from '../../domain/refusal.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readQuestionValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { redrawList } from './redraw-list.ts';
import { refuseClick } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Accept, below what a reviewer offers. The message itself, and the one with the link, say what came of it. */
export async function acceptOffer(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports } = context;
  const seen = readQuestionValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const { number: id, revision, place } = seen;
  const accepted = await act(ports, call.user, { act: 'accept_offer', place }, { id, revision, place: 'details' });
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'request', number: id }, 'request_offer', !isRefusal(accepted));
  await redrawList(context, call);
  if (isRefusal(accepted)) return refuseClick(context, call, accepted);
}
