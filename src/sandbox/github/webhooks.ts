import { createHmac } from 'node:crypto';
import { nodeId } from './describe-account.ts';
import type { Numbers } from './numbers.ts';
import { postDelivery } from './post-delivery.ts';
import type { Json } from './world.ts';

export type Attempt = {
  readonly id: number;
  readonly deliveredAt: Date;
  readonly isRedelivery: boolean;
  readonly durationSeconds: number;
  /** `OK`, or why not. */
  readonly status: string;
  /** 0 where there was no answer at all. */
  readonly statusCode: number;
  readonly responseBody: string | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
};
export type Delivery = {
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  readonly installationId: number;
  readonly createdAt: Date;
  readonly payload: Json;
  /** What is sent, and signed. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: Attempt[];
};

const hookId = 292_430_182;

/** Writes, signs, sends and remembers the App's webhooks. GitHub sends each once: all further attempts are somebody's doing. */
export class Webhooks {
  /** `lose`: GitHub gets no answer. `hold`: it is sent by `deliverHeld` only. */
  mode: 'deliver' | 'lose' | 'hold' = 'deliver';
  readonly deliveries: Delivery[] = [];
  readonly #settings: { readonly appId: number; readonly secret: string; readonly now: () => Date };
  readonly #numbers: Numbers;
  readonly #held = new Set<Delivery>();
  readonly #stopped = new AbortController();
  #url: string | undefined;
  // One after the other, so that a story is told in its order unless a test wants another.
  #sending: Promise<unknown> = Promise.resolve();

  constructor(
    settings: { readonly appId: number; readonly secret: string; readonly now: () => Date },
    numbers: Numbers,
  ) {
    this.#settings = settings;
    this.#numbers = numbers;
  }

  setUrl(url: string): void {
    this.#url = url;
  }

  /** Called with each event that happens; the installation is put into the payload unless it is there. */
  emit(event: string, action: string, installationId: number, payload: Json): void {
    const installation = { id: installationId, node_id: nodeId('Installation', installationId) };
    const whole = { action, installation, ...payload };
    const body = JSON.stringify(whole);
    const guid = this.#numbers.nextGuid();
    const delivery: Delivery = {
      ...{ guid, event, action, installationId, body, payload: whole },
      createdAt: this.#settings.now(),
      headers: this.#headersOf(guid, event, body),
      attempts: [],
    };
    this.deliveries.push(delivery);
    this.queue(delivery);
  }

  /** Sends it in its turn and in the way of the mode. */
  queue(delivery: Delivery): void {
    if (this.mode === 'lose') this.#record(delivery, { status: 'timed out', statusCode: 0, durationSeconds: 10 });
    else if (this.mode === 'hold') this.#held.add(delivery);
    else if (this.#url !== undefined) this.#sending = this.#sending.then(() => this.deliver(delivery));
  }

  /** Sends it now, whatever the mode, and once more if it was sent before. `headers` are laid over GitHub's own. */
  async deliver(delivery: Delivery, headers: Readonly<Record<string, string>> = {}): Promise<Attempt> {
    this.#held.delete(delivery);
    if (this.#url === undefined) throw new Error('the local GitHub was not told where the webhooks go');
    const all = { ...delivery.headers, ...headers };
    return this.#record(delivery, await postDelivery(this.#url, delivery.body, all, this.#stopped.signal));
  }

  /** Sends what was held, the oldest first unless `order` puts it otherwise or leaves some out. */
  async deliverHeld(order: (held: readonly Delivery[]) => readonly Delivery[] = (held) => held): Promise<void> {
    for (const delivery of order([...this.#held])) await this.deliver(delivery);
  }

  /** When everything that is under way was answered. */
  async idle(): Promise<void> {
    let seen: unknown;
    while (seen !== this.#sending) {
      seen = this.#sending;
      await seen;
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.idle();
  }

  #record(
    delivery: Delivery,
    outcome: Pick<Attempt, 'status' | 'statusCode' | 'durationSeconds'> & Partial<Attempt>,
  ): Attempt {
    const attempt = {
      id: this.#numbers.nextId('delivery'),
      deliveredAt: this.#settings.now(),
      isRedelivery: delivery.attempts.length > 0,
      responseBody: null,
      responseHeaders: {},
      ...outcome,
    };
    delivery.attempts.push(attempt);
    return attempt;
  }

  #headersOf(guid: string, event: string, body: string): Readonly<Record<string, string>> {
    const sign = (algorithm: string): string =>
      `${algorithm}=${createHmac(algorithm, this.#settings.secret).update(body).digest('hex')}`;
    return {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/5a1dbf0',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-github-hook-id': String(hookId),
      'x-github-hook-installation-target-id': String(this.#settings.appId),
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature': sign('sha1'),
      'x-hub-signature-256': sign('sha256'),
    };
  }
}
