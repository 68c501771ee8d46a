import { isRefusal } from '../../domain/refusal.ts';
import { browseClassic } from '../../operations/ask/browse-classic.ts';
import { readPageValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { classicListView } from '../views/classic-list.ts';
import { workingView } from '../views/working-view.ts';
import { refusalPage } from './refuse-privately.ts';
import { unknownClick } from './unknown-control.ts';

async function fillIn(context: SlackContext, user: ClickCall['user'], viewId: string, page: number): Promise<void> {
  const { ports, client, wording } = context;
  const found = await browseClassic(ports, user, page);
  await updateView(
    client,
    viewId,
    isRefusal(found) ? await refusalPage(context, user, found) : classicListView(found, wording),
  );
}

/** Show classic tokens, in a message or in the inventory. */
export async function showClassic(context: SlackContext, call: ClickCall): Promise<void> {
  const { client, wording } = context;
  const page = { trigger_id: call.triggerId, view: workingView(wording) };
  const opened = await (call.view === null ? client.views.open(page) : client.views.push(page));
  await call.ack();
  if (opened.view?.id !== undefined) await fillIn(context, call.user, opened.view.id, 0);
}

/** Next, or Previous. */
export async function turnClassicPage(context: SlackContext, call: ClickCall): Promise<void> {
  if (call.view === null) return unknownClick(context, call);
  await call.ack();
  await fillIn(context, call.user, call.view.id, readPageValue(call.value));
}
