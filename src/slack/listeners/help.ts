import type { CommandCall, SlackContext } from '../context.ts';
import { helpMessage } from '../views/help.ts';

export async function help({ wording }: SlackContext, { word, typed, ack }: CommandCall): Promise<void> {
  await ack({ response_type: 'ephemeral', ...helpMessage(wording, word, typed) });
}
