import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { onceATurn } from '../src/once-a-turn.ts';

function counted() {
  const begun: Promise<unknown>[] = [];
  let done = 0;
  const ask = onceATurn(
    (work) => begun.push(work()),
    async () => {
      done += 1;
    },
  );
  return { ask, begun, done: () => done };
}

it('work that several ask for in one turn is done once, and is under way from the first on', async () => {
  const { ask, begun, done } = counted();
  ask();
  await Promise.resolve();
  ask();
  expect([begun.length, done()]).toEqual([1, 0]);
  await Promise.all(begun);
  expect(done()).toBe(1);
});

it('work that is asked for in a later turn is done again', async () => {
  const { ask, begun, done } = counted();
  ask();
  await setImmediate();
  ask();
  await Promise.all(begun);
  expect(done()).toBe(2);
});

it('work that is asked for while it is done is done again: it may have looked already', async () => {
  const begun: Promise<unknown>[] = [];
  let done = 0;
  const ask: () => void = onceATurn(
    (work) => begun.push(work()),
    async () => {
      done += 1;
      if (done === 1) ask();
    },
  );
  ask();
  for (const one of begun) await one;
  expect(done).toBe(2);
});
