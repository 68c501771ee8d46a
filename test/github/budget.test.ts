import { describe, expect, it } from 'vitest';
import { type Budget, createBudget } from '../../src/github/budget.ts';
import { Fault } from '../../src/ports/fault.ts';
import type { Priority } from '../../src/ports/github.ts';

const hourMs = 3_600_000;

function account(processes = 1, mayCountNothing = false) {
  let ms = 0;
  const budget = createBudget(
    () => ms,
    () => processes,
    mayCountNothing,
  );
  return {
    budget,
    pass: (by: number) => {
      ms += by;
    },
  };
}

function refusal(budget: Budget, priority: Priority, person?: string): Fault | null {
  try {
    budget.take('acme', person === undefined ? { priority } : { priority, person });
    return null;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** How many calls of this priority go through, one after the other. */
function takes(budget: Budget, priority: Priority, person?: string): number {
  for (let taken = 0; ; taken += 1) {
    if (taken > 6_000 || refusal(budget, priority, person) !== null) return taken;
  }
}

describe('an hour’s calls to GitHub', () => {
  it('are shared: each priority leaves something to those above it', () => {
    const { budget } = account();
    expect(takes(budget, 'rotation')).toBe(2_500);
    expect(takes(budget, 'pass')).toBe(1_500);
    expect(takes(budget, 'look')).toBe(500);
    expect(takes(budget, 'decision')).toBe(300);
    expect(refusal(budget, 'rotation')).toMatchObject({
      code: 'over_budget',
      isRetryable: true,
      retryAfterSeconds: 3_600,
    });
  });

  it('never run out for a click: GitHub itself says when there is nothing left', () => {
    const { budget } = account();
    takes(budget, 'decision');
    expect(takes(budget, 'click')).toBeGreaterThan(5_000);
  });

  it('begin anew after an hour, by the clock that nobody sets', () => {
    const { budget, pass } = account();
    takes(budget, 'pass');
    pass(hourMs - 1);
    expect(refusal(budget, 'pass')?.retryAfterSeconds).toBe(1);
    pass(1);
    expect(takes(budget, 'pass')).toBe(4_000);
  });

  it('are each organization’s own, whatever case its login is in', () => {
    const { budget } = account();
    takes(budget, 'pass');
    expect(() => budget.take('ACME', { priority: 'pass' })).toThrow(Fault);
    budget.take('beta', { priority: 'pass' });
  });

  it('are without end where Enterprise Server counts none, and counted again once it says so', () => {
    const { budget } = account(1, true);
    expect(takes(budget, 'pass')).toBe(4_000);
    budget.heard('acme', {});
    for (const priority of ['rotation', 'pass', 'suggestion'] as const)
      expect(takes(budget, priority, priority === 'suggestion' ? 'U1' : undefined)).toBe(6_001);
    expect(budget.room('acme', 'rotation')).toBe(5_000);
    const reset = String(hourMs / 1_000);
    const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '999', 'x-ratelimit-reset': reset };
    budget.heard('acme', { ...headers, date: new Date(0).toUTCString() });
    expect(takes(budget, 'pass')).toBe(799);
  });

  it('stay counted on github.com where an answer says nothing of them', () => {
    const { budget } = account();
    budget.heard('acme', {});
    expect(takes(budget, 'pass')).toBe(4_000);
  });

  it('are what GitHub says they are', () => {
    const { budget, pass } = account();
    const date = new Date(Date.UTC(2027, 2, 1, 9));
    const heard = (remaining: number, minutes: number) =>
      budget.heard('acme', {
        date: date.toUTCString(),
        'x-ratelimit-limit': '15000',
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': String(date.getTime() / 1_000 + minutes * 60),
      });
    heard(4_000, 30);
    expect(budget.room('acme', 'pass')).toBe(1_000);
    // An older answer that comes later gives nothing back.
    heard(9_000, 30);
    expect(budget.room('acme', 'pass')).toBe(1_000);
    expect(takes(budget, 'pass')).toBe(1_000);
    pass(30 * 60_000);
    expect(budget.room('acme', 'pass')).toBe(12_000);
  });

  it('are as many as a large organization is given, from the first answer on', () => {
    const { budget } = account();
    takes(budget, 'rotation');
    const inAnHour = { 'x-ratelimit-limit': '15000', 'x-ratelimit-remaining': '14900', 'x-ratelimit-reset': '3600' };
    budget.heard('acme', { ...inAnHour, date: new Date(0).toUTCString() });
    expect(budget.room('acme', 'rotation')).toBe(5_000);
    expect(budget.room('acme', 'pass')).toBe(9_500);
  });

  it('stay as they were counted where GitHub says nothing of them', () => {
    const { budget } = account();
    budget.take('acme', { priority: 'pass' });
    budget.heard('acme', { date: new Date().toUTCString(), 'x-ratelimit-limit': '', 'x-ratelimit-remaining': 'many' });
    expect(budget.room('acme', 'pass')).toBe(3_999);
  });
});

describe('type-ahead', () => {
  it('has a small share, and each person a smaller one', () => {
    const { budget } = account();
    expect(takes(budget, 'suggestion', 'mona')).toBe(200);
    expect(takes(budget, 'suggestion', 'dan')).toBe(200);
    expect(takes(budget, 'suggestion', 'gus')).toBe(100);
    expect(takes(budget, 'pass')).toBe(3_500);
  });

  it('shares both among the processes that are there', () => {
    const { budget } = account(4);
    expect(takes(budget, 'suggestion', 'mona')).toBe(50);
    expect(takes(budget, 'suggestion', 'dan')).toBe(50);
    expect(takes(budget, 'suggestion', 'gus')).toBe(25);
  });
});

describe('a limit that GitHub names', () => {
  it('to anything but a click stops everything but clicks', () => {
    const { budget, pass } = account();
    budget.limited('acme', { priority: 'suggestion' }, 1_800);
    for (const priority of ['decision', 'look', 'pass', 'rotation', 'suggestion'] as const) {
      expect(refusal(budget, priority)).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1_800 });
      expect(budget.room('acme', priority)).toBe(0);
    }
    expect(refusal(budget, 'click')).toBeNull();
    pass(1_800_000);
    expect(refusal(budget, 'pass')).toBeNull();
  });

  it('to a click stops clicks for a minute at the most', () => {
    const { budget, pass } = account();
    budget.limited('acme', { priority: 'click' }, 1_800);
    expect(refusal(budget, 'click')).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 60 });
    pass(60_000);
    expect(refusal(budget, 'click')).toBeNull();
    expect(refusal(budget, 'pass')).toMatchObject({ code: 'rate_limited' });
  });

  it('of ten days is an hour: then GitHub is asked again', () => {
    const { budget, pass } = account();
    budget.limited('acme', { priority: 'pass' }, 864_000);
    pass(hourMs);
    expect(refusal(budget, 'pass')).toBeNull();
  });

  it('that is shorter than one that runs already shortens nothing', () => {
    const { budget } = account();
    budget.limited('acme', { priority: 'pass' }, 600);
    budget.limited('acme', { priority: 'pass' }, 10);
    expect(refusal(budget, 'pass')).toMatchObject({ retryAfterSeconds: 600 });
  });

  it('is told, and stops everything but clicks in whoever hears of it', () => {
    const told: (readonly [string, number])[] = [];
    const asked = createBudget(
      () => 0,
      () => 2,
      false,
      (...wait) => told.push(wait),
    );
    asked.limited('acme', { priority: 'click' }, 864_000);
    expect(told).toEqual([['acme', hourMs]]);
    const { budget, pass } = account(2);
    budget.waitToo('ACME', 600_000);
    budget.waitToo('acme', 1_000);
    expect(refusal(budget, 'decision')).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 600 });
    expect(refusal(budget, 'click')).toBeNull();
    pass(600_000);
    expect(refusal(budget, 'decision')).toBeNull();
  });
});
