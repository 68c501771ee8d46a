import { expect, it } from 'vitest';
import { joinRun } from '../../src/jobs/join-run.ts';

it('work that is asked for while it is under way is done once, and anew afterwards', async () => {
  let begun = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = joinRun(async () => {
    begun += 1;
    await promise;
    return begun;
  });
  const both = Promise.all([work(), work()]);
  resolve();
  expect(await both).toEqual([1, 1]);
  expect(await work()).toBe(2);
});

it('work that failed is begun anew', async () => {
  let begun = 0;
  const work = joinRun(async () => {
    begun += 1;
    if (begun === 1) throw new Error('not yet');
    return begun;
  });
  await expect(work()).rejects.toThrow('not yet');
  expect(await work()).toBe(2);
});
