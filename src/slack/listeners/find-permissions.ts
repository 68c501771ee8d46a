import type { CommandCall, SlackContext } from '../context.ts';
import { permissionAnswer } from '../views/permission-answer.ts';

/** `/pat permissions <a call or words>`: only GitHub's own table is read, and what was typed is neither kept nor repeated. */
export async function findPermissions({ wording }: SlackContext, { argument, ack }: CommandCall): Promise<void> {
  await ack({ response_type: 'ephemeral', ...permissionAnswer(argument, wording) });
}
