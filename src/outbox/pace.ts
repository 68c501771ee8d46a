import type { Way } from '../ports/store.ts';

// How fast Slack may be called, and when the next call may begin. Slack's own limits: https://docs.slack.dev/apis/web-api/rate-limits

/** At most `most` calls in any `windowMs`, and no two within `gapMs`, so that what was late is made up for without a burst. */
export type Limit = { readonly most: number; readonly windowMs: number; readonly gapMs: number };

export type Pace = {
  readonly ways: { readonly [W in Way]?: Limit };
  /** Between two messages in one channel, or to one person. */
  readonly perPlaceMs: number;
};

/**
 * Ten messages a second in a workspace and one a second in a channel; fifty redraws a minute. Each window is a little longer than
 * Slack's, since calls that left at their time may arrive closer together.
 */
export const slackPace: Pace = {
  ways: {
    post: { most: 10, windowMs: 1_030, gapMs: 80 },
    redraw: { most: 50, windowMs: 61_000, gapMs: 100 },
  },
  perPlaceMs: 1_030,
};

/** Milliseconds until one more call may begin where these have begun, in any order; 0: now. */
export function msUntilNext({ most, windowMs, gapMs }: Limit, begunAt: readonly number[], now: number): number {
  const newest = begunAt.toSorted((one, other) => other - one);
  const last = newest[0];
  const first = newest[most - 1];
  return Math.max(0, last === undefined ? 0 : last + gapMs - now, first === undefined ? 0 : first + windowMs - now);
}
