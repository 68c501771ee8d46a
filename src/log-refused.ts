import type { Log, LogRefused } from './ports/log.ts';

const minuteMs = 60_000;

/**
 * Strangers can cause these lines as often as they like, and a full disk stops the program: the first of a kind is said at once, the
 * others once a minute, with how many there were.
 */
export function createLogRefused(log: Log): LogRefused {
  const sinceLast = new Map<string, number>();
  const say = (what: string, count: number): void => {
    log.warn(what, { count });
    sinceLast.set(what, 0);
    setTimeout(() => {
      const more = sinceLast.get(what) ?? 0;
      if (more > 0) say(what, more);
      else sinceLast.delete(what);
    }, minuteMs).unref();
  };
  return (what) => {
    const count = sinceLast.get(what);
    if (count === undefined) say(what, 1);
    else sinceLast.set(what, count + 1);
  };
}
