import { request } from 'node:http';
import { signRequest } from './sign-request.ts';

/** Any body, well or badly signed. */
export type RawInteraction = {
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timestampShiftSeconds?: number;
  readonly badSignature?: boolean;
};

/** How the bot answered. `httpStatus` is 0 where it did not, and `timedOut` tells whether it was given up waiting. */
export type Delivery = { readonly httpStatus: number; readonly timedOut: boolean; readonly body: string };
export type Parcel = {
  readonly url: string;
  readonly body: string;
  readonly contentType: string;
  readonly signingSecret: string;
  readonly signedAt: Date;
  readonly answerWithinMs: number;
  /** Laid over the headers that Slack sends. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** Posts as Slack does: signed, from a connection of its own, and hanging up when the answer takes too long. */
export function sendSigned(parcel: Parcel): Promise<Delivery> {
  const timestamp = Math.floor(parcel.signedAt.getTime() / 1000);
  const { promise, resolve } = Promise.withResolvers<Delivery>();
  const outgoing = request(
    parcel.url,
    {
      method: 'POST',
      agent: false,
      headers: {
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        accept: 'application/json,*/*',
        'content-type': parcel.contentType,
        'content-length': String(Buffer.byteLength(parcel.body)),
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signRequest(parcel.signingSecret, timestamp, parcel.body),
        ...parcel.headers,
      },
    },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        finish({ httpStatus: incoming.statusCode ?? 0, timedOut: false, body });
      });
      incoming.on('error', () => finish({ httpStatus: 0, timedOut: false, body: '' }));
    },
  );
  const patience = setTimeout(() => {
    finish({ httpStatus: 0, timedOut: true, body: '' });
    outgoing.destroy();
  }, parcel.answerWithinMs);
  const finish = (delivery: Delivery): void => {
    clearTimeout(patience);
    resolve(delivery);
  };
  outgoing.on('error', () => finish({ httpStatus: 0, timedOut: false, body: '' }));
  outgoing.end(parcel.body);
  return promise;
}
