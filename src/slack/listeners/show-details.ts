import { asUnknown } from '../../domain/decisions/as-unknown.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import { type Details, showDetails as details } from '../../operations/ask/show-details.ts';
import { readNamedValue } from '../button-value.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { requestDetailsView } from '../views/request-details.ts';
import { workingView } from '../views/working-view.ts';
import { readNamed } from './read-named.ts';
import { refusalPage, refuseCommand } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

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
  const subject = readNamedValue(call.value);
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
  const shown = named.of === 'request' && isRefusal(found) ? asUnknown(found, named.number) : found;
  await fillIn(context, call.user, opened.view?.id, shown);
}
