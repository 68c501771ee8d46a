import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { TrailStream } from '../ports/trail-stream.ts';

const timeoutMs = 10_000;

export type AddressOptions = {
  readonly url: string;
  /** Signs what is sent, so that the receiver knows that it is ours and when it was sent. */
  readonly secret: string;
  readonly now: Clock['now'];
  readonly fetch?: typeof fetch;
};

/**
 * Posts to an address: lines of JSON, signed as `v1=` and the HMAC-SHA256 of `v1:` + the timestamp + `:` + the body. Any 2xx means that the
 * lines are kept. A redirect is not followed: entries go where the operator said and nowhere else.
 */
export function addressStream({ url, secret, now, fetch: fetchNow = fetch }: AddressOptions): TrailStream {
  return {
    id: createHash('sha256').update(url).digest('hex').slice(0, 16),
    send: async (lines, { first, last }) => {
      const timestamp = String(Math.floor(now() / 1_000));
      const signature = createHmac('sha256', secret).update(`v1:${timestamp}:${lines}`).digest('hex');
      let status: number;
      try {
        const answer = await fetchNow(url, {
          method: 'POST',
          body: lines,
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
          headers: {
            'content-type': 'application/x-ndjson',
            'user-agent': 'countersign',
            'countersign-timestamp': timestamp,
            'countersign-signature': `v1=${signature}`,
            'countersign-entries': `${first}-${last}`,
          },
        });
        status = answer.status;
        // An answer that is not read keeps its connection.
        await answer.body?.cancel();
      } catch (error) {
        return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'network';
      }
      return status >= 200 && status <= 299 ? null : `status_${status}`;
    },
  };
}
