// What a test or the sandbox can make go wrong with a call to the local Slack or GitHub.

/** One planned failure. It is used up by the first `times` calls that it fits. */
export type Fault = {
  /** Fits a call's name: Slack's method (`chat.postMessage`) or GitHub's `METHOD /path`. */
  readonly fits: string | RegExp;
  /** How many calls it fails; 1 unless told. */
  readonly times?: number;
  /** `before`: the call is refused and changes nothing. `after`: it is carried out, and only its answer is lost or falsified. */
  readonly when: 'before' | 'after';
  /** Milliseconds to wait before the answer (or the cut). */
  readonly delayMs?: number;
  /** `drop` cuts the connection without an answer; otherwise this HTTP status and body are answered instead. */
  readonly answer:
    | 'drop'
    | 'real'
    | { readonly status: number; readonly body?: unknown; readonly retryAfterSeconds?: number };
};

/** One call as the local service saw it, kept for the tests that ask what was called, when and how it ended. */
export type Call = {
  readonly seq: number;
  readonly name: string;
  readonly receivedAtMs: number;
  readonly body: unknown;
  /** True once the service's own state had been changed, or read, for this call. */
  applied: boolean;
  /** The status sent; 0 if the connection was cut or is still open. */
  status: number;
};

export class FaultPlan {
  readonly #planned: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#planned.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  take(callName: string): Fault | undefined {
    const entry = this.#planned.find(
      ({ fault, left }) =>
        left > 0 && (typeof fault.fits === 'string' ? fault.fits === callName : fault.fits.test(callName)),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}
