import { type App, type Logger, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../ports/clock.ts';
import type { Log, LogRefused } from '../ports/log.ts';
import { readEnvelopes } from './read-envelopes.ts';
import { asSlackFault } from './slack-fault.ts';

type Options = ConstructorParameters<typeof SocketModeReceiver>[0];
export type Dispatcher = NonNullable<Options['dispatcher']>;

/** Slack replaces a connection every few hours. While one is on its way, the other one takes what people click. */
const connectionsAtOnce = 2;
/** So long Slack may take to say hello on a connection that it let us open. */
const helloWithinMs = 30_000;
/** What ends sooner counts as a failure: otherwise we would open one after the other without a breath. */
const shortestLifeMs = 10_000;
const shortestPauseMs = 1_000;
const longestPauseMs = 60_000;
/** So many envelopes are remembered: what was not acknowledged in time comes again, over any connection. */
const mostRemembered = 1_000;

type Answer = (answer: unknown) => Promise<void>;
type Taken = { readonly done: Promise<void>; answer: { readonly given: unknown } | null };

/**
 * Socket Mode: Slack sends over connections that we open, so no address of ours has to be reachable. The client's own reconnecting is
 * not used: it waits five seconds each time, and an error in it ends the process. https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export class SocketConnections implements Receiver {
  readonly #receivers: readonly SocketModeReceiver[];
  /** Those that are open, each with its end. */
  readonly #open = new Map<SocketModeReceiver, Promise<void>>();
  readonly #taken = new Map<string, Taken>();
  readonly #clock: Pick<Clock, 'elapsedMs'>;
  readonly #log: Log;
  readonly #inFlight: () => Promise<void>;
  readonly #stopping = Promise.withResolvers<void>();
  #isStopped = false;

  constructor(options: {
    readonly appToken: string;
    readonly apiUrl: string;
    /** The way through a proxy; null: none is needed. */
    readonly dispatcher: Dispatcher | null;
    readonly logger: Logger;
    readonly log: Log;
    readonly refused: LogRefused;
    readonly clock: Pick<Clock, 'elapsedMs'>;
    /** Told of what a listener, or Bolt, threw; nobody is answered then. */
    readonly failed: (error: Error) => void;
    /** Settles when nothing that came in is still to be answered. */
    readonly inFlight: () => Promise<void>;
  }) {
    this.#log = options.log;
    this.#clock = options.clock;
    this.#inFlight = options.inFlight;
    this.#receivers = Array.from(
      { length: connectionsAtOnce },
      () =>
        new SocketModeReceiver({
          appToken: options.appToken,
          logger: options.logger,
          autoReconnectEnabled: false,
          customPropertiesExtractor: ({ envelope_id: envelopeId }) => ({ envelopeId }),
          processEventErrorHandler: async ({ error }) => {
            options.failed(error);
            return false;
          },
          // An object of its own each: the client writes into it.
          installerOptions: {
            clientOptions: {
              slackApiUrl: options.apiUrl,
              retryConfig: { retries: 0 },
              timeout: 10_000,
              rejectRateLimitedCalls: true,
            },
          },
          ...(options.dispatcher === null ? {} : { dispatcher: options.dispatcher }),
        }),
    );
    for (const { client } of this.#receivers) readEnvelopes(client, options.refused);
  }

  init(app: App): void {
    const once: App = Object.create(app);
    once.processEvent = (event) => this.#takeOnce(event, (one) => app.processEvent(one));
    for (const receiver of this.#receivers) receiver.init(once);
  }

  /** Whether Slack can reach us. */
  get isConnected(): boolean {
    return this.#open.size > 0;
  }

  /** Opens the first connection, and keeps all of them open from then on. Throws a Fault where the first can't be opened. */
  async start(): Promise<void> {
    const [first] = this.#receivers;
    try {
      if (first !== undefined) await this.#connect(first);
    } catch (error) {
      throw asSlackFault(error);
    }
    for (const receiver of this.#receivers) void this.#keep(receiver);
  }

  /** What was begun is answered first: an answer goes over the connection that the question came by. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopping.resolve();
    await this.#inFlight();
    await Promise.all(this.#receivers.map((receiver) => receiver.client.disconnect()));
  }

  /** An envelope that comes again, because its connection ended before our answer, is answered again and not carried out again. */
  async #takeOnce(event: ReceiverEvent, take: (event: ReceiverEvent) => Promise<void>): Promise<void> {
    const envelopeId = String(event.customProperties?.envelopeId);
    const before = this.#taken.get(envelopeId);
    if (before !== undefined) {
      await before.done;
      const { answer } = before;
      // Where this connection has ended, too, Slack sends it once more.
      if (answer !== null) await (event.ack as Answer)(answer.given).catch(() => undefined);
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const taken: Taken = { done: promise, answer: null };
    this.#taken.set(envelopeId, taken);
    for (const oldest of this.#taken.keys()) {
      if (this.#taken.size <= mostRemembered) break;
      this.#taken.delete(oldest);
    }
    const ack = async (given?: unknown): Promise<void> => {
      taken.answer = { given };
      await (event.ack as Answer)(given);
    };
    try {
      await take({ ...event, ack: ack as ReceiverEvent['ack'] });
    } finally {
      resolve();
    }
  }

  /** Until stopped: opens it again whenever it ends. */
  async #keep(receiver: SocketModeReceiver): Promise<void> {
    let failures = 0;
    while (!this.#isStopped) {
      try {
        if (!this.#open.has(receiver)) await this.#connect(receiver);
        const since = this.#clock.elapsedMs();
        await this.#open.get(receiver);
        failures = this.#clock.elapsedMs() - since < shortestLifeMs ? failures + 1 : 0;
        if (failures > 1) await this.#pause(pauseMs(failures - 1));
      } catch (error) {
        if (this.#isStopped) return;
        failures += 1;
        await this.#pause(this.#tellFailure(error, failures));
      }
    }
  }

  /** Says why there is no connection, and answers how long to wait, in ms. */
  #tellFailure(error: unknown, failures: number): number {
    const { code, trouble, retryAfterSeconds } = asSlackFault(error);
    const about = { why: code, failures };
    if (trouble === 'ourselves') {
      this.#log.error('Slack opens no connection for this app: look at SLACK_APP_TOKEN and at Socket Mode', about);
      return longestPauseMs;
    }
    this.#log.warn('Slack opened no connection; we try again', about);
    return Math.max(pauseMs(failures), (retryAfterSeconds ?? 0) * 1_000);
  }

  /** Settles once Slack has said hello. Throws what Slack, or the network, said instead. */
  async #connect(receiver: SocketModeReceiver): Promise<void> {
    const { client } = receiver;
    const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
    const late = setTimeout(() => void client.disconnect(), helloWithinMs);
    try {
      await client.start();
    } catch (error) {
      throw error ?? new Error('the connection was closed before Slack said hello');
    } finally {
      clearTimeout(late);
    }
    // A click that came by it from now on would end with the process.
    if (this.#isStopped) return client.disconnect();
    this.#open.set(
      receiver,
      ended.then(() => void this.#open.delete(receiver)),
    );
  }

  async #pause(ms: number): Promise<void> {
    const waited = Promise.withResolvers<void>();
    const timer = setTimeout(waited.resolve, ms);
    await Promise.race([waited.promise, this.#stopping.promise]);
    clearTimeout(timer);
  }
}

/** Longer after each failure. */
function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, shortestPauseMs * 2 ** (failures - 1));
}
