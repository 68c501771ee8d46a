import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type Call, FaultPlan } from './faults.ts';

export type Request = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
};
export type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: unknown };
/** An answer as it goes out. */
export type Sent = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
};

export type Service = {
  /** The name under which faults and call lists know the call. */
  name(request: Request): string;
  /** What the call list keeps of the request. */
  record(request: Request): unknown;
  /** Carries the call out. */
  handle(request: Request): Answer | Promise<Answer>;
  /** Its own clock, by which it dates its answers; the machine's unless told. */
  now?(): Date;
  /** Told of each finished exchange, with what was really sent. */
  observe?(request: Request, answer: Answer): void;
};

/** An HTTP server on loopback that lists every call and can fail any of them before or after it was carried out. */
export class LoopbackServer {
  readonly faults = new FaultPlan();
  readonly calls: Call[] = [];
  /** Asked before a call is carried out and after, before its answer: whoever wants to stop the world there waits in it. */
  intercept: ((call: Call, moment: 'before' | 'after') => Promise<void>) | null = null;
  /** Changes an answer's body on its way: the other side says what it never should. Whoever observes is told the real one. */
  garble: ((call: Call, body: unknown) => unknown) | null = null;
  /** Takes a connection that is to become another one, a WebSocket; without it such a request is hung up on. */
  onUpgrade: ((request: IncomingMessage, socket: Duplex, head: Buffer) => void) | null = null;
  #lastSeq = 0;
  readonly #service: Service;
  readonly #server: Server;

  constructor(service: Service) {
    this.#service = service;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.#server.on('upgrade', (request, socket, head) => {
      if (this.onUpgrade === null) socket.destroy();
      else this.onUpgrade(request, socket, head);
    });
  }

  /** `http://127.0.0.1:PORT`, once started. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  start(port = 0): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  /** Forgets the oldest calls, for whoever runs it for hours. */
  keepCalls(most: number): void {
    if (this.calls.length > 2 * most) this.calls.splice(0, this.calls.length - most);
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const sent = await this.answer({
      method: incoming.method ?? 'GET',
      url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
      headers: incoming.headers,
      raw: Buffer.concat(chunks).toString('utf8'),
    });
    if (sent === null) {
      response.destroy();
      return;
    }
    response.writeHead(sent.status, sent.headers);
    response.end(sent.text);
  }

  /** What is sent for a request, however it came; null where the connection is cut instead. */
  async answer(request: Request): Promise<Sent | null> {
    const name = this.#service.name(request);
    this.#lastSeq += 1;
    const call: Call = {
      seq: this.#lastSeq,
      name,
      receivedAtMs: performance.now(),
      body: this.#service.record(request),
      applied: false,
      status: 0,
    };
    this.calls.push(call);
    await this.intercept?.(call, 'before');
    const fault = this.faults.take(name);
    if (fault?.when === 'before' && fault.delayMs !== undefined) await wait(fault.delayMs);
    let answer: Answer | undefined;
    if (fault === undefined || fault.when === 'after' || fault.answer === 'real') {
      answer = await this.#service.handle(request);
      call.applied = true;
    }
    await this.intercept?.(call, 'after');
    if (fault?.when === 'after' && fault.delayMs !== undefined) await wait(fault.delayMs);
    if (fault !== undefined && fault.answer !== 'real') {
      if (fault.answer === 'drop') return null;
      const { status, body, retryAfterSeconds } = fault.answer;
      const late = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      answer = { status, headers: late, body: body ?? { message: 'planned fault' } };
    }
    if (answer === undefined) throw new Error(`no answer was made for ${name}`);
    if (fault === undefined) this.#service.observe?.(request, answer);
    if (this.garble !== null) answer = { ...answer, body: this.garble(call, answer.body) };
    call.status = answer.status;
    const text =
      answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    const date = (this.#service.now?.() ?? new Date()).toUTCString();
    const headers = { 'content-type': 'application/json; charset=utf-8', date, ...answer.headers };
    return { status: answer.status, headers, text };
  }
}
