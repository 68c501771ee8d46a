import { describe, expect, it } from 'vitest';
import { compareClocks } from '../src/world-time.ts';
import { memoryLog } from './support/start-world.ts';

const start = Date.parse('2027-03-01T09:30:00Z');
const hourMs = 3_600_000;

/** A machine whose clock can be set and that can sleep, in a world whose clock can't. */
function machine() {
  let worldMs = start;
  let aheadMs = 0;
  let sleptMs = 0;
  const { log, lines } = memoryLog();
  const clock = { now: () => worldMs + aheadMs, elapsedMs: () => worldMs - start - sleptMs };
  const time = compareClocks(clock, log);
  return {
    time,
    said: () => lines.map(({ level }) => level),
    hear: () => time.heard(worldMs),
    pass: (ms: number) => {
      worldMs += ms;
    },
    set: (ms: number) => {
      aheadMs = ms;
    },
    sleep: (ms: number) => {
      worldMs += ms;
      sleptMs += ms;
    },
    world: () => worldMs,
  };
}

describe('the machine’s clock', () => {
  it('is believed once GitHub’s agrees, and stays so through a long outage', () => {
    const { time, hear, pass } = machine();
    expect(time.isSure()).toBe(false);
    hear();
    expect(time.isSure()).toBe(true);
    pass(400 * hourMs);
    expect(time.isSure()).toBe(true);
  });

  it.each([
    ['ahead', 360 * hourMs],
    ['ahead by six minutes', 360_000],
    ['back', -hourMs],
  ])('that is set %s is not believed until it is right again, whether GitHub is asked or not', (_, byMs) => {
    const { time, hear, pass, set, world } = machine();
    hear();
    set(byMs);
    expect(time.isSure()).toBe(false);
    pass(hourMs);
    hear();
    expect(time.isSure()).toBe(false);
    expect(time.now()).toBe(world());
    set(0);
    expect(time.isSure()).toBe(true);
  });

  it('that was set by four minutes is close enough', () => {
    const { time, hear, set, said } = machine();
    set(240_000);
    hear();
    expect(time.isSure()).toBe(true);
    expect(said()).toEqual([]);
  });

  it('of a machine that slept is believed again after GitHub’s next answer', () => {
    const { time, hear, sleep, said } = machine();
    hear();
    sleep(60 * hourMs);
    expect(time.isSure()).toBe(false);
    hear();
    expect(time.isSure()).toBe(true);
    expect(said()).toEqual([]);
  });

  it('that is wrong is said once, and once that it is right', () => {
    const { hear, set, said } = machine();
    set(hourMs);
    for (let answer = 0; answer < 5; answer += 1) hear();
    set(0);
    for (let answer = 0; answer < 5; answer += 1) hear();
    expect(said()).toEqual(['error', 'info']);
  });

  it('learns nothing from an answer without a date', () => {
    const { time } = machine();
    time.heard(Number.NaN);
    expect(time.isSure()).toBe(false);
  });
});
