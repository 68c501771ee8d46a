import type { Countersign } from '../../../src/app.ts';
import { openWork } from './open-work.ts';

type JobName = Countersign['timetable'][number]['job'];

/** Of what the clock brings within the hour: the one is half of another, the other only changes what a form suggests. */
const spared: readonly JobName[] = ['listPending', 'refreshRepositories'];
/** The third part of a cron expression is its hour. */
const isHourly = ({ at }: { readonly at: string }): boolean => at.split(' ')[2] === '*';
/** What one job leaves is found by the next round; whatever takes more of them never ends. */
const mostRounds = 20;

/** Lets everything happen that is due: wakes the program as its clock would within the hour, in rounds, until nothing is left to do. */
export async function settle(app: Countersign, database: string, now: () => number): Promise<void> {
  const jobs = app.timetable.filter(isHourly).filter(({ job }) => !spared.includes(job));
  await app.idle();
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { job } of jobs) await app.wake(job);
    await app.idle();
    if (round > 0 && (await openWork(database, now())) === 0) return;
  }
}
