import { schedule as cron, type ScheduledTask } from 'node-cron';
import type { Log } from '../ports/log.ts';
import type { Jobs } from './jobs.ts';

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

/** Starts the timetable. Answers how to stop it; what runs then is not interrupted. */
export function schedule(jobs: Jobs, log: Log): () => Promise<void> {
  const tasks: ScheduledTask[] = timetable.map(({ job, at }) =>
    cron(
      at,
      async () => {
        try {
          await jobs[job]();
        } catch (error) {
          log.error('a job failed', { job, message: String(error) });
        }
      },
      { name: job, timezone: 'UTC', noOverlap: true },
    ),
  );
  return async () => {
    await Promise.all(tasks.map((task) => task.destroy()));
  };
}
