import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { verify } from '@octokit/webhooks-methods';
import { z } from 'zod';
import type { Hint } from '../domain/change.ts';
import { redactCredentials } from '../domain/credential.ts';
import type { GithubUserId } from '../domain/ids.ts';
import { cleanLine } from '../domain/user-text.ts';
import { Fault } from '../ports/fault.ts';
import type { Log, LogRefused } from '../ports/log.ts';

/** What a delivery leaves behind: that the organization needs a pass, and for display who did what. */
export type Delivery = {
  readonly organizationLogin: string;
  readonly key: string;
  readonly told: Hint['told'];
};

const shortText = z.string().transform((text) => redactCredentials(cleanLine(text)).slice(0, 100));
const login = z.object({ login: shortText });
const account = login.extend({ id: z.number().int().positive().optional() });
const payload = z.object({
  action: shortText.optional(),
  organization: login.optional(),
  installation: z.object({ account: login.optional() }).optional(),
  sender: account.optional(),
  personal_access_token_request: z
    .object({ id: z.number().int(), token_id: z.number().int().optional(), owner: login.optional() })
    .optional(),
  membership: z.object({ user: z.object({ login: shortText, id: z.number().int().optional() }).optional() }).optional(),
});

/** Null where it does not say what to look at. */
function toldBy(read: z.infer<typeof payload>): Hint['told'] {
  const { action, sender, personal_access_token_request: token, membership } = read;
  const byId = (sender?.id ?? null) as GithubUserId | null;
  const common = { act: action ?? '', by: sender?.login ?? null, byId };
  if (token !== undefined) {
    const { id, token_id: tokenId = null, owner } = token;
    const event = 'personal_access_token_request';
    return { ...common, event, patRequestId: id, tokenId, holder: owner?.login ?? null };
  }
  if (membership === undefined) return null;
  return {
    ...common,
    event: 'organization',
    patRequestId: null,
    tokenId: null,
    holder: membership.user?.login ?? null,
    holderId: (membership.user?.id ?? null) as GithubUserId | null,
  };
}

/** Byte for byte, or null: a decoder that repairs would let a changed body have the signature of the right one. */
function asText(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

async function isSigned(secret: string, body: string, signature: string): Promise<boolean> {
  if (body === '' || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  return verify(secret, body, signature);
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

/** GitHub sends JSON, or the same JSON in a form if the hook was made so: the signature is over what was sent, either way. */
function jsonOf(contentType: string, body: string): string | null {
  if (/^application\/json\b/i.test(contentType)) return body;
  return /^application\/x-www-form-urlencoded\b/i.test(contentType) ? new URLSearchParams(body).get('payload') : null;
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/**
 * GitHub's webhooks: signature, one commit, 2xx; nothing else. The delivery's id and event name are not signed and a body can be
 * replayed, so all of it is a hint: what is true is read from GitHub's lists.
 */
export function receiveWebhook(options: {
  readonly secret: string | null;
  readonly record: (delivery: Delivery) => Promise<void>;
  /** Somebody took back, on GitHub, what they had let the App know of them. */
  readonly authorizationRevoked: (githubId: GithubUserId) => Promise<void>;
  readonly log: Log;
  readonly refused: LogRefused;
}): (request: IncomingMessage, response: ServerResponse, received: Buffer) => Promise<void> {
  const { secret, record, authorizationRevoked, log, refused } = options;
  return async (request, response, received) => {
    if (secret === null) return answer(response, 404);
    const refuse = (status: number, why: string): void => {
      refused(`a webhook was refused: ${why}`);
      answer(response, status);
    };
    const body = asText(received);
    if (body === null || !(await isSigned(secret, body, header(request, 'x-hub-signature-256')))) {
      return refuse(401, 'its signature is missing or wrong');
    }
    const json = jsonOf(header(request, 'content-type'), body);
    if (json === null) return refuse(415, 'it is signed, but neither JSON nor a form with a payload');
    let read: z.infer<typeof payload>;
    try {
      read = payload.parse(JSON.parse(json));
    } catch {
      return refuse(400, 'it is signed, but can’t be read');
    }
    const organizationLogin = read.organization?.login ?? read.installation?.account?.login ?? '';
    if (organizationLogin === '') return keep(response, () => forget(read));
    const delivery = header(request, 'x-github-delivery');
    await keep(response, () =>
      record({
        organizationLogin,
        // The id of a delivery is not signed: the body is part of the key, so that nobody can use up an id before its delivery comes.
        key: `${/^[0-9a-f-]{1,64}$/i.test(delivery) ? delivery : ''}:${createHash('sha256').update(body).digest('hex')}`,
        told: toldBy(read),
      }),
    );
  };

  /** The event's name is not signed: what is revoked without an organization is an authorization. A replay ends what has ended already. */
  async function forget({ action, sender }: z.infer<typeof payload>): Promise<void> {
    if (action === 'revoked' && sender?.id !== undefined) await authorizationRevoked(sender.id as GithubUserId);
  }

  async function keep(response: ServerResponse, write: () => Promise<void>): Promise<void> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.error('a webhook could not be recorded', { code: error.code });
      return answer(response, 503);
    }
    answer(response, 202);
  }
}
