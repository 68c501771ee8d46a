import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// A fixed share of what `npm run prove` does at length; the other half is in model-runs-one.test.ts.
it('nothing that people, GitHub, time, outages and deaths do in 9 other runs breaks what must hold', async () => {
  const details = await explore({ runs: 9, seed: 20270302 }, newTally());
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
}, 900_000);
