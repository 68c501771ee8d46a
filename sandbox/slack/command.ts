import { isObject } from './check-value.ts';
import { shownId } from './grid.ts';
import { type Line, makeReply, type Outcome, outcomeOf, requireActive } from './line.ts';
import { slashCommand } from './payloads.ts';
import { postAnswer } from './response-urls.ts';
import type { SlackState } from './state.ts';
import { channelOf, openDirectMessages } from './workspace.ts';

/** Types `/pat request` in a channel, in the bot's direct messages unless told. */
export async function command(line: Line, userId: string, typed: string, channelId?: string): Promise<Outcome> {
  const { state } = line;
  requireActive(state, userId);
  const [, name, text] = /^(\/\S+)\s*(.*)$/s.exec(typed) ?? [];
  if (name === undefined) throw new Error(`a command starts with a slash: ${typed}`);
  const channel = channelId === undefined ? openDirectMessages(state, userId) : channelOf(state, channelId);
  const reply = makeReply(line, userId, { channelId: channel.id, messageTs: null });
  const form = slashCommand(
    state,
    userId,
    { command: name, text: escaped(state, text ?? ''), channelId: channel.id },
    reply,
  );
  const delivery = await line.post(form.toString(), 'application/x-www-form-urlencoded');
  if (delivery.httpStatus === 200 && delivery.body !== '') postAnswer(state, reply.url, readAnswer(delivery.body));
  return outcomeOf(state, delivery, reply.triggerId, reply.url.id);
}

/** As Slack hands it on to an app whose manifest has `should_escape: true`: people and addresses become references. */
function escaped(state: SlackState, text: string): string {
  const people = new Map([...state.people.values()].map(({ id, name }) => [name, id]));
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(?<![\w/.])https?:\/\/[^\s<>|]+/g, (url) => `<${url}>`)
    .replaceAll(/(?<!\S)@([a-z0-9._-]+)/g, (typed, name: string) => {
      const id = people.get(name);
      return id === undefined ? typed : `<@${shownId(state, id)}|${name}>`;
    });
}

/** An answer is a message as JSON, or plain text. */
function readAnswer(body: string): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(body);
    if (isObject(answer)) return answer;
  } catch {
    return { text: body };
  }
  return { text: body };
}
