// Socket Mode as a bot meets it: tickets, hello, envelopes, acknowledgements, and connections that end.
// https://docs.slack.dev/apis/events-api/using-socket-mode
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuse } from './refuse.ts';
import type { Delivery } from './send-signed.ts';

/** Why Slack ends a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

const mostConnections = 10;

type Waiting = { readonly by: WebSocket; readonly answer: (payload: unknown) => void };

/** Slack's end of Socket Mode: a payload goes to any one of the open connections. */
export class SocketMode {
  /** How an administrator has set the app: where it is off, no connection is opened. */
  isEnabled = true;
  /** The app is set to Socket Mode: what has no connection to go by reaches nobody, and nothing is posted to any address. */
  isUsed = false;
  /** Connections are taken and never greeted. */
  isSilent = false;
  /** How many connections were ever greeted. */
  greeted = 0;
  /** What the bot acknowledged, and nothing for what it did not: envelopes in the order in which they were sent. */
  readonly sent: { readonly envelopeId: string; readonly type: string; readonly connection: number }[] = [];
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #open = new Map<WebSocket, number>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #changed: () => void;
  #last = 0;
  #turn = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** How many connections the bot has open and greeted. */
  get connections(): number {
    return this.#open.size;
  }

  /** How many it has open, greeted or not. */
  get taken(): number {
    return this.#server.clients.size;
  }

  /** A ticket for one connection, as a WebSocket's address below `origin`. */
  openConnection(origin: string): string {
    if (!this.isEnabled) refuse('link_disabled');
    this.#last += 1;
    const ticket = `ticket-${this.#last}`;
    this.#tickets.add(ticket);
    return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}`;
  }

  /** For the server's upgrades. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    if (!this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#greet(connection));
  }

  /** Sends one payload over one of the connections, and waits for its acknowledgement. */
  deliver(type: string, payload: unknown, answerWithinMs: number, envelopeId?: string): Promise<Delivery> {
    const open = [...this.#open.keys()];
    const connection = open[this.#turn % Math.max(open.length, 1)];
    this.#turn += 1;
    if (connection === undefined) return Promise.resolve({ httpStatus: 0, timedOut: false, body: '' });
    this.#last += 1;
    const id = envelopeId ?? `envelope-${this.#last}`;
    const { promise, resolve } = Promise.withResolvers<Delivery>();
    const patience = setTimeout(() => finish({ httpStatus: 0, timedOut: true, body: '' }), answerWithinMs);
    const finish = (delivery: Delivery): void => {
      clearTimeout(patience);
      this.#waiting.delete(id);
      connection.off('close', onClose);
      resolve(delivery);
    };
    const onClose = (): void => finish({ httpStatus: 0, timedOut: false, body: '' });
    connection.on('close', onClose);
    this.#waiting.set(id, {
      by: connection,
      answer: (answer) => finish({ httpStatus: 200, timedOut: false, body: bodyOf(answer) }),
    });
    this.sent.push({ envelopeId: id, type, connection: this.#open.get(connection) ?? 0 });
    connection.send(
      JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
    );
    return promise;
  }

  /** Tells the oldest connection that it ends; the bot closes it, and opens another one if it can. */
  disconnect(reason: DisconnectReason): void {
    if (reason === 'link_disabled') this.isEnabled = false;
    const [oldest] = this.#open.keys();
    const told = reason === 'link_disabled' ? [...this.#open.keys()] : oldest === undefined ? [] : [oldest];
    for (const connection of told) connection.send(JSON.stringify({ type: 'disconnect', reason }));
  }

  /** Sends the very text, whatever it is, over every connection. */
  say(text: string): void {
    for (const connection of this.#open.keys()) connection.send(text);
  }

  /** The network loses every connection, without a word. */
  cut(): void {
    for (const connection of this.#open.keys()) connection.terminate();
  }

  stop(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  #greet(connection: WebSocket): void {
    connection.on('error', () => connection.terminate());
    connection.on('message', (data) => this.#hear(connection, String(data)));
    connection.on('close', () => {
      this.#open.delete(connection);
      this.#changed();
    });
    if (this.isSilent) return;
    if (this.#open.size >= mostConnections) {
      connection.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      connection.close();
      return;
    }
    this.#last += 1;
    this.#open.set(connection, this.#last);
    this.greeted += 1;
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.size,
        connection_info: { app_id: 'A0COUNTERSIGN' },
        debug_info: { host: 'applink-local', approximate_connection_time: 18_060 },
      }),
    );
    this.#changed();
  }

  #hear(connection: WebSocket, text: string): void {
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: unknown };
    const waiting = this.#waiting.get(id ?? '');
    // An acknowledgement counts on the connection that the envelope came by.
    if (waiting?.by === connection) waiting.answer(payload);
  }
}

/** What a bot that is posted to would have answered with. */
function bodyOf(answer: unknown): string {
  const isEmpty = typeof answer !== 'object' || answer === null || Object.keys(answer).length === 0;
  return isEmpty ? '' : JSON.stringify(answer);
}

/** What is posted, as Socket Mode carries it. */
export function envelopeOf(body: string, contentType: string): { readonly type: string; readonly payload: unknown } {
  if (contentType === 'application/json') return { type: 'events_api', payload: JSON.parse(body) };
  const form = new URLSearchParams(body);
  const payload = form.get('payload');
  return payload === null
    ? { type: 'slash_commands', payload: Object.fromEntries(form) }
    : { type: 'interactive', payload: JSON.parse(payload) };
}
