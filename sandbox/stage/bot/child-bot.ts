import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BotStart, CommitPause, FromBot, ToBot } from './bot.ts';

/** The program in a child process. */
export type ChildBot = {
  readonly port: number;
  /** Whatever it logged as an error, and every error that it did not handle. */
  readonly errors: readonly string[];
  readonly setClock: (now: number) => void;
  /** Lets everything happen that is due. Throws where it dies meanwhile. */
  readonly settle: () => Promise<void>;
  /** Reads its lists and keeps its deadlines. Throws where it dies meanwhile. */
  readonly keepWatch: () => Promise<void>;
  /** Looks at what webhooks left, as its timetable would. Throws where it dies meanwhile. */
  readonly followHints: () => Promise<void>;
  /** Sends what may go now, and nothing else. Throws where it dies meanwhile. */
  readonly deliver: () => Promise<void>;
  /** Ends the program in order, and its process with it. */
  readonly stop: () => Promise<void>;
  /** Ends the program in order and gives its process, which waits for another start; null where that died. */
  readonly rest: () => Promise<BotProcess | null>;
  /** Ends the process by SIGKILL; settles once it is dead. */
  readonly kill: () => Promise<void>;
  /** Stops the process where it stands, by SIGSTOP, and lets it go on. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Told of each commit of a bot that pauses at them, which goes on when this has settled. */
  onCommit: ((commit: CommitPause) => void | Promise<void>) | null;
  /** Told of each write of a bot that tells them. */
  onWrite: (() => void) | null;
  /** Settles once its process is dead, whatever it died of. */
  readonly ended: Promise<void>;
};

export type ChildStart = BotStart & {
  /** The file to run, where it is not the source itself. */
  readonly entry?: string;
  /** A process that rests, to spare the start of another one. */
  readonly resting?: BotProcess | null;
};

/** Starts the program as a child; throws what keeps it from starting. */
export async function startBot({ entry, resting, ...start }: ChildStart): Promise<ChildBot> {
  const child = resting ?? new BotProcess(entry ?? fileURLToPath(new URL('./bot.ts', import.meta.url)));
  return child.start(start);
}

/** A process that carries out one start after another, until it is ended. */
export class BotProcess {
  readonly #child: ChildProcess;
  readonly #ended = Promise.withResolvers<void>();
  readonly #settling = new Map<number, PromiseWithResolvers<void>>();
  #lastSettle = 0;
  #listening = Promise.withResolvers<number>();
  #stopped = Promise.withResolvers<void>();
  #errors: string[] = [];
  #isDead = false;
  #bot: ChildBot | null = null;

  constructor(entry: string) {
    this.#child = fork(entry, [], {
      // Nothing of ours is its own: what it has to know, it is told.
      env: {},
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message: FromBot) => this.#hear(message));
    this.#child.on('error', (error) => this.#errors.push(String(error)));
    this.#child.once('exit', () => this.#markDead());
  }

  async start(start: BotStart): Promise<ChildBot> {
    this.#listening = Promise.withResolvers();
    this.#stopped = Promise.withResolvers();
    this.#errors = [];
    this.#tell({ do: 'start', ...start });
    const port = await this.#listening.promise.catch((error: unknown) => {
      this.#child.kill('SIGKILL');
      throw error;
    });
    const bot: ChildBot = {
      port,
      errors: this.#errors,
      setClock: (now) => this.#tell({ do: 'set-clock', now }),
      settle: () => this.#settled((id) => ({ do: 'settle', id })),
      keepWatch: () => this.#settled((id) => ({ do: 'watch', id })),
      followHints: () => this.#settled((id) => ({ do: 'wake', id, job: 'followHints' })),
      deliver: () => this.#settled((id) => ({ do: 'deliver', id })),
      stop: async () => {
        await bot.rest();
        await this.end();
      },
      rest: async () => {
        this.#tell({ do: 'stop' });
        await Promise.race([this.#stopped.promise, this.#ended.promise]);
        return this.#isDead ? null : this;
      },
      kill: () => {
        this.#child.kill('SIGKILL');
        return this.#ended.promise;
      },
      freeze: () => void this.#child.kill('SIGSTOP'),
      thaw: () => void this.#child.kill('SIGCONT'),
      onCommit: null,
      onWrite: null,
      ended: this.#ended.promise,
    };
    this.#bot = bot;
    return bot;
  }

  /** Lets the process go, whatever it was doing. */
  end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    return this.#ended.promise;
  }

  #settled(message: (id: number) => ToBot): Promise<void> {
    if (this.#isDead) return Promise.reject(new Error('the bot is dead'));
    this.#lastSettle += 1;
    const settling = Promise.withResolvers<void>();
    this.#settling.set(this.#lastSettle, settling);
    this.#tell(message(this.#lastSettle));
    return settling.promise;
  }

  #tell(message: ToBot): void {
    // Its death may not have been heard of yet.
    if (!this.#isDead && this.#child.connected) this.#child.send(message, () => undefined);
  }

  #hear(message: FromBot): void {
    switch (message.say) {
      case 'listening':
        this.#listening.resolve(message.port);
        return;
      case 'settled':
        this.#settling.get(message.id)?.resolve();
        this.#settling.delete(message.id);
        return;
      case 'stopped':
        this.#stopped.resolve();
        return;
      case 'commit':
        void this.#pause(message);
        return;
      case 'wrote':
        this.#bot?.onWrite?.();
        return;
      case 'error':
        this.#errors.push(message.what);
        return;
      case 'failed':
        this.#errors.push(message.why);
        this.#fail(new Error(message.why));
        return;
    }
  }

  async #pause({ id, moment, what }: CommitPause): Promise<void> {
    await this.#bot?.onCommit?.({ id, moment, what });
    this.#tell({ do: 'go', id });
  }

  #fail(error: Error): void {
    this.#listening.reject(error);
    for (const { reject } of this.#settling.values()) reject(error);
    this.#settling.clear();
  }

  #markDead(): void {
    this.#isDead = true;
    this.#fail(new Error('the bot is dead'));
    this.#ended.resolve();
  }
}
