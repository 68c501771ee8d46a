import { isRefusal } from '../../domain/refusal.ts';
import { readRemark } from '../../domain/requests/request-form.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { isKnownSubject } from '../../operations/subject-now.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readAsked } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { askView } from '../views/ask-requester.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Ask… on a card or in Details: what is to be asked. Who may ask is checked when it is sent. */
export async function askQuestion(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readRequestValue(call.value);
  const about = seen === null ? null : ({ of: 'request', number: seen.number } as const);
  if (about === null || !(await isKnownSubject(ports, about))) return unknownClick(context, call);
  const view = askView({ value: call.value, id: ports.ids.next() }, wording);
  if (call.view === null) await client.views.open({ trigger_id: call.triggerId, view });
  else await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
  await adoptCopy(ports, call.message, about, 'request_card');
}

/** The question was sent. */
export async function sendQuestion(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const opened = readAsked(call.privateMetadata);
  const seen = readRequestValue(opened?.value ?? '');
  if (opened === null || seen === null) return unknownControl(context, call);
  const read = readRemark('question', readForm(call.values));
  if ('problem' in read) {
    return call.ack({
      response_action: 'errors',
      errors: fieldErrors(wording, { question: read.problem }, call.values),
    });
  }
  const { number: id, revision } = seen;
  const deed = { act: 'ask_requester', id: opened.id, question: read.text } as const;
  const asked = await act(ports, call.user, deed, { id, revision, place: 'details' });
  if (isRefusal(asked)) return refuseSubmission(context, call, asked);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
}
