import type { HTTPReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { LogRefused } from '../ports/log.ts';
import { createIsSigned } from './is-signed.ts';

type Listener = HTTPReceiver['requestListener'];
type Request = Parameters<Listener>[0];
type Response = Parameters<Listener>[1];

/** How far Slack's clock and ours may be apart (T5). */
const mostAheadSeconds = 60;
const mostBehindSeconds = 300;

/** Said where Slack tells it. */
export const leftOut = 'Slack left events out, because there were too many in an hour (app_rate_limited)';

const envelope = z.looseObject({ type: z.string().optional() });

function header(request: Request, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** Byte for byte, or null: a decoder that repairs would let a changed body have the signature of the right one. */
function asText(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

/** What Slack sent, or null where it can't be read: Bolt would answer 500 without a word, or not at all. */
function read(text: string, form: URLSearchParams | null): z.infer<typeof envelope> | null {
  try {
    const payload = form === null ? text : form.get('payload');
    return envelope.parse(payload === null ? Object.fromEntries(form ?? []) : JSON.parse(payload));
  } catch {
    return null;
  }
}

/**
 * Slack's requests before Bolt sees them: their date, their signature, and whether they can be read. Bolt would take dates of the
 * future, and says nothing of what it can't read; so it is told to leave all of that to this.
 */
export function receiveRequest(options: {
  readonly signingSecret: string;
  /** The world's clock: signatures are dated by it, whatever ours has been set to. */
  readonly now: () => number;
  readonly forward: Listener;
  readonly refused: LogRefused;
}): (request: Request, response: Response, body: Buffer) => void {
  const { signingSecret, now, forward, refused } = options;
  const isSigned = createIsSigned(signingSecret);
  return (request, response, body) => {
    const refuse = (status: 400 | 401, why: string): void => {
      refused(`a request of Slack was refused: ${why}`);
      response.writeHead(status).end();
    };
    const text = asText(body);
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(header(request, 'content-type'));
    if (text === null) return refuse(401, 'its body is no text');
    const form = isForm ? new URLSearchParams(text) : null;
    // Slack asks whether we are there, without a signature.
    if (form?.get('ssl_check') === '1') return void response.writeHead(200).end();
    const seconds = Number(header(request, 'x-slack-request-timestamp') || Number.NaN);
    if (!Number.isSafeInteger(seconds)) return refuse(401, 'it has no date');
    if (seconds > now() / 1_000 + mostAheadSeconds) {
      return refuse(401, 'it is dated in the future; is the clock of this machine behind?');
    }
    if (seconds < now() / 1_000 - mostBehindSeconds) {
      return refuse(401, 'it is older than five minutes; is the clock of this machine ahead?');
    }
    const signature = header(request, 'x-slack-signature');
    if (!isSigned(body, seconds, signature)) return refuse(401, 'its signature is missing or wrong');
    const sent = read(text, form);
    if (sent === null) return refuse(400, 'it is signed, but can’t be read');
    // An envelope without an event. Answered otherwise it would count as failed, and Slack switches events off after many failures.
    if (sent.type === 'app_rate_limited') {
      refused(leftOut);
      return void response.writeHead(200).end();
    }
    // Bolt takes a body that was read already, and knows a form by this very type.
    const headers = isForm
      ? { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' }
      : request.headers;
    forward(Object.assign(request, { rawBody: body, headers }), response);
  };
}
