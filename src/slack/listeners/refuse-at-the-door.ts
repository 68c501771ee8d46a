import type { Refusal } from '../../domain/refusal.ts';
import type { Acknowledge, Doorkeeper } from '../context.ts';
import { updateView } from '../update-view.ts';
import { refusalMessage } from '../views/refusal-message.ts';
import { refusalView } from '../views/refusal-view.ts';

function viewId(view: unknown): string | null {
  return typeof view === 'object' && view !== null && 'id' in view && typeof view.id === 'string' ? view.id : null;
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
        const id = viewId(body.view);
        if (id !== null && client !== null) await updateView(client, id, refusalView(wording, refusal));
        return;
      }
      return respond(body.response_url, refusalMessage(wording, refusal));
    default:
      return ack();
  }
}
