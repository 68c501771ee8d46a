import type { Refusal } from '../../domain/refusal.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalMessage } from '../views/refusal-message.ts';
import { refusalView } from '../views/refusal-view.ts';
import { withAddress } from './offer-sign-in.ts';

/** A command's Refusal is its answer. */
export async function refuseCommand(context: SlackContext, call: CommandCall, refusal: Refusal): Promise<void> {
  const said = await withAddress(context, call.user, refusal);
  await call.ack({ response_type: 'ephemeral', ...refusalMessage(context.wording, said.refusal, said.address) });
}

/**
 * A click's Refusal: in the modal it was made in, in one of its own on Home, else privately below the message. Nothing changed, but the card may be out of date,
 * so it is drawn again.
 */
export async function refuseClick(
  context: SlackContext,
  { user, view, responseUrl, triggerId }: ClickCall,
  refusal: Refusal,
): Promise<void> {
  const { wording, client, respond } = context;
  const said = await withAddress(context, user, refusal);
  if (view !== null) {
    await updateView(client, view.id, refusalView(wording, said.refusal, said.address));
    return;
  }
  // On Home there is nothing to answer below.
  if (responseUrl === undefined) {
    await client.views.open({ trigger_id: triggerId, view: refusalView(wording, said.refusal, said.address) });
    return;
  }
  await respond(responseUrl, refusalMessage(wording, said.refusal, said.address));
}
