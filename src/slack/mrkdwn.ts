import { redactCredentials } from '../domain/credential.ts';
import type { Instant } from '../domain/ids.ts';
import type { Speech } from '../wording/speech.ts';

/** Slack's own three, and nothing else. What is escaped can name nobody and link nowhere. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** On one line, without credentials, and escaped. Every block that shows it is `verbatim`, else Slack would make links of plain @names and addresses. */
function inert(text: string): string {
  return escapeMrkdwn(redactCredentials(text).replaceAll('\n', ' '));
}

const minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

/** Slack shows the moment in its reader's own zone; the fallback names the zone it is in. */
function date(at: Instant, format: string, fallback: string): string {
  return `<!date^${Math.floor(at / 1_000)}^${format}|${fallback}>`;
}

export const mrkdwnSpeech: Speech = {
  person: (slackId) => `<@${slackId}>`,
  instant: (at) => date(at, '{date_long} at {time}', `${minute.format(at)} UTC`),
  day: (at) => date(at, '{date_long}', day.format(at)),
  quoted: (text) => `“${inert(text)}”`,
};
