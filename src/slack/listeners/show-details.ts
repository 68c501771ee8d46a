import type { RequestNumber, SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import type { Named } from '../../domain/requests/meant-by-name.ts';
import { type Details, showDetails as details } from '../../operations/ask/show-details.ts';
import { readRequestValue, readValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { requestDetailsView } from '../views/request-details.ts';
import { workingView } from '../views/working-view.ts';
import { readNamed } from './read-named.ts';
import { refusalPage, refuseCommand } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

/** Why somebody may not see a request: it is none of theirs. */
const notTheirs: ReadonlySet<Refusal['why']> = new Set(['unknown_message', 'details_not_theirs', 'not_a_member']);

/** Details: a request's value begins with its number, a token's with its id. */
function subjectOf(value: string): Named | null {
  const request = readRequestValue(value);
  if (request !== null) return { of: 'request', number: request.number as RequestNumber };
  const token = readValue(value);
  return token === null ? null : { of: 'token', id: token.id };
}

/** Fills the page that was opened in with what GitHub lets this person see. */
async function fillIn(
  context: SlackContext,
  user: SlackUserId,
  viewId: string | undefined,
  found: Details | Refusal,
): Promise<void> {
  const { client, wording, githubWebUrl } = context;
  const view = isRefusal(found)
    ? await refusalPage(context, user, found)
    : requestDetailsView(found, wording, githubWebUrl);
  if (viewId !== undefined) await updateView(client, viewId, view);
}

/** Opens at once, since the trigger lives 3 s. */
export async function showDetails(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, readable, client, wording } = context;
  const subject = subjectOf(call.value);
  if (subject === null) return unknownClick(context, call);
  const page = { trigger_id: call.triggerId, view: workingView(wording) };
  // From a list one comes back to it.
  const opened = await (call.view === null ? client.views.open(page) : client.views.push(page));
  await call.ack();
  await fillIn(context, call.user, opened.view?.id, await details(ports, readable, call.user, subject));
}

/** `/pat show PAT-n`, or a name. Somebody else's is answered like one that does not exist. */
export async function showDetailsByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, readable, client, wording } = context;
  const named = await readNamed(context, call, 'show');
  if (isRefusal(named)) return refuseCommand(context, call, named);
  const opened = await client.views.open({ trigger_id: call.triggerId, view: workingView(wording) });
  await call.ack();
  const found = await details(ports, readable, call.user, named);
  const isHidden = named.of === 'request' && isRefusal(found) && notTheirs.has(found.why);
  await fillIn(
    context,
    call.user,
    opened.view?.id,
    isHidden ? refuse({ why: 'not_your_request', number: named.number }) : found,
  );
}
