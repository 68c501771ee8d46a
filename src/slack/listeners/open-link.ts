import type { ClickCall, SlackContext } from '../context.ts';

/** The person's own client opens the link; Slack tells of it and wants an answer. */
export async function openLink(_context: SlackContext, call: ClickCall): Promise<void> {
  await call.ack();
}
