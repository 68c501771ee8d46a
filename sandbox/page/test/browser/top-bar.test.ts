import { expect, it } from 'vitest';
import { useSandbox } from './use-sandbox.ts';

const sandbox = useSandbox();

it('holds all of the bar at its top in one row on an ordinary screen', async () => {
  const page = await sandbox().as('bea', { width: 1440 });
  const tops = await page
    .locator('.top > *:not(.top-gap)')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
  expect(tops.length).toBeGreaterThan(5);
  for (const top of tops) expect(top).toBeLessThan(20);
});
