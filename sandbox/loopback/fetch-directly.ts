import { setImmediate as turn } from 'node:timers/promises';
import type { LoopbackServer, Request, Sent } from './loopback-server.ts';

/** These have no body, and `Response` takes none. */
const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

async function requestOf(url: string, init: RequestInit): Promise<Request> {
  const headers = Object.fromEntries(new Headers(init.headers));
  const { host } = new URL(url);
  const { body, method = 'GET' } = init;
  if (typeof body === 'string' || body === undefined || body === null) {
    const type = typeof body === 'string' ? { 'content-type': 'text/plain;charset=UTF-8' } : {};
    return { method, url: new URL(url), headers: { accept: '*/*', ...type, ...headers, host }, raw: body ?? '' };
  }
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type');
  return {
    method,
    url: new URL(url),
    headers: { accept: '*/*', ...(type === null ? {} : { 'content-type': type }), ...headers, host },
    // `text` would leave out a byte order mark.
    raw: Buffer.from(await encoded.arrayBuffer()).toString('utf8'),
  };
}

function responseOf(url: string, { status, headers, text }: Sent, { redirect }: RequestInit): Response {
  if (status >= 300 && status < 400 && status !== 304 && redirect !== 'manual') {
    if (redirect !== 'error') throw new Error('whoever follows redirects asks over HTTP');
    throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
  }
  const response = new Response(withoutBody.has(status) ? null : text, { status, headers: { ...headers } });
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

/** What `work` answers, unless the signal comes first; whoever was asked goes on, as over a connection. */
async function unlessAborted<T>(signal: AbortSignal | null | undefined, work: () => Promise<T>): Promise<T> {
  if (signal === null || signal === undefined) return work();
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * `fetch` that asks the servers of this process without a connection, and everybody else as before. What is sent and answered is the same;
 * a turn of the event loop each way stands for the way there and back, so that calls meet each other as over a network.
 */
export function fetchDirectly(
  serverAt: (origin: string) => LoopbackServer | undefined,
  otherwise: typeof fetch,
): typeof fetch {
  return async (input, init = {}) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : null;
    const server = url === null ? undefined : serverAt(url.split('/', 3).join('/'));
    if (url === null || server === undefined) return otherwise(input, init);
    return unlessAborted(init.signal, async () => {
      const request = await requestOf(url, init);
      await turn();
      const sent = await server.answer(request).catch(() => null);
      await turn();
      if (sent === null) throw new TypeError('fetch failed', { cause: new Error('other side closed') });
      return responseOf(url, sent, init);
    });
  };
}
