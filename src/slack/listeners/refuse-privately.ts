import type { Refusal } from '../../domain/refusal.ts';
import type { ClickCall, CommandCall, SlackContext } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalMessage } from '../views/refusal-message.ts';
import { refusalView } from '../views/refusal-view.ts';

/** A command's Refusal is its answer. */
export async function refuseCommand({ wording }: SlackContext, { ack }: CommandCall, refusal: Refusal): Promise<void> {
  await ack({ response_type: 'ephemeral', ...refusalMessage(wording, refusal) });
}

/**
 * A click's Refusal: in the modal it was made in, in one of its own on Home, else privately below the message. Nothing changed, but the card may be out of date,
 * so it is drawn again.
 */
export async function refuseClick(
  { wording, client, respond }: SlackContext,
  { view, responseUrl, triggerId }: ClickCall,
  refusal: Refusal,
): Promise<void> {
  if (view !== null) {
    await updateView(client, view.id, refusalView(wording, refusal));
    return;
  }
  // On Home there is nothing to answer below.
  if (responseUrl === undefined) {
    await client.views.open({ trigger_id: triggerId, view: refusalView(wording, refusal) });
    return;
  }
  await respond(responseUrl, refusalMessage(wording, refusal));
}
