import { describe, expect, it } from 'vitest';
import { waitAfterMs } from '../../src/domain/backoff.ts';

const hourMs = 3_600_000;

describe('the wait before the next try', () => {
  it('is short at first: five tries within the half minute in which a passing 5xx heals', () => {
    const waits = [1, 2, 3, 4].map((tries) => waitAfterMs(tries, null));
    expect(waits.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(30_000);
  });

  it('grows, and is an hour at most, however often it failed', () => {
    const waits = [1, 2, 3, 5, 8, 11, 12, 1_000].map((tries) => waitAfterMs(tries, null));
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBe(hourMs);
  });

  it.each([
    ['is what the other side asks', 1, 90, 90_000],
    ['is no shorter than it would be anyway', 8, 1, 300_000],
    ['is an hour, where the other side asks for ten days', 1, 864_000, hourMs],
  ])('%s', (_, tries, asked, waitMs) => {
    expect(waitAfterMs(tries, asked)).toBe(waitMs);
  });
});
