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

const mostPages = 6;

/** As a person does who knows what they want: each answer goes to the page that asks for it, in this order. Throws where none does. */
export async function answerForm(
  slack: LocalSlack,
  userId: string,
  answers: Readonly<Record<string, FieldValue>>,
): Promise<void> {
  const outcome = await slack.command(userId, '/pat request');
  let view = await slack.until(() => outcome.modal);
  const left = new Map(Object.entries(answers));
  for (let page = 0; page < mostPages; page += 1) {
    for (const [field, value] of [...left]) {
      if (!view.blocks.some(({ block_id: blockId }) => blockId === field)) continue;
      view = await slack.fill(userId, view, { [field]: value });
      left.delete(field);
    }
    const { view: next, errors, closed } = await slack.submit(userId, view);
    if (closed && left.size === 0) return;
    if (next === undefined) throw new Error(`the form did not go on: ${JSON.stringify([...left.keys(), errors])}`);
    view = next;
  }
  throw new Error('the form has no end');
}

/** The newest message of a list that says these words. */
export function saying(messages: readonly PostedMessage[], words: string): PostedMessage {
  const found = messages.findLast((message) => textOf(message).includes(words));
  if (found === undefined) throw new Error(`no message says “${words}”`);
  return found;
}
