import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from './ports/log.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Slack signs the time; its receiver refuses old ones, and this what is dated ahead of our clock (T5). */
const mostAheadSeconds = 60;

export function refuseFutureDates(handler: Handler, now: () => number): Handler {
  return (request, response) => {
    const seconds = Number(request.headers['x-slack-request-timestamp']);
    if (Number.isFinite(seconds) && seconds > now() / 1_000 + mostAheadSeconds) {
      response.writeHead(401).end();
      return;
    }
    return handler(request, response);
  };
}

/** Our one HTTP server. What is asked for by a path that is not in `routes` does not exist. */
export class HttpServer {
  readonly #server: Server;

  constructor(routes: ReadonlyMap<string, Handler>, log: Log) {
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      const handler = routes.get(path);
      if (handler === undefined) {
        response.writeHead(404).end();
        return;
      }
      Promise.resolve()
        .then(() => handler(request, response))
        .catch((error: unknown) => {
          log.error('a request failed by a bug', { path, why: String(error) });
          if (!response.headersSent) response.writeHead(500);
          response.end();
        });
    });
    this.#server.requestTimeout = 30_000;
    this.#server.headersTimeout = 10_000;
    this.#server.maxHeadersCount = 100;
  }

  /** Answers the port: the one asked for, or a free one for 0. */
  start(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Takes no new connections and waits for the answers under way. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      // Connections kept alive would hold the close up for as long as their clients like.
      this.#server.closeIdleConnections();
    });
  }
}
