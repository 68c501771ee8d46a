import { isRefusal, type Refusal } from '../../domain/refusal.ts';
import type { Answers } from '../../domain/requests/form-fields.ts';
import { startRequest as start, startOver as startAnew, startFilledIn } from '../../operations/ask/start-request.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { emptiedFormView } from '../views/request-form.ts';
import { openingPage } from './form-page.ts';
import { listAddress } from './redraw-list.ts';
import { refuseClick, refuseCommand } from './refuse-privately.ts';

/** Opens the form with what is answered already. */
export async function openRequestForm(
  context: SlackContext,
  { user, triggerId }: Pick<CommandCall | ClickCall, 'user' | 'triggerId'>,
  answers: Answers,
): Promise<Refusal | null> {
  const opening = await startFilledIn(context.ports, user, { answers });
  if (isRefusal(opening)) return opening;
  await context.client.views.open({ trigger_id: triggerId, view: openingPage(context, opening) });
  return null;
}

/** `/pat request` */
export async function startRequest(context: SlackContext, call: CommandCall): Promise<void> {
  const { ports, client } = context;
  const opening = await start(ports, call.user);
  if (isRefusal(opening)) return refuseCommand(context, call, opening);
  await client.views.open({ trigger_id: call.triggerId, view: openingPage(context, opening) });
  await call.ack();
}

/** Request a token…, on Home. */
export async function startRequestByButton(context: SlackContext, call: ClickCall): Promise<void> {
  const opening = await start(context.ports, call.user);
  if (isRefusal(opening)) {
    await call.ack();
    return refuseClick(context, call, opening);
  }
  await context.client.views.open({ trigger_id: call.triggerId, view: openingPage(context, opening) });
  await call.ack();
}

/** Start again, in a form that was filled in with what the person had left. */
export async function startOver(context: SlackContext, call: ClickCall): Promise<void> {
  const opening = await startAnew(context.ports, call.user);
  if (isRefusal(opening)) {
    await call.ack();
    return refuseClick(context, call, opening);
  }
  if (call.view !== null) {
    await updateView(context.client, call.view.id, emptiedFormView(context.wording));
    await updateView(context.client, call.view.id, openingPage(context, opening, listAddress(call)));
  }
  await call.ack();
}
