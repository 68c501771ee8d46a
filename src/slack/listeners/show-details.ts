import type { RequestNumber } from '../../domain/ids.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { type DetailsSubject, showDetails as details } from '../../operations/ask/show-details.ts';
import { readRequestValue, readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalView } from '../views/refusal-view.ts';
import { requestDetailsView } from '../views/request-details.ts';
import { workingView } from '../views/working-view.ts';
import { unknownClick } from './unknown-control.ts';

/** Details: a request's value begins with its number, a token's with its id. */
function subjectOf(value: string): DetailsSubject | null {
  const request = readRequestValue(value);
  if (request !== null) return { of: 'request', number: request.number as RequestNumber };
  const token = readValue(value);
  return token === null ? null : { of: 'token', id: token.id };
}

/** Opens at once, since the trigger lives 3 s, and fills in what GitHub lets this person see. */
export async function showDetails(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, readable, client, wording, githubWebUrl } = context;
  const subject = subjectOf(call.value);
  if (subject === null) return unknownClick(context, call);
  const page = { trigger_id: call.triggerId, view: workingView(wording) };
  // From a list one comes back to it.
  const opened = await (call.view === null ? client.views.open(page) : client.views.push(page));
  await call.ack();
  const found = await details(ports, readable, call.user, subject);
  const view = isRefusal(found) ? refusalView(wording, found) : requestDetailsView(found, wording, githubWebUrl);
  const viewId = opened.view?.id;
  if (viewId !== undefined) await updateView(client, viewId, view);
}
