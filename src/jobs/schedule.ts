import { createTask } from 'node-cron';
import { askAboutUnused } from '../operations/due/ask-about-unused.ts';
import { endDrift } from '../operations/due/end-drift.ts';
import { endSignIns } from '../operations/due/end-sign-ins.ts';
import { escalateRequests } from '../operations/due/escalate-requests.ts';
import { forgetOld } from '../operations/due/forget-old.ts';
import { hidePrivateNames } from '../operations/due/hide-private-names.ts';
import { leaveToOwners } from '../operations/due/leave-to-owners.ts';
import { offerToEnd } from '../operations/due/offer-to-end.ts';
import { publishHomes } from '../operations/due/publish-homes.ts';
import { redrawDates } from '../operations/due/redraw-dates.ts';
import { remindClassic } from '../operations/due/remind-classic.ts';
import { remindReviewers } from '../operations/due/remind-reviewers.ts';
import { sendDigest } from '../operations/due/send-digest.ts';
import { streamTrail } from '../operations/due/stream-trail.ts';
import { tellHead } from '../operations/due/tell-head.ts';
import { tendOwnTokens } from '../operations/due/tend-own-tokens.ts';
import { verifyTrail } from '../operations/due/verify-trail.ts';
import { followHints } from '../operations/watch/follow-hints.ts';
import { reconcileAll } from '../operations/watch/reconcile-organization.ts';
import { refreshRepositories } from '../operations/watch/refresh-repositories.ts';
import { watchClassic } from '../operations/watch/watch-classic.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Ports } from '../ports/ports.ts';
import { checkEverybody } from './check-everybody.ts';
import { endOverdue } from './end-overdue.ts';
import { linkEverybody } from './link-everybody.ts';
import { remind } from './remind.ts';
import { startTicker } from './ticker.ts';

type Row = {
  readonly job: string;
  /** In UTC: second, minute, hour, day, month, weekday. */
  readonly at: string;
  /** A start does it too: one after the other in the order of the table, or beside those. */
  readonly atStart?: 'in turn' | 'beside';
  /** It decides by GitHub's lists: never two of them at once. */
  readonly isPass?: boolean;
  /** Each of several processes does it; all else is done by the one that keeps the timetable. */
  readonly isEverywhere?: boolean;
  /** Answers false where not everything could be listed. */
  readonly run: (ports: Ports, outbox: Outbox) => Promise<unknown>;
};

/**
 * The table of contents of all that happens by the clock. A tick only wakes: due rows decide what is done, so a tick that is late,
 * lost or doubled changes nothing. A start goes by the same table: list -> match -> lapse -> remind.
 */
const table = [
  { job: 'linkPeople', at: '50 */15 * * * *', atStart: 'in turn', run: linkEverybody },
  {
    job: 'listActive',
    at: '15 */5 * * * *',
    atStart: 'in turn',
    isPass: true,
    run: (ports) => reconcileAll(ports, { pending: true, active: true }),
  },
  {
    job: 'listPending',
    // Twice a minute, so that a token is found within 60 s even where a webhook was lost and a tick came late.
    at: '*/30 * * * * *',
    isPass: true,
    run: (ports) => reconcileAll(ports, { pending: true, active: false }),
  },
  { job: 'followHints', at: '*/2 * * * * *', isPass: true, run: followHints },
  { job: 'watchClassic', at: '10 */10 * * * *', run: watchClassic },
  { job: 'remindClassic', at: '25 * * * * *', run: remindClassic },
  { job: 'lapse', at: '35 * * * * *', atStart: 'in turn', isPass: true, run: endOverdue },
  { job: 'remindReviewers', at: '40 * * * * *', run: remindReviewers },
  { job: 'escalate', at: '42 * * * * *', run: escalateRequests },
  { job: 'leaveToOwners', at: '10 25 * * * *', run: leaveToOwners },
  { job: 'digest', at: '20 * * * * *', run: sendDigest },
  { job: 'askAboutUnused', at: '55 5 * * * *', run: askAboutUnused },
  { job: 'endDrift', at: '50 * * * * *', isPass: true, run: endDrift },
  { job: 'remind', at: '5 * * * * *', atStart: 'in turn', run: remind },
  { job: 'offerToEnd', at: '30 20 * * * *', run: offerToEnd },
  { job: 'refreshRepositories', at: '45 */10 * * * *', atStart: 'in turn', run: refreshRepositories },
  { job: 'redrawDates', at: '20 5 0 * * *', atStart: 'in turn', run: redrawDates },
  { job: 'publishHomes', at: '20 10 0 * * *', atStart: 'in turn', run: publishHomes },
  { job: 'hidePrivateNames', at: '25 * * * * *', atStart: 'in turn', run: hidePrivateNames },
  { job: 'endSignIns', at: '55 * * * * *', atStart: 'in turn', run: endSignIns },
  {
    job: 'deliver',
    at: '*/2 * * * * *',
    atStart: 'in turn',
    isEverywhere: true,
    run: (_ports, outbox) => outbox.wake(),
  },
  // Whoever keeps the timetable and does not say so for long enough is taken to be dead.
  { job: 'keepTimetable', at: '*/5 * * * * *', isEverywhere: true, run: (ports) => ports.store.isScheduler() },
  { job: 'checkPeople', at: '10 15 4 * * *', run: checkEverybody },
  { job: 'tendOwnTokens', at: '25 25 4 * * *', atStart: 'beside', run: tendOwnTokens },
  { job: 'verifyTrail', at: '30 45 4 * * *', atStart: 'beside', run: verifyTrail },
  { job: 'streamTrail', at: '*/5 * * * * *', run: streamTrail },
  { job: 'tellHead', at: '15 0 * * * *', run: tellHead },
  { job: 'forget', at: '40 30 3 * * *', run: forgetOld },
] as const satisfies readonly Row[];

export type JobName = (typeof table)[number]['job'];
export type Job = Row & { readonly job: JobName };
export type Jobs = Readonly<Record<JobName, () => Promise<unknown>>>;
export const timetable: readonly Job[] = table;

/** The timetable that runs. */
export type Timetable = {
  /** Ends it; what runs then is not interrupted. */
  readonly stop: () => Promise<void>;
  /** How long ago it last looked at the clock. */
  readonly sinceTickMs: () => number;
  /** Waits until no job runs. */
  readonly idle: () => Promise<void>;
};

/**
 * Starts the timetable. The cron package only says which seconds an expression means: its own timers wait for an instant of the wall
 * clock, and go through every one that a sleeping machine missed. Here a leap wakes every job once.
 */
export function schedule(jobs: Jobs, log: Log, clock: Clock): Timetable {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };
  let lines: readonly { readonly job: JobName; readonly expression: ReturnType<typeof createTask> }[] | null = null;
  // At the first tick, a second from now: whoever waits for a start need not wait for them.
  const readLines = () =>
    timetable.map(({ job, at }) => ({
      job,
      expression: createTask(at, () => undefined, { timezone: 'UTC', logger }),
    }));
  let isStopping = false;
  const running = new Map<keyof Jobs, Promise<void>>();
  const begin = (job: keyof Jobs): void => {
    if (running.has(job)) return;
    const run = Promise.resolve()
      .then(async () => void (await jobs[job]()))
      .catch((error: unknown) => {
        const fields = { job, message: String(error) };
        if (isStopping) log.info('a job was cut off, since Countersign stops; the next start does it again', fields);
        else log.error('a job failed', fields);
      })
      .finally(() => running.delete(job));
    running.set(job, run);
  };
  const ticker = startTicker(clock, (passed) => {
    if ('leap' in passed) {
      log.warn('the clock jumped ahead, or the machine slept: every job runs once', { seconds: passed.leap });
      for (const { job } of timetable) begin(job);
      return;
    }
    lines ??= readLines();
    for (const { job, expression } of lines) {
      if (passed.seconds.some((second) => expression.match(new Date(second)))) begin(job);
    }
  });
  return {
    stop: async () => {
      isStopping = true;
      ticker.stop();
      await Promise.all((lines ?? []).map(({ expression }) => expression.destroy()));
    },
    sinceTickMs: ticker.sinceTickMs,
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
