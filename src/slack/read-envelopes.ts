import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { LogRefused } from '../ports/log.ts';
import { leftOut } from './receive-request.ts';

type Client = SocketModeReceiver['client'];
/** How the client acknowledges an envelope; to its own types that is private. */
type Acknowledging = { readonly send: (envelopeId: string) => Promise<void> };

const rateLimited = z.looseObject({
  envelope_id: z.string(),
  payload: z.looseObject({ type: z.literal('app_rate_limited') }),
});

const misshapen = 'a message of Slack was refused: it is of a shape that Slack does not send';

/** The envelope that says that events were left out: it has no event in it. */
function rateLimitedIn(data: unknown): z.infer<typeof rateLimited> | null {
  try {
    return rateLimited.safeParse(JSON.parse(String(data))).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Stands before the client's own reading, which throws at what it doesn't expect, in a promise that nobody waits for: one odd message
 * would end the process.
 */
export function readEnvelopes(client: Client, refused: LogRefused): void {
  const readers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const told = rateLimitedIn(data);
    if (told === null) {
      Promise.all(readers.map((read) => read(data, isBinary))).catch(() => refused(misshapen));
      return;
    }
    refused(leftOut);
    // Where the connection ended meanwhile, Slack says it again.
    (client as unknown as Acknowledging).send(told.envelope_id).catch(() => undefined);
  });
}
