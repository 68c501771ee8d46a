import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// The other half is in model-runs-two.test.ts: two files run side by side.
it('nothing that people, GitHub, time, outages and deaths do in 1,000 runs breaks what must hold', async () => {
  const details = await explore({ runs: 1_000, seed: 20270301 }, newTally());
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
}, 900_000);
