import type { Instant } from '../domain/ids.ts';

export type Clock = { readonly now: () => Instant };
/** New ids: unguessable, unique, without a dot. */
export type Ids = { readonly next: () => string };
