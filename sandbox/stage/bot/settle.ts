import type { Countersign } from '../../../src/app.ts';
import type { DatabaseEye } from './database-eye.ts';

type JobName = Countersign['timetable'][number]['job'];

/** Of what the clock brings within the hour: half of another job, what only changes a form's suggestions, and the week's digest, which a story asks for. */
const spared: readonly JobName[] = ['listPending', 'refreshRepositories', 'digest'];
/** What only asks others how they are: once at an instant is enough. */
const asking: readonly JobName[] = ['linkPeople', 'watchClassic', 'hidePrivateNames'];
const lastAskedAt = new WeakMap<Countersign, number>();
/** The third part of a cron expression is its hour. */
const isHourly = ({ at }: { readonly at: string }): boolean => at.split(' ')[2] === '*';
/** What one job leaves is found by the next round; whatever takes more of them never ends. */
const mostRounds = 20;

/**
 * Lets everything happen that is due: wakes the program as its clock would within the hour, in rounds, until nothing is left that can be
 * done. A first round that looked everywhere and wrote nothing leaves nothing to a second one.
 */
export async function settle(app: Countersign, eye: DatabaseEye, now: () => number): Promise<void> {
  try {
    await settleSeen(app, eye, now);
  } finally {
    await eye.rest();
  }
}

/** What a day is made of where nothing happens: the lists are read, and what has its hour is done. */
const watching: readonly JobName[] = ['listActive', 'lapse', 'endDrift', 'remind'];

/** Has the program read its lists and keep its deadlines at this instant. What else is due waits until everything is let happen. */
export async function keepWatch(app: Countersign): Promise<void> {
  for (const job of watching) await app.wake(job);
  await app.idle();
}

async function settleSeen(app: Countersign, eye: DatabaseEye, now: () => number): Promise<void> {
  const hourly = app.timetable.filter(isHourly).filter(({ job }) => !spared.includes(job));
  const others = hourly.filter(({ job }) => !asking.includes(job));
  let before = await eye.openWork(now());
  await app.idle();
  const atFirst = eye.written(now())?.rows;
  for (let round = 0; round < mostRounds; round += 1) {
    const wasAsked = lastAskedAt.get(app) === now();
    lastAskedAt.set(app, now());
    for (const { job } of wasAsked ? others : hourly) await app.wake(job);
    await app.idle();
    const left = await eye.openWork(now());
    const written = round === 0 && left.open === 0 ? eye.written(now()) : null;
    if (written?.isListed === true && written.rows === atFirst) return;
    // What waits for Slack's time to be over is due, and goes when the clock has moved.
    if (round > 0 && (left.open === 0 || (left.open === before.open && left.moved === before.moved))) return;
    before = left;
  }
}
