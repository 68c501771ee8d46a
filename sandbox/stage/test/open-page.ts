import { EventEmitter, once } from 'node:events';
import type { Act, ActAnswer, Entered } from '../acts/acts.ts';
import type { Message, Patch, Slices, Snapshot, Token, View } from '../shown/protocol.ts';

type Row = { readonly key: string };
type Lists = Readonly<Record<keyof Snapshot['lists'], ReadonlyMap<string, Row>>>;
/** No oracle: a busy machine may take its time. */
const patienceMs = 100_000;

/** What a browser does with the server's stream, and no more: it keeps what it is told. */
export class Page {
  readonly #address: string;
  readonly #token: string;
  readonly #as: string;
  readonly #login: string | null;
  readonly #told = new EventEmitter().setMaxListeners(0);
  readonly #gone = new AbortController();
  #slices: Slices | null = null;
  #lists: Lists | null = null;
  /** How many snapshots came. */
  snapshots = 0;
  /** How much was told. */
  bytes = 0;

  constructor(address: string, token: string, as: string, login: string | null) {
    this.#address = address;
    this.#token = token;
    this.#as = as;
    this.#login = login;
  }

  get slices(): Slices {
    if (this.#slices === null) throw new Error('no snapshot came yet');
    return this.#slices;
  }

  get messages(): readonly Message[] {
    return this.#list('messages');
  }

  get tokens(): readonly Token[] {
    return this.#list('tokens');
  }

  list<Name extends keyof Snapshot['lists']>(name: Name): Snapshot['lists'][Name] {
    return this.#list(name);
  }

  get view(): View {
    const top = this.slices.views.at(-1);
    if (top === undefined) throw new Error('no modal is open');
    return top;
  }

  async open(): Promise<void> {
    const login = this.#login === null ? '' : `&login=${this.#login}`;
    const response = await fetch(`${this.#address}/events?as=${this.#as}${login}`, { signal: this.#gone.signal });
    if (response.body === null) throw new Error('the stream has no body');
    void this.#follow(response.body).catch(() => undefined);
    await this.until(() => this.#slices !== null || undefined);
  }

  close(): void {
    this.#gone.abort();
  }

  async act(act: Act): Promise<ActAnswer> {
    const { status, answer } = await this.post({ as: this.#as, login: this.#login, act });
    if (status !== 200) throw new Error(`the act was answered ${status}`);
    return answer;
  }

  async post(
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly answer: ActAnswer }> {
    const response = await fetch(`${this.#address}/acts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-sandbox-token': this.#token, ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as ActAnswer };
  }

  async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.#address}${path}`);
    return response.json();
  }

  /** Waits until what the page shows has it; throws with `what` where it does not come. */
  async until<T>(
    look: () => T | undefined | false | null,
    what = 'what was waited for',
    withinMs = patienceMs,
  ): Promise<T> {
    const signal = AbortSignal.timeout(withinMs);
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false && found !== null) return found;
      await once(this.#told, 'told', { signal }).catch((cause: unknown) => {
        throw new Error(`${what} did not come`, { cause });
      });
    }
  }

  /** The newest message that has these words anywhere in its blocks. */
  message(words: string): Promise<Message> {
    return this.until(
      () => this.messages.findLast((message) => JSON.stringify([message.text, message.blocks]).includes(words)),
      `a message that says “${words}”`,
    );
  }

  command(typed: string): Promise<ActAnswer> {
    const { id: conversation } = this.dm();
    return this.act({ kind: 'slack.command', conversation, typed });
  }

  dm(): Slices['conversations'][number] {
    const found = this.slices.conversations.find(({ kind }) => kind === 'im');
    if (found === undefined) throw new Error('there are no direct messages');
    return found;
  }

  /** Presses a button of a message. */
  press({ conversation, ts, blocks }: Message, actionId: string): Promise<ActAnswer> {
    const block = blocks.find(
      (one) => 'elements' in one && one.elements.some((each) => 'action_id' in each && each.action_id === actionId),
    );
    const blockId = block?.block_id ?? '';
    return this.act({ kind: 'slack.click_message', conversation, ts, blockId, actionId, value: null });
  }

  /** Submits the modal on top with these fields, each by the one name of its block and element. */
  submit(fields: Readonly<Record<string, string | readonly string[]>> = {}): Promise<ActAnswer> {
    return this.act({ kind: 'slack.submit', view: this.view.id, entered: entered(fields) });
  }

  suggest(field: string, typed: string): Promise<ActAnswer> {
    const { id: view } = this.view;
    return this.act({ kind: 'slack.suggest', view, blockId: field, actionId: field, typed, entered: {} });
  }

  /** Waits for another modal, or another state of it, than this one. */
  viewAfter({ id, hash }: View | { readonly id: string; readonly hash: string }): Promise<View> {
    return this.until(() => {
      const top = this.slices.views.at(-1);
      return top !== undefined && (top.id !== id || top.hash !== hash) ? top : undefined;
    }, 'another view');
  }

  async #follow(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      this.bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) this.#take(event);
    }
  }

  #take(event: string): void {
    const name = /^event: (.*)$/m.exec(event)?.[1];
    const data: unknown = JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null');
    if (name === 'snapshot') {
      const { slices, lists } = data as Snapshot;
      this.#slices = slices;
      this.#lists = mapped(lists);
      this.snapshots += 1;
    } else {
      this.#patch(data as Patch);
    }
    this.#told.emit('told');
  }

  #patch({ slices, lists }: Patch): void {
    this.#slices = { ...this.slices, ...slices };
    const merged: Record<string, ReadonlyMap<string, Row>> = { ...this.#lists };
    for (const [name, { put, drop }] of Object.entries(lists)) {
      const rows = new Map(merged[name]);
      for (const key of drop) rows.delete(key);
      for (const row of put) rows.set(row.key, row);
      merged[name] = rows;
    }
    this.#lists = merged as Lists;
  }

  #list<Name extends keyof Snapshot['lists']>(name: Name): Snapshot['lists'][Name] {
    return [...(this.#lists?.[name].values() ?? [])] as unknown as Snapshot['lists'][Name];
  }
}

function entered(fields: Readonly<Record<string, string | readonly string[]>>): Entered {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { [name]: value }]));
}

function mapped(lists: Snapshot['lists']): Lists {
  const named = Object.entries(lists).map(([name, rows]: [string, readonly Row[]]) => [
    name,
    new Map(rows.map((row) => [row.key, row])),
  ]);
  return Object.fromEntries(named) as Lists;
}
