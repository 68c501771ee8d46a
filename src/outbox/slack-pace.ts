import type { Way } from '../ports/way.ts';

// How fast Slack may be called, and when the next call may begin. Slack's own limits: https://docs.slack.dev/apis/web-api/rate-limits

/** At most `most` calls in any `windowMs`, and no two within `gapMs`, so that what was late is made up for without a burst. */
export type CallLimit = { readonly most: number; readonly windowMs: number; readonly gapMs: number };

export type CallPace = {
  readonly ways: { readonly [W in Way]?: CallLimit };
  /** Between two messages in one channel, or to one person; or two Homes of one person: what comes in a burst is shown at once. */
  readonly perPlaceMs: number;
};

/**
 * Ten messages a second in a workspace and one a second in a channel; fifty redraws a minute, and a hundred Homes. Each window is a little longer than
 * Slack's, whose clock is not ours.
 */
export const slackPace: CallPace = {
  ways: {
    post: { most: 10, windowMs: 1_002, gapMs: 80 },
    redraw: { most: 50, windowMs: 61_000, gapMs: 100 },
    home: { most: 100, windowMs: 61_000, gapMs: 50 },
  },
  perPlaceMs: 1_002,
};

/** A call that has not been answered counts as if it arrived only now, but no later than so long after it left: not all of an answer's way is its own. */
export const longestWayMs = 50;

/** When a call counts, which began and perhaps was answered: Slack counts it when it arrives, and calls may arrive closer together than they left. */
export function arrivalOf(call: { readonly begunAt: number; readonly answeredAt: number | null }, now: number): number {
  return Math.min(call.answeredAt ?? now, call.begunAt + longestWayMs);
}

/** Milliseconds until one more call may begin where these have begun, in any order; 0: now. */
export function msUntilNext({ most, windowMs, gapMs }: CallLimit, begunAt: readonly number[], now: number): number {
  const newest = begunAt.toSorted((one, other) => other - one);
  const last = newest[0];
  const first = newest[most - 1];
  return Math.max(0, last === undefined ? 0 : last + gapMs - now, first === undefined ? 0 : first + windowMs - now);
}
