import type { Refusal } from '../../domain/refusal.ts';
import type { Acknowledge, Doorkeeper } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalMessage } from '../views/refusal-message.ts';
import { refusalView } from '../views/refusal-view.ts';

/** The id of an open form; what stands on Home stands in none. */
function formId(view: unknown): string | null {
  if (typeof view !== 'object' || view === null || ('type' in view && view.type === 'home')) return null;
  return 'id' in view && typeof view.id === 'string' ? view.id : null;
}

/** Whoever may not act here at all is told so, in the way that Slack takes for what they did. */
export async function refuseAtTheDoor(
  { wording, respond, client }: Doorkeeper,
  body: Readonly<Record<string, unknown>>,
  ack: Acknowledge,
  refusal: Refusal,
): Promise<void> {
  if ('command' in body) return ack({ response_type: 'ephemeral', ...refusalMessage(wording, refusal) });
  switch (body.type) {
    case 'view_submission':
      return ack({ response_action: 'update', view: refusalView(wording, refusal) });
    case 'block_suggestion':
      return ack({ options: [] });
    case 'block_actions':
    case 'message_action':
      await ack();
      if (typeof body.response_url !== 'string') {
        const view = refusalView(wording, refusal);
        const id = formId(body.view);
        if (client === null) return;
        if (id !== null) await updateView(client, id, view);
        else if (typeof body.trigger_id === 'string') await client.views.open({ trigger_id: body.trigger_id, view });
        return;
      }
      return respond(body.response_url, refusalMessage(wording, refusal));
    default:
      return ack();
  }
}
