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
  + (SELECT count(*) FROM hints WHERE handled_at IS NULL) AS open,
  (SELECT coalesce(max(seq), 0) FROM entries) + (SELECT total(attempt) FROM effects) AS moved`;

type Left = { readonly open: number; readonly moved: number };

/** What the program still has to carry out at that instant, or to look at, as its database says. */
function leftAt(databasePath: string, now: number): Left {
  const database = new Sqlite(databasePath, { readonly: true });
  try {
    return database.prepare<[number], Left>(openSql).get(now) ?? { open: 0, moved: 0 };
  } finally {
    database.close();
  }
}

/** Lets everything happen that is due: wakes the program as its clock would within the hour, in rounds, until nothing is left that can be done. */
export async function settle(app: Countersign, databasePath: string, now: () => number): Promise<void> {
  const jobs = app.timetable.filter(isHourly).filter(({ job }) => !spared.includes(job));
  let before = leftAt(databasePath, now());
  await app.idle();
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { job } of jobs) await app.wake(job);
    await app.idle();
    const left = leftAt(databasePath, now());
    // What waits for Slack's time to be over is due, and goes when the clock has moved.
    if (round > 0 && (left.open === 0 || (left.open === before.open && left.moved === before.moved))) return;
    before = left;
  }
}
