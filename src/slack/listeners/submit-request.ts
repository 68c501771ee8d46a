import { isRefusal } from '../../domain/refusal.ts';
import { submitRequest as submit } from '../../operations/ask/submit-request.ts';
import type { SlackContext, SubmissionCall } from '../context.ts';
import { readDraftId } from '../forms/private-metadata.ts';
import { problemsView } from '../views/problems-view.ts';
import { redrawList } from './redraw-list.ts';
import { refuseSubmission } from './refuse-privately.ts';
import { unknownControl } from './unknown-control.ts';

/** The last page was sent. The modal closes only after the commit; the requester's own copy follows by direct message. */
export async function submitRequest(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, wording } = context;
  const draftId = readDraftId(call.privateMetadata);
  if (draftId === null) return unknownControl(context, call);
  const submitted = await submit(ports, call.user, draftId);
  if (isRefusal(submitted)) return refuseSubmission(context, call, submitted);
  if ('problems' in submitted) {
    return call.ack({ response_action: 'update', view: problemsView(wording, submitted.problems) });
  }
  await call.ack({ response_action: 'clear' });
  await redrawList(context, call);
}
