import { looksLikeCredential } from '../../domain/credential.ts';
import { isRefusal } from '../../domain/refusal.ts';
import { everything, type InventoryFilter } from '../../domain/tokens/inventory.ts';
import { browseTokens } from '../../operations/ask/browse-tokens.ts';
import type { ClickCall, CommandCall, SlackContext, SubmissionCall } from '../context.ts';
import { readFiltered } from '../forms/private-metadata.ts';
import { readFilter } from '../forms/read-filter.ts';
import { readForm } from '../forms/read-form.ts';
import { type InventoryPlace, readInventoryValue } from '../inventory-value.ts';
import { updateView } from '../update-view.ts';
import { filterView, inventoryView } from '../views/token-inventory.ts';
import { workingView } from '../views/working-view.ts';
import { refusalPage, refuseSubmission } from './refuse-privately.ts';
import { unknownClick, unknownControl } from './unknown-control.ts';

async function fillIn(
  context: SlackContext,
  user: ClickCall['user'],
  viewId: string | undefined,
  { filter, page }: InventoryPlace,
): Promise<void> {
  const { ports, client, wording } = context;
  const found = await browseTokens(ports, user, filter, page);
  const view = isRefusal(found) ? await refusalPage(context, user, found) : inventoryView(found, wording);
  if (viewId !== undefined) await updateView(client, viewId, view);
}

/** `/pat tokens`, or a login after it. Opens at once, since the trigger lives 3 s. */
export async function browseByName(context: SlackContext, call: CommandCall): Promise<void> {
  const { client, wording } = context;
  const opened = await client.views.open({ trigger_id: call.triggerId, view: workingView(wording) });
  await call.ack();
  await fillIn(context, call.user, opened.view?.id, { filter: everything, page: 0 });
}

/** A number in a message, or a button elsewhere: the tokens that it counts. */
export async function showTokens(context: SlackContext, call: ClickCall): Promise<void> {
  const { client, wording } = context;
  const place = readInventoryValue(call.value);
  if (place === null) return unknownClick(context, call);
  const page = { trigger_id: call.triggerId, view: workingView(wording) };
  const opened = await (call.view === null ? client.views.open(page) : client.views.push(page));
  await call.ack();
  await fillIn(context, call.user, opened.view?.id, place);
}

/** Next, or Previous. */
export async function turnPage(context: SlackContext, call: ClickCall): Promise<void> {
  const place = readInventoryValue(call.value);
  if (place === null || call.view === null) return unknownClick(context, call);
  await call.ack();
  await fillIn(context, call.user, call.view.id, place);
}

/** Filter…: only a form; what it finds is checked when it is sent. */
export async function askFilter(context: SlackContext, call: ClickCall): Promise<void> {
  const { ports, client, wording } = context;
  const place = readInventoryValue(call.value);
  if (place === null || call.view === null) return unknownClick(context, call);
  const organizations = await ports.store.organizations();
  const view = filterView(place.filter, call.view.id, organizations, wording);
  await client.views.push({ trigger_id: call.triggerId, view });
  await call.ack();
}

/** The filter was chosen: the list below shows what it finds. */
export async function filterTokens(context: SlackContext, call: SubmissionCall): Promise<void> {
  const { ports, client, wording } = context;
  const listId = readFiltered(call.privateMetadata);
  if (listId === null) return unknownControl(context, call);
  const filter: InventoryFilter = readFilter(readForm(call.values));
  // What is filtered by is said again above the list.
  if (filter.holder !== null && looksLikeCredential(filter.holder)) {
    const errors = { holder: wording.fieldProblem({ why: 'looks_like_credential' }) };
    return call.ack({ response_action: 'errors', errors });
  }
  const found = await browseTokens(ports, call.user, filter, 0);
  if (isRefusal(found)) return refuseSubmission(context, call, found);
  await updateView(client, listId, inventoryView(found, wording));
  await call.ack();
}
