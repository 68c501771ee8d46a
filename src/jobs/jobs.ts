import type { Outbox } from '../outbox/outbox.ts';
import type { Ports } from '../ports/ports.ts';
import { createKeepsTimetable } from './keeps-timetable.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type Job, type JobName, type Jobs, timetable } from './schedule.ts';

export type Start = {
  /** What a start does in turn, in the order of the timetable. Answers whether everything could be listed. */
  readonly catchUp: () => Promise<boolean>;
  /** What a start does beside that. */
  readonly besideCatchUp: () => Promise<void>;
  /** One pass over everything. Answers whether everything could be listed. */
  readonly listAll: () => Promise<boolean>;
};

/**
 * Each job of the timetable, ready to be run; where another process keeps the timetable, it does nothing and answers false. Passes over GitHub's lists run one
 * at a time: two would decide on each other's half.
 */
export function createJobs(ports: Ports, outbox: Outbox): Jobs & Start {
  const passes = oneAtATime();
  // What a pass found is told when it is over: many of a kind are one message then.
  const untilItIsOver: Ports = { ...ports, wake: { ...ports.wake, outbox: () => undefined } };
  const pass = async (work: Job['run']): Promise<unknown> => {
    try {
      return await work(untilItIsOver, outbox);
    } finally {
      ports.wake.outbox();
    }
  };
  const keepsTimetable = createKeepsTimetable(ports);
  const run = async ({ isPass = false, isEverywhere = false, run: work }: Job): Promise<unknown> => {
    if (!isEverywhere && !(await keepsTimetable())) return false;
    return isPass ? passes(() => pass(work)) : work(ports, outbox);
  };
  const jobs = Object.fromEntries(timetable.map((job) => [job.job, () => run(job)])) as Jobs;
  const isWhole = async (job: JobName): Promise<boolean> => (await jobs[job]()) !== false;
  const atStart = (how: Job['atStart']): readonly JobName[] =>
    timetable.filter((job) => job.atStart === how).map(({ job }) => job);
  return {
    ...jobs,
    listAll: () => isWhole('listActive'),
    catchUp: async () => {
      let isComplete = true;
      for (const job of atStart('in turn')) isComplete = (await isWhole(job)) && isComplete;
      return isComplete;
    },
    besideCatchUp: async () => {
      await Promise.all(atStart('beside').map((job) => jobs[job]()));
    },
  };
}
