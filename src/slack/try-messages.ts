import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Instant } from '../domain/ids.ts';
import { languages } from '../domain/language.ts';
import { said } from '../domain/said.ts';
import type { Fault } from '../ports/fault.ts';
import type { MessageContent } from '../ports/message-content.ts';
import { wordingFor } from '../wording/wording-for.ts';
import { exampleMessages } from './example-messages.ts';
import { asSlackFault } from './slack-fault.ts';
import { bytesOf } from './views/bytes.ts';
import type { Rendered } from './views/layout.ts';
import { renderMessage } from './views/render-message.ts';

/** What Slack's own validator (`blocks.validate`, which needs no scope and posts nothing) says of each kind of message. */
export type TriedMessages = {
  /** How many kinds there are, and how many of them Slack looked at. */
  readonly kinds: number;
  readonly tried: number;
  readonly refused: readonly { readonly kind: string; readonly said: string }[];
  /** What ended it before all were tried; null where nothing did. */
  readonly endedBy: Fault | null;
};

/** https://docs.slack.dev/reference/methods/blocks.validate: what is wrong with the payload, rather than with the call. */
const refusals: readonly string[] = [
  'invalid_blocks',
  'invalid_message',
  'invalid_blocks_format',
  'msg_blocks_too_long',
];

/** One after another: the method has limits of its own. */
export async function tryMessages(client: WebClient, command: string, now: Instant): Promise<TriedMessages> {
  const examples = exampleMessages(now);
  const refused: { readonly kind: string; readonly said: string }[] = [];
  let tried = 0;
  for (const [kind, content] of examples) {
    try {
      await client.apiCall('blocks.validate', { message: longest(content, command, now) });
    } catch (error) {
      const fault = asSlackFault(error);
      if (!refusals.includes(fault.code)) return { kinds: examples.length, tried, refused, endedBy: fault };
      refused.push({ kind, said: wordsOf(error) ?? fault.code });
    }
    tried += 1;
  }
  return { kinds: examples.length, tried, refused, endedBy: null };
}

/** In the language in which it is longest: Slack counts bytes. */
function longest(content: MessageContent, command: string, now: Instant): Pick<Rendered, 'text' | 'blocks'> {
  const [found] = languages
    .map((language) => renderMessage(content, wordingFor(language, command), now))
    .map(({ text, blocks }) => ({ text, blocks }))
    .toSorted((one, other) => bytesOf(JSON.stringify(other)) - bytesOf(JSON.stringify(one)));
  return found ?? { text: '', blocks: [] };
}

/** Slack's own words: `must be less than 151 characters (/blocks/0/text/text)`. */
function wordsOf(error: unknown): string | null {
  if (!(error instanceof WebAPIPlatformError)) return null;
  const { errors } = error.data as { readonly errors?: unknown };
  if (!Array.isArray(errors)) return null;
  const words = errors.map((one: unknown) => {
    const { message, pointer } = (one ?? {}) as { readonly message?: unknown; readonly pointer?: unknown };
    return typeof one === 'string' ? one : `${String(message)} (${String(pointer)})`;
  });
  return words.length === 0 ? null : said(words.join('; '));
}
