import type { FieldValue } from '@countersign/sandbox-slack/fill-answer';
import type { LocalSlack } from '@countersign/sandbox-slack/local-slack';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import type { OpenView, PostedMessage } from '@countersign/sandbox-slack/state';

export type Answers = readonly Readonly<Record<string, FieldValue>>[];

/** Fills in the pages of `/pat request` one after the other and sends the last. Throws with the errors at the fields. */
export async function askForToken(slack: LocalSlack, userId: string, pages: Answers): Promise<OpenView> {
  const outcome = await slack.command(userId, '/pat request');
  let view = await slack.until(() => outcome.modal);
  for (const answers of pages) {
    const { view: next, errors } = await slack.submit(userId, await slack.fill(userId, view, answers));
    if (next === undefined) throw new Error(`the form did not go on: ${JSON.stringify(errors)}`);
    view = next;
  }
  const sent = await slack.submit(userId, view);
  if (!sent.closed) throw new Error('the request was not sent');
  return view;
}

/** The newest message of a list that says these words. */
export function saying(messages: readonly PostedMessage[], words: string): PostedMessage {
  const found = messages.findLast((message) => textOf(message).includes(words));
  if (found === undefined) throw new Error(`no message says “${words}”`);
  return found;
}
