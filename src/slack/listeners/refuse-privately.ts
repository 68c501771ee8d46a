import type { ModalView } from '@slack/types';
import type { SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { ClickCall, CommandCall, SlackContext, SubmissionCall } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalMessage } from '../views/refusal-message.ts';
import { refusalView } from '../views/refusal-view.ts';
import { withAddress } from './offer-sign-in.ts';

/** A Refusal as a page of a form: it names a button where there is a way on, so only here one is made. */
export async function refusalPage(context: SlackContext, user: SlackUserId, refusal: Refusal): Promise<ModalView> {
  const said = await withAddress(context, user, refusal);
  return refusalView(context.wording, said.refusal, said.address);
}

/** A command's Refusal is its answer. */
export async function refuseCommand(context: SlackContext, call: CommandCall, refusal: Refusal): Promise<void> {
  const said = await withAddress(context, call.user, refusal);
  await call.ack({ response_type: 'ephemeral', ...refusalMessage(context.wording, said.refusal, said.address) });
}

/** What was sent stays where it was sent: the form says why it can't be done. */
export async function refuseSubmission(context: SlackContext, call: SubmissionCall, refusal: Refusal): Promise<void> {
  await call.ack({ response_action: 'update', view: await refusalPage(context, call.user, refusal) });
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
  if (view !== null) {
    await updateView(client, view.id, await refusalPage(context, user, refusal));
    return;
  }
  // On Home there is nothing to answer below.
  if (responseUrl === undefined) {
    await client.views.open({ trigger_id: triggerId, view: await refusalPage(context, user, refusal) });
    return;
  }
  const said = await withAddress(context, user, refusal);
  await respond(responseUrl, refusalMessage(wording, said.refusal, said.address));
}
