import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// The other half is in model-runs-one.test.ts: two files run side by side.
it('nothing that people, GitHub, time, outages and deaths do in 1,000 other runs breaks what must hold', async () => {
  const details = await explore({ runs: 1_000, seed: 20270302 }, newTally());
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
}, 900_000);
