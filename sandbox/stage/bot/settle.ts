import Sqlite from 'better-sqlite3';
import type { Countersign } from '../../../src/app.ts';

type JobName = Countersign['timetable'][number]['job'];

/** Of what the clock brings within the hour: the one is half of another, the other only changes what a form suggests. */
const spared: readonly JobName[] = ['listPending', 'refreshRepositories'];
/** The third part of a cron expression is its hour. */
const isHourly = ({ at }: { readonly at: string }): boolean => at.split(' ')[2] === '*';
/** What one job leaves is found by the next round; whatever takes more of them never ends. */
const mostRounds = 20;

const openSql = `SELECT (SELECT count(*) FROM effects WHERE state = 'waiting' AND due_at <= ?)
  + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open`;

/** What the program still has to carry out at that instant, or to look at, as its database says. */
function openAt(databasePath: string, now: number): number {
  const database = new Sqlite(databasePath, { readonly: true });
  try {
    return database.prepare<[number], { readonly open: number }>(openSql).get(now)?.open ?? 0;
  } finally {
    database.close();
  }
}

/** Lets everything happen that is due: wakes the program as its clock would within the hour, in rounds, until nothing is left to do. */
export async function settle(app: Countersign, databasePath: string, now: () => number): Promise<void> {
  const jobs = app.timetable.filter(isHourly).filter(({ job }) => !spared.includes(job));
  await app.idle();
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { job } of jobs) await app.wake(job);
    await app.idle();
    if (round > 0 && openAt(databasePath, now()) === 0) return;
  }
}
