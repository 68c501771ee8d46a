import type { Instant } from '../domain/ids.ts';

export type Clock = {
  readonly now: () => Instant;
  /** Milliseconds by a clock that nobody can set. It stands while the machine sleeps, and means nothing to another process. */
  readonly elapsedMs: () => number;
};
/** New ids: unguessable, unique, without a dot. */
export type Ids = { readonly next: () => string };
