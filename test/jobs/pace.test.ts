import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/jobs/pace.ts';

function paced() {
  let ms = 0;
  const pace = createPace({ elapsedMs: () => ms });
  const fail = (what: string): Promise<unknown> =>
    pace.run(what, () => Promise.reject(new Error('GitHub is away'))).catch(({ message }: Error) => message);
  return {
    pace,
    fail,
    pass: (seconds: number) => {
      ms += seconds * 1_000;
    },
  };
}

const hourly = async (): Promise<number> => 3_600;
const often = async (): Promise<number> => 0;

describe('what costs many calls', () => {
  it('is done again only after the distance that it asks for', async () => {
    const { pace, pass } = paced();
    expect(await pace.run('repositories', hourly)).toBe(true);
    pass(3_599);
    expect(await pace.run('repositories', hourly)).toBe(false);
    pass(1);
    expect(await pace.run('repositories', hourly)).toBe(true);
    expect(await pace.run('others', hourly)).toBe(true);
  });

  it('is not begun while it is under way, however long that takes, and its distance counts from where it began', async () => {
    const { pace, pass } = paced();
    const { promise, resolve } = Promise.withResolvers<number>();
    const first = pace.run('repositories', () => promise);
    pass(7_200);
    expect(await pace.run('repositories', hourly)).toBe(false);
    resolve(3_600);
    expect(await first).toBe(true);
    expect(await pace.run('repositories', hourly)).toBe(true);
  });

  it('waits longer the more often it fails in a row, and two minutes at the most', async () => {
    const { pace, fail, pass } = paced();
    for (const seconds of [15, 30, 60, 120, 120]) {
      expect(await fail('pass')).toBe('GitHub is away');
      pass(seconds - 1);
      expect(await pace.run('pass', often)).toBe(false);
      pass(1);
    }
    expect(await pace.run('pass', often)).toBe(true);
    expect(await fail('pass')).toBe('GitHub is away');
    pass(15);
    expect(await pace.run('pass', often)).toBe(true);
  });

  it('has no distance to what failed, but that wait', async () => {
    const { pace, fail, pass } = paced();
    await fail('repositories');
    pass(15);
    expect(await pace.run('repositories', hourly)).toBe(true);
  });
});

describe('what one person causes', () => {
  const share = { atOnce: 10, anHour: 30 };

  function caused({ pace, pass }: ReturnType<typeof paced>, seconds: number): number {
    let count = 0;
    for (let second = 0; second < seconds; second += 1) {
      if (pace.left('mona', share) >= 1) {
        pace.spend('mona', share, 1);
        count += 1;
      }
      pass(1);
    }
    return count;
  }

  it('is bounded: some at once, and then evenly over the hour', () => {
    const world = paced();
    expect(caused(world, 10)).toBe(10);
    expect(caused(world, 3_590)).toBe(29);
    expect(world.pace.left('dan', share)).toBe(10);
  });

  it('is not saved up', () => {
    const world = paced();
    expect(caused(world, 10)).toBe(10);
    world.pass(86_400);
    expect(world.pace.left('mona', share)).toBe(10);
  });

  it('is forgotten of whoever caused something longest ago, where they are too many', () => {
    const { pace } = paced();
    for (let index = 0; index <= 10_000; index += 1) pace.spend(`member-${index}`, share, 1);
    expect(['member-0', 'member-1', 'member-10000'].map((who) => pace.left(who, share))).toEqual([10, 9, 9]);
  });
});
