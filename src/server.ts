import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BodiesInFlight } from './bodies-in-flight.ts';
import type { Log, LogRefused } from './ports/log.ts';

type Answered = Promise<void> | void;
export type Handler = (request: IncomingMessage, response: ServerResponse) => Answered;
/** Gets the whole body, from a sender whose signature nobody has checked yet. */
export type BodyHandler = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Answered;
export type Route = { readonly get?: Handler; readonly post?: BodyHandler };

/** Balancers keep idle connections for 60 s. Were ours the shorter, a click sent at that moment would be lost: Slack does not repeat it. */
const keepAliveMs = 75_000;

function allowed(route: Route): readonly string[] {
  return [...(route.get === undefined ? [] : ['GET', 'HEAD']), ...(route.post === undefined ? [] : ['POST'])];
}

/** Our one HTTP server. What is asked for by a path that is not in `routes` does not exist; a slash at its end makes no difference. */
export class HttpServer {
  readonly #server: Server;
  readonly #routes: ReadonlyMap<string, Route>;
  readonly #refused: LogRefused;
  readonly #bodies = new BodiesInFlight();

  constructor(routes: ReadonlyMap<string, Route>, log: Log, refused: LogRefused) {
    this.#routes = routes;
    this.#refused = refused;
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?')[0] ?? '/';
      this.#answer(path.length > 1 ? path.replace(/\/$/, '') : path, request, response).catch((error: unknown) => {
        log.error('a request failed by a bug', { path, why: String(error) });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
    this.#server.requestTimeout = 30_000;
    this.#server.headersTimeout = 10_000;
    this.#server.keepAliveTimeout = keepAliveMs;
    this.#server.maxHeadersCount = 100;
  }

  async #answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = this.#routes.get(path);
    if (route === undefined) {
      response.writeHead(404).end();
      return;
    }
    if (!allowed(route).includes(request.method ?? '')) {
      response.writeHead(405, { allow: allowed(route).join(', ') }).end();
      return;
    }
    if (request.method !== 'POST' || route.post === undefined) return route.get?.(request, response);
    const body = await this.#bodies.read(request);
    if (typeof body !== 'number') return route.post(request, response, body);
    if (body === 413) this.#refused('a request was refused: its body is larger than 5 MiB');
    if (body === 503)
      this.#refused('a request was refused: too many bodies were coming at once, and its own the slowest');
    // A body that was not read to its end leaves the connection useless.
    response.writeHead(body, { connection: 'close' }).end();
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
