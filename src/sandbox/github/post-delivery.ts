import { request } from 'node:http';
import type { Attempt } from './webhooks.ts';

const patienceMs = 10_000;
type Outcome = Pick<Attempt, 'status' | 'statusCode' | 'durationSeconds' | 'responseBody' | 'responseHeaders'>;

/** Posts one webhook as GitHub does: from a connection of its own, hanging up after ten seconds, following no redirect. */
export function postDelivery(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  stopped: AbortSignal,
): Promise<Outcome> {
  const startedMs = performance.now();
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const outgoing = request(
    url,
    { method: 'POST', agent: false, signal: stopped, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', () => finish('failed to connect to host', 0));
      incoming.on('end', () => {
        const statusCode = incoming.statusCode ?? 0;
        const isOk = statusCode >= 200 && statusCode < 300;
        const status = isOk ? 'OK' : `Invalid HTTP Response: ${statusCode}`;
        finish(status, statusCode, Buffer.concat(chunks).toString('utf8'), incoming.headers);
      });
    },
  );
  const patience = setTimeout(() => {
    finish('timed out', 0);
    outgoing.destroy();
  }, patienceMs);
  function finish(status: string, statusCode: number, answer: string | null = null, answered: object = {}): void {
    clearTimeout(patience);
    const responseHeaders = Object.fromEntries(
      Object.entries(answered).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
    );
    const durationSeconds = Math.round(performance.now() - startedMs) / 1000;
    resolve({ status, statusCode, durationSeconds, responseBody: answer, responseHeaders });
  }
  outgoing.on('error', () => finish('failed to connect to host', 0));
  outgoing.end(body);
  return promise;
}
