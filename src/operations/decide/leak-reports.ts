import type { SlackUserId } from '../../domain/ids.ts';
import type { FoundCredential } from '../../domain/leaks/credential-kind.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Reported, reportLeak } from './report-leak.ts';

/** So long may somebody look at the page that asks. */
const heldMs = 600_000;
const mostHeld = 200;

type Held = { readonly found: readonly FoundCredential[]; readonly atMs: number };

/**
 * Reports under way, and what was found in a message until its finder said yes: in this process's memory alone, where it ends with the answer,
 * after ten minutes, or with the process. What was pasted into the form is not held at all: it stays in the form.
 */
export class LeakReports {
  readonly #held = new Map<string, Held>();
  readonly #running = new Map<string, Promise<Reported>>();

  /** Holds what was found until `id` is reported. */
  hold({ clock }: Pick<Ports, 'clock'>, id: string, found: readonly FoundCredential[]): void {
    const [oldest] = this.#held.keys();
    if (this.#held.size >= mostHeld && oldest !== undefined) this.#held.delete(oldest);
    this.#held.set(id, { found, atMs: clock.elapsedMs() });
    // Nobody may ever ask for it again.
    setTimeout(() => this.#held.delete(id), heldMs).unref();
  }

  #take({ clock }: Pick<Ports, 'clock'>, id: string): readonly FoundCredential[] | null {
    const held = this.#held.get(id);
    this.#held.delete(id);
    return held !== undefined && clock.elapsedMs() - held.atMs < heldMs ? held.found : null;
  }

  /** A second click gets the first one's answer. */
  report(ports: Ports, by: SlackUserId, id: string, pasted: readonly FoundCredential[] | null): Promise<Reported> {
    const running = this.#running.get(id);
    if (running !== undefined) return running;
    const found = pasted ?? this.#take(ports, id);
    const begun = reportLeak(ports, by, id, found).finally(() => this.#running.delete(id));
    this.#running.set(id, begun);
    return begun;
  }
}
