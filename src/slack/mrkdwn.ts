import { redactCredentials } from '../domain/credential.ts';
import type { Instant } from '../domain/ids.ts';
import type { Speech } from '../wording/speech.ts';
import type { Wording } from '../wording/wording.ts';

/** Slack's own three, and nothing else. What is escaped can name nobody and link nowhere. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What is between an angle bracket and the next: a person, a moment. */
export const reference = /(<[^<>]*>)/;

/** What mrkdwn takes for bold, italic, strike, code, an emoji or a name, escaped or not; none of our own sentences has any. */
export const lively = /[*_~`]|:[^\s:<>]+:|@(?:here|channel|everyone)\b/;
const livelyParts = /(?<!\w)[*_~`]|:(?=[^\s:<>]+:)|@(?=(?:here|channel|everyone)\b)/g;
const unseen = '\u200B';

/**
 * For the one place that can be nothing but mrkdwn, a message's `text`: a space without width keeps what others wrote from coming alive.
 * A mark opens only at a word's edge, a code or a name is one only where nothing stands in it.
 */
export function inertMrkdwn(text: string): string {
  return text
    .split(reference)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replaceAll(livelyParts, (mark) => (/[:@]/.test(mark) ? mark + unseen : unseen + mark)),
    )
    .join('');
}

/** On one line, without credentials, and escaped. Every block that shows it is `verbatim`, else Slack would make links of plain @names and addresses; where it has
 * marks or emoji codes, sentence.ts lays it out as rich text. */
function inert(text: string): string {
  return escapeMrkdwn(redactCredentials(text).replaceAll('\n', ' '));
}

/** A link of ours under words of ours; sentence.ts lays it out where it can't stand in mrkdwn. */
export function link(url: string, label: string): string {
  return `<${url}|${label}>`;
}

/** Slack shows the moment in its reader's own zone; the fallback names the zone it is in. */
function date(at: Instant, format: string, fallback: string): string {
  return `<!date^${Math.floor(at / 1_000)}^${format}|${fallback}>`;
}

export function mrkdwnSpeech(wording: Pick<Wording, 'inQuotes' | 'dateAndTime' | 'minuteInUtc' | 'day'>): Speech {
  return {
    person: (slackId) => `<@${slackId}>`,
    group: (id) => `<!subteam^${id}>`,
    instant: (at) => date(at, wording.dateAndTime('{date}', '{time}'), wording.minuteInUtc(at)),
    day: (at) => date(at, '{date}', wording.day(at)),
    quoted: (text) => wording.inQuotes(inert(text)),
    name: inert,
  };
}
