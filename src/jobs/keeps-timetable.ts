import type { Ports } from '../ports/ports.ts';

/** Tells whether this process keeps the timetable, and says in the log when that changes. */
export function createKeepsTimetable({ store, log }: Pick<Ports, 'store' | 'log'>): () => Promise<boolean> {
  let before: boolean | null = null;
  return async () => {
    const keeps = await store.isScheduler();
    if (keeps && before === false) log.info('this process keeps the timetable from now on');
    if (!keeps && before !== false) log.info('another process keeps the timetable, or the database is not there');
    before = keeps;
    return keeps;
  };
}
