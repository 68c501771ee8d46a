/**
 * What an error of Slack's is about. `place`: the channel can't be written to. `person`: the addressee can't be reached. `ourselves`: the
 * token, its rights or the call. `content`: what was sent. `copy`: the message that was to be drawn again. `form`: the modal, or the moment
 * in which it could be opened. `passing`: it may be over in a minute.
 */
export type SlackTrouble = 'place' | 'person' | 'ourselves' | 'content' | 'copy' | 'form' | 'passing';

/** The outside failed: Slack, GitHub or the disk. Adapters make it; whoever asked handles it. */
export class Fault extends Error {
  override readonly name = 'Fault';
  /** `github`, `slack` or `store`. */
  readonly where: 'github' | 'slack' | 'store';
  /** A stable word for what happened: Slack's error code, `status_500`, `timeout`, `network`, `busy`. */
  readonly code: string;
  /** False where trying again can't help. */
  readonly isRetryable: boolean;
  /** What Slack's error is about; null where it is not Slack's. */
  readonly trouble: SlackTrouble | null;
  /** The other side's own sentence, cleaned and cut; null where there is none. */
  readonly said: string | null;
  /** The system's word for it: `ECONNREFUSED`. Null where it failed otherwise. */
  readonly system: string | null;
  /** Nobody was called: it was known that the other side would refuse. So nothing was tried that could have failed. */
  readonly isUncalled: boolean;
  /** Seconds the other side asked us to wait, or null. */
  readonly retryAfterSeconds: number | null;

  constructor(
    where: Fault['where'],
    code: string,
    options: {
      readonly isRetryable: boolean;
      readonly trouble?: SlackTrouble;
      readonly isUncalled?: boolean;
      readonly retryAfterSeconds?: number | null;
      readonly said?: string | null;
      readonly system?: string | null;
      readonly cause?: unknown;
    },
  ) {
    super(`${where}: ${code}`, { cause: options.cause });
    this.where = where;
    this.code = code;
    this.isRetryable = options.isRetryable;
    this.trouble = options.trouble ?? (where === 'slack' ? 'passing' : null);
    this.isUncalled = options.isUncalled ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.said = options.said ?? null;
    this.system = options.system ?? null;
  }

  /** What a line of the log says of it. */
  get fields(): { readonly where: string; readonly code: string; readonly said?: string; readonly system?: string } {
    const { where, code, said, system } = this;
    return { where, code, ...(said === null ? {} : { said }), ...(system === null ? {} : { system }) };
  }
}

/** What the outside answers, or `otherwise` where it failed. A bug goes on being thrown. */
export async function unlessFault<Told, Otherwise>(
  ask: () => Promise<Told>,
  otherwise: Otherwise,
): Promise<Told | Otherwise> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault) return otherwise;
    throw error;
  }
}
