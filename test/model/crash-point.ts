import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../src/ports/store.ts';

/** Thrown at whatever the dead program still tries. */
export class Died extends Error {
  override readonly name = 'Died';
}

type Life = { isDead: boolean };

/**
 * Where the program dies: after so many acts that count, which are its commits and its calls, each before and after. From that moment on
 * nothing that it does has an effect: its database refuses, its calls are cut, and its answers count for nothing.
 */
export class CrashPoint {
  #life: Life = { isDead: false };
  #left: number | null = null;

  get isDead(): boolean {
    return this.#life.isDead;
  }

  newLife(): { readonly isDead: boolean } {
    this.#life = { isDead: false };
    return this.#life;
  }

  /** Dies after so many more acts. */
  arm(acts: number): void {
    this.#left = acts;
  }

  disarm(): void {
    this.#left = null;
  }

  kill(): void {
    this.#life.isDead = true;
    this.#left = null;
  }

  /** It is buried: what is asked of Slack and GitHub from now on comes from a new life. */
  end(): void {
    this.#life = { isDead: false };
    this.#left = null;
  }

  /** One act that counts. */
  pass(): void {
    if (this.#life.isDead) throw new Died();
    if (this.#left === null) return;
    if (this.#left <= 0) {
      this.kill();
      throw new Died();
    }
    this.#left -= 1;
  }

  standBefore(store: Store): Store {
    const life = this.#life;
    const isCounted = (name: PropertyKey): boolean => name === 'commit' || name === 'finishEffect';
    return new Proxy(store, {
      get: (target, name) => {
        const real = Reflect.get(target, name) as unknown;
        if (typeof real !== 'function' || name === 'close' || name === 'processes') return real;
        if (name === 'livingActiveTokens' || name === 'trail') {
          return (...given: readonly unknown[]) =>
            pagesOf(life, Reflect.apply(real, target, given) as AsyncIterable<unknown>);
        }
        return async (...given: readonly unknown[]): Promise<unknown> => {
          if (life.isDead) throw new Died();
          if (isCounted(name)) {
            // Others have their turn between what was read and what is written, as they would with a slower database.
            await setImmediate();
            this.pass();
          }
          const answer: unknown = await Reflect.apply(real, target, given);
          if (isCounted(name)) this.pass();
          return answer;
        };
      },
    });
  }
}

/** What is read page by page: a dead program reads none. */
async function* pagesOf(life: Life, pages: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  for await (const page of pages) {
    if (life.isDead) throw new Died();
    yield page;
  }
}
