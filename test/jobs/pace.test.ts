import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/jobs/pace.ts';

function paced() {
  let ms = 0;
  const pace = createPace({ elapsedMs: () => ms });
  return {
    pace,
    pass: (seconds: number) => {
      ms += seconds * 1_000;
    },
  };
}

describe('what costs many calls', () => {
  it('begins again only after the time that it asks for', () => {
    const { pace, pass } = paced();
    expect(pace.mayBegin('repositories', 3_600)).toBe(true);
    pass(3_599);
    expect(pace.mayBegin('repositories', 3_600)).toBe(false);
    pass(1);
    expect(pace.mayBegin('repositories', 3_600)).toBe(true);
    expect(pace.mayBegin('others', 3_600)).toBe(true);
  });

  it('begins again at once after it failed: it was not done', () => {
    const { pace } = paced();
    pace.mayBegin('repositories', 3_600);
    pace.failed('repositories');
    expect(pace.mayBegin('repositories', 3_600)).toBe(true);
  });

  it('waits longer the more often it fails in a row, and two minutes at the most', () => {
    const { pace, pass } = paced();
    const waits = [15, 30, 60, 120, 120];
    for (const seconds of waits) {
      pace.failed('pass');
      pass(seconds - 1);
      expect(pace.isWaiting('pass')).toBe(true);
      pass(1);
      expect(pace.isWaiting('pass')).toBe(false);
    }
    pace.succeeded('pass');
    pace.failed('pass');
    pass(15);
    expect(pace.isWaiting('pass')).toBe(false);
  });
});

describe('what one person causes', () => {
  const share = { atOnce: 10, anHour: 30 };

  it('is bounded: some at once, and then evenly over the hour', () => {
    const { pace, pass } = paced();
    const caused = (seconds: number): number => {
      let count = 0;
      for (let second = 0; second < seconds; second += 1) {
        if (pace.mayCause('mona', share)) count += 1;
        pass(1);
      }
      return count;
    };
    expect(caused(10)).toBe(10);
    expect(caused(3_590)).toBe(29);
    expect(pace.mayCause('dan', share)).toBe(true);
  });

  it('is not saved up', () => {
    const { pace, pass } = paced();
    pass(86_400);
    const many = Array.from({ length: 50 }, () => pace.mayCause('mona', share));
    expect(many.filter((may) => may)).toHaveLength(10);
  });
});
