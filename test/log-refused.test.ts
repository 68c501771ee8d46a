import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogRefused } from '../src/log-refused.ts';
import { memoryLog } from './support/start-world.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says the first of a kind at once, and the others in one line a minute, with how many there were', () => {
  const { log, lines } = memoryLog();
  const refused = createLogRefused(log);
  for (let request = 0; request < 1_000; request += 1) refused('no signature');
  refused('too large');
  const said = () => lines.splice(0).map(({ level, what, fields }) => `${level} ${what} ${fields.count}`);
  expect(said()).toEqual(['warn no signature 1', 'warn too large 1']);
  vi.advanceTimersByTime(59_000);
  expect(said()).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(said()).toEqual(['warn no signature 999']);
  refused('no signature');
  refused('too large');
  expect(said()).toEqual(['warn too large 1']);
  vi.advanceTimersByTime(60_000);
  expect(said()).toEqual(['warn no signature 1']);
  vi.advanceTimersByTime(3_600_000);
  expect(said()).toEqual([]);
});
