import { createTask } from 'node-cron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Jobs } from '../../src/jobs/schedule.ts';
import { schedule, timetable } from '../../src/jobs/schedule.ts';
import { systemClock } from '../../src/system-clock.ts';
import { memoryLog } from '../support/start-world.ts';

const monday = Date.parse('2027-03-01T09:30:00.400Z');
const hourMs = 3_600_000;

/** Every job of the timetable, counted, and whatever a library writes to the console. */
function startTimetable(work: (job: string) => Promise<void> = async () => undefined) {
  const runs: string[] = [];
  const jobs = new Proxy({} as Jobs, {
    get: (_, job) => async () => {
      runs.push(String(job));
      await work(String(job));
    },
  });
  const { log, lines } = memoryLog();
  const timetable = schedule(jobs, log, systemClock);
  return { runs, lines, timetable, count: (job: string): number => runs.filter((one) => one === job).length };
}

/** The machine's clock is set, or the machine slept: timers don't count either. */
function setClock(byMs: number): void {
  vi.setSystemTime(Date.now() + byMs);
}

describe('the timetable', () => {
  let printed: unknown[] = [];

  beforeEach(() => {
    printed = [];
    vi.useFakeTimers({ now: monday });
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation((...words) => void printed.push(...words));
    }
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('wakes each job at its seconds', async () => {
    const { count, timetable } = startTimetable();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([count('deliver'), count('followHints'), count('listPending'), count('remind')]).toEqual([30, 30, 2, 1]);
    expect(count('listActive')).toBe(1);
    expect(count('verifyTrail')).toBe(0);
    await timetable.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(count('deliver')).toBe(30);
  });

  it.each([
    ['three minutes', 180_000],
    ['an hour', hourMs],
    ['a year', 365 * 24 * hourMs],
  ])('goes on at once when the clock is set back by %s', async (_, backMs) => {
    const { count, timetable } = startTimetable();
    await vi.advanceTimersByTimeAsync(10_000);
    const before = count('deliver');
    setClock(-backMs);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(count('deliver') - before).toBeGreaterThanOrEqual(4);
    await timetable.stop();
  });

  it('has every job come at its next time after a clock that was set back, as on any day', async () => {
    const late: string[] = [];
    for (const { job, at } of timetable) {
      const expression = createTask(at, () => undefined, { timezone: 'UTC' });
      await expression.start();
      const next = expression.getNextRun()?.getTime() ?? Number.NaN;
      await expression.destroy();
      // The clock goes back to right before the job's time, from three minutes or an hour after it.
      for (const backMs of [180_000, hourMs]) {
        vi.setSystemTime(next - 1_400 + backMs);
        const { count, timetable: running } = startTimetable();
        await vi.advanceTimersByTimeAsync(500);
        vi.setSystemTime(next - 900);
        await vi.advanceTimersByTimeAsync(500);
        const before = count(job);
        await vi.advanceTimersByTimeAsync(1_500);
        if (count(job) !== before + 1) late.push(`${job} after ${backMs} ms: ${count(job) - before} times`);
        await running.stop();
      }
    }
    expect(late).toEqual([]);
  });

  it.each([
    ['slept two hours', 2 * hourMs],
    ['slept 60 hours', 60 * hourMs],
  ])('wakes every job once, and prints nothing, after a machine that %s', async (_, sleptMs) => {
    const { runs, count, lines, timetable } = startTimetable();
    await vi.advanceTimersByTimeAsync(600);
    runs.length = 0;
    setClock(sleptMs);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(runs.length).toBe(new Set(runs).size);
    expect([count('deliver'), count('listActive'), count('remind'), count('verifyTrail')]).toEqual([1, 1, 1, 1]);
    expect(printed).toEqual([]);
    expect(lines).toEqual([
      {
        level: 'warn',
        what: 'the clock jumped ahead, or the machine slept: every job runs once',
        fields: { seconds: sleptMs / 1_000 + 1 },
      },
    ]);
    await timetable.stop();
  });

  it('does not begin a job again that still runs, and says nothing of it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { count, lines, timetable } = startTimetable((job) => (job === 'deliver' ? promise : Promise.resolve()));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(count('deliver')).toBe(1);
    expect(count('followHints')).toBe(10);
    resolve();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(count('deliver')).toBe(3);
    expect([...lines, ...printed]).toEqual([]);
    await timetable.stop();
  });

  it('goes on after a job that fails, which is said', async () => {
    const { count, lines, timetable } = startTimetable((job) =>
      job === 'deliver' ? Promise.reject(new Error('no luck')) : Promise.resolve(),
    );
    await vi.advanceTimersByTimeAsync(4_000);
    expect(count('deliver')).toBe(2);
    expect(lines[0]).toEqual({
      level: 'error',
      what: 'a job failed',
      fields: { job: 'deliver', message: 'Error: no luck' },
    });
    await timetable.stop();
  });

  it('does not call what its own end cut off a failure', async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    const { lines, timetable } = startTimetable((job) => (job === 'deliver' ? promise : Promise.resolve()));
    await vi.advanceTimersByTimeAsync(2_000);
    await timetable.stop();
    reject(new Error('the database is closed'));
    await timetable.idle();
    expect(lines).toEqual([
      {
        level: 'info',
        what: 'a job was cut off, since Countersign stops; the next start does it again',
        fields: { job: 'deliver', message: 'Error: the database is closed' },
      },
    ]);
  });

  it('says how long ago it last ticked', async () => {
    const { timetable } = startTimetable();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(timetable.sinceTickMs()).toBeLessThanOrEqual(1_000);
    setClock(-hourMs);
    expect(timetable.sinceTickMs()).toBeLessThanOrEqual(1_000);
    await timetable.stop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(timetable.sinceTickMs()).toBeGreaterThanOrEqual(30_000);
  });
});
