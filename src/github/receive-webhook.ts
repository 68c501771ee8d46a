import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';
import type { Hint } from '../domain/change.ts';
import { cleanLine } from '../domain/user-text.ts';
import { Fault } from '../ports/fault.ts';
import type { Log } from '../ports/log.ts';

/** What a delivery leaves behind: that the organization needs a pass, and for display who did what. */
export type Delivery = {
  readonly organizationLogin: string;
  readonly key: string;
  readonly told: Hint['told'];
};

const mostBytes = 5 * 1024 * 1024;

const shortText = z.string().transform((text) => cleanLine(text).slice(0, 100));
const login = z.object({ login: shortText });
const payload = z.object({
  action: shortText.optional(),
  organization: login.optional(),
  installation: z.object({ account: login.optional() }).optional(),
  sender: login.optional(),
  personal_access_token_request: z.object({ id: z.number().int() }).optional(),
});

class TooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    // Before the signature is known to be good, nobody may make us hold more than this.
    if (size > mostBytes) throw new TooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent || response.writableEnded) return;
  // A body that was not read to its end leaves the connection useless.
  response.writeHead(status, status === 413 ? { connection: 'close' } : {}).end();
}

/**
 * GitHub's webhooks: size, signature, one commit, 2xx; nothing else. The delivery's id and event name are not signed and a body can be
 * replayed, so all of it is a hint: what is true is read from GitHub's lists.
 */
export function receiveWebhook(options: {
  readonly secret: string | null;
  readonly record: (delivery: Delivery) => Promise<void>;
  readonly log: Log;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { secret, record, log } = options;
  return async (request, response) => {
    if (request.method !== 'POST') return answer(response, 405);
    if (secret === null) return answer(response, 404);
    let body: string;
    try {
      body = await readBody(request);
    } catch (error) {
      return answer(response, error instanceof TooLarge ? 413 : 400);
    }
    const signature = header(request, 'x-hub-signature-256');
    const isSigned = /^sha256=[0-9a-f]{64}$/.test(signature) && body !== '' && (await verify(secret, body, signature));
    if (!isSigned) {
      log.warn('a webhook was refused: its signature is missing or wrong');
      return answer(response, 401);
    }
    if (!/^application\/json\b/i.test(header(request, 'content-type'))) return answer(response, 415);
    let read: z.infer<typeof payload>;
    try {
      read = payload.parse(JSON.parse(body));
    } catch {
      return answer(response, 400);
    }
    const organizationLogin = read.organization?.login ?? read.installation?.account?.login ?? '';
    if (organizationLogin === '') return answer(response, 202);
    const delivery = header(request, 'x-github-delivery');
    try {
      await record({
        organizationLogin,
        // The id of a delivery is not signed: the body is part of the key, so that nobody can use up an id before its delivery comes.
        key: `${/^[A-Za-z0-9-]{1,100}$/.test(delivery) ? delivery : ''}:${createHash('sha256').update(body).digest('hex')}`,
        told:
          read.personal_access_token_request === undefined
            ? null
            : {
                event: 'personal_access_token_request',
                act: read.action ?? '',
                patRequestId: read.personal_access_token_request.id,
                by: read.sender?.login ?? null,
              },
      });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.error('a webhook could not be recorded', { code: error.code });
      return answer(response, 503);
    }
    answer(response, 202);
  };
}
