import { randomUUID } from 'node:crypto';
import type { Clock, Ids } from './ports/clock.ts';

/** The machine's clock: the only place that reads it. */
export const systemClock: Clock = { now: () => Date.now(), elapsedMs: () => performance.now() };

export const randomIds: Ids = { next: () => randomUUID() };
