import { isRefusal } from '../../domain/refusal.ts';
import { readRemark } from '../../domain/requests/request-form.ts';
import { findQuestion } from '../../operations/ask/find-question.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { readQuestionValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readActed } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { answerView } from '../views/answer-question.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { listAddress, redrawList } from './redraw-list.ts';
import { refuseClick, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Answer…, in the requester's direct message, on Home and in the list. */
export async function askAnswer(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readQuestionValue(call.value);
  if (seen === null) return unknownClick(context, call);
  const found = await findQuestion(ports, call.user, seen);
  if (!isRefusal(found)) {
    await client.views.open({
      trigger_id: call.triggerId,
      view: answerView(call.value, found, wording, listAddress(call)),
    });
  }
  await call.ack();
  await adoptCopy(ports, call.message, { of: 'request', number: seen.number }, 'request_question');
  if (!isRefusal(found)) return;
  await redrawList(context, call);
  await refuseClick(context, call, found);
}

/** The answer was given. */
export async function sendAnswer(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readQuestionValue(readActed(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const read = readRemark('answer', readForm(call.values));
  if ('problem' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, { answer: read.problem }, call.values) });
  }
  const { number: id, revision, place } = seen;
  const deed = { act: 'answer_question', place, answer: read.text } as const;
  const answered = await act(ports, call.user, deed, { id, revision, place: 'details' });
  if (isRefusal(answered)) return refuseSubmission(context, call, answered);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
  await redrawList(context, call);
}
