import { isRefusal } from '../../domain/refusal.ts';
import { openAdjustment, readAdjustment } from '../../operations/ask/adjust-request.ts';
import { act } from '../../operations/decide/act.ts';
import { adoptCopy } from '../../operations/decide/adopt-copy.ts';
import { isKnownSubject } from '../../operations/subject-now.ts';
import { readRequestValue } from '../button-value.ts';
import type { ClickCall, SlackContext, SubmissionCall } from '../context.ts';
import { readAdjusted } from '../forms/private-metadata.ts';
import { readForm } from '../forms/read-form.ts';
import { updateView } from '../update-view.ts';
import { adjustView } from '../views/adjust-request.ts';
import { fieldErrors } from '../views/field-errors.ts';
import { workingView } from '../views/working-view.ts';
import { refusalPage, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

/** Adjust… on a card or in Details. Opens at once, since the trigger lives 3 s, and fills in what this person may see. */
export async function openAdjust(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const seen = readRequestValue(call.value);
  const about = seen === null ? null : ({ of: 'request', number: seen.number } as const);
  if (seen === null || about === null || !(await isKnownSubject(ports, about))) return unknownClick(context, call);
  const page = { trigger_id: call.triggerId, view: workingView(wording) };
  const opened = await (call.view === null ? client.views.open(page) : client.views.push(page));
  await call.ack();
  await adoptCopy(ports, call.message, about, 'request_card');
  const found = await openAdjustment(ports, call.user, seen);
  const view = isRefusal(found) ? await refusalPage(context, call.user, found) : adjustView(call.value, found, wording);
  const viewId = opened.view?.id;
  if (viewId !== undefined) await updateView(client, viewId, view);
}

/** What would be approved instead was sent. */
export async function sendAdjustment(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const seen = readRequestValue(readAdjusted(call.privateMetadata) ?? '');
  if (seen === null) return unknownControl(context, call);
  const { number: id, revision } = seen;
  const read = await readAdjustment(ports, call.user, id, readForm(call.values));
  if (!isRefusal(read) && 'problems' in read) {
    return call.ack({ response_action: 'errors', errors: fieldErrors(wording, read.problems, call.values) });
  }
  const aim = { id, revision, place: 'details' } as const;
  const offered = isRefusal(read) ? read : await act(ports, call.user, { act: 'adjust_request', ...read }, aim);
  if (isRefusal(offered)) return refuseSubmission(context, call, offered);
  ports.wake.outbox();
  await call.ack({ response_action: 'clear' });
}
