import { readValue } from '../button-value.ts';
import type { ClickCall, SlackContext } from '../context.ts';
import { undoMessage } from '../views/undo-message.ts';
import { unknownClick } from './unknown-control.ts';

/** How to undo it, on the question about a token that was prolonged. It decides nothing, and names nothing of anybody's. */
export async function explainUndo(context: SlackContext, call: ClickCall): Promise<void> {
  if (readValue(call.value) === null) return unknownClick(context, call);
  await call.ack();
  await context.respond(call.responseUrl, undoMessage(context.wording));
}
