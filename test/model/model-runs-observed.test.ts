import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// The organization is only observed until the end of each run: nothing is ever changed at GitHub. Then it is enforced, and all comes to agree.
it('nothing is changed at GitHub while an organization is only observed, in 5 runs, and what was agreed is done afterwards', async () => {
  const details = await explore({ runs: 5, seed: 20270303, isObserved: true }, newTally());
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
}, 900_000);
