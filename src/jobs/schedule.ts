import { createTask } from 'node-cron';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Jobs } from './jobs.ts';
import { startTicker } from './ticker.ts';

/**
 * The table of contents of all that happens by the clock. A tick only wakes: due rows decide what is done, so a tick that is late,
 * lost or doubled changes nothing. Every expression is in UTC.
 */
const timetable: readonly { readonly job: keyof Jobs; readonly at: string }[] = [
  { job: 'deliver', at: '*/2 * * * * *' },
  { job: 'followHints', at: '*/5 * * * * *' },
  // Twice a minute, so that a token is found within 60 s even where a webhook was lost and a tick came late.
  { job: 'listPending', at: '*/30 * * * * *' },
  { job: 'listActive', at: '15 */5 * * * *' },
  { job: 'remind', at: '5 * * * * *' },
  { job: 'lapse', at: '35 * * * * *' },
  { job: 'remindReviewers', at: '40 * * * * *' },
  { job: 'endDrift', at: '50 * * * * *' },
  { job: 'refreshRepositories', at: '45 */10 * * * *' },
  { job: 'linkPeople', at: '50 */15 * * * *' },
  { job: 'checkPeople', at: '10 15 4 * * *' },
  { job: 'redrawDates', at: '20 5 0 * * *' },
  { job: 'verifyTrail', at: '30 45 4 * * *' },
  { job: 'forget', at: '40 30 3 * * *' },
];

/** The timetable that runs. */
export type Timetable = {
  /** Ends it; what runs then is not interrupted. */
  readonly stop: () => Promise<void>;
  /** How long ago it last looked at the clock. */
  readonly sinceTickMs: () => number;
};

/**
 * Starts the timetable. The cron package only says which seconds an expression means: its own timers wait for an instant of the wall
 * clock, and go through every one that a sleeping machine missed. Here a leap wakes every job once.
 */
export function schedule(jobs: Jobs, log: Log, clock: Clock): Timetable {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  const lines = timetable.map(({ job, at }) => ({
    job,
    expression: createTask(at, () => undefined, { timezone: 'UTC', logger }),
  }));
  const running = new Set<keyof Jobs>();
  const begin = (job: keyof Jobs): void => {
    if (running.has(job)) return;
    running.add(job);
    Promise.resolve()
      .then(async () => void (await jobs[job]()))
      .catch((error: unknown) => log.error('a job failed', { job, message: String(error) }))
      .finally(() => running.delete(job));
  };
  const ticker = startTicker(clock, (passed) => {
    if ('leap' in passed) {
      log.warn('the clock jumped ahead, or the machine slept: every job runs once', { seconds: passed.leap });
      for (const { job } of lines) begin(job);
      return;
    }
    for (const { job, expression } of lines) {
      if (passed.seconds.some((second) => expression.match(new Date(second)))) begin(job);
    }
  });
  return {
    stop: async () => {
      ticker.stop();
      await Promise.all(lines.map(({ expression }) => expression.destroy()));
    },
    sinceTickMs: ticker.sinceTickMs,
  };
}
