/** The clock of everybody in the sandbox: it runs with the machine's, or stands, and is moved forward by acts. */
export class SandboxClock {
  #offsetMs: number;
  #stoodAt: number | null;

  constructor(startAt: number, isRunning: boolean) {
    this.#offsetMs = startAt - Date.now();
    this.#stoodAt = isRunning ? null : startAt;
  }

  get isRunning(): boolean {
    return this.#stoodAt === null;
  }

  /** What has to be added to the machine's clock while this one runs. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): number {
    return this.#stoodAt ?? Date.now() + this.#offsetMs;
  }

  /** Never backwards. */
  moveTo(at: number): void {
    const ahead = Math.max(at - this.now(), 0);
    if (this.#stoodAt === null) this.#offsetMs += ahead;
    else this.#stoodAt += ahead;
  }
}
