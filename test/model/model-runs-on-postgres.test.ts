import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// A fixed share of what `npm run prove` does at length on PostgreSQL.
it('nothing that people, GitHub, time, outages and deaths do in 2 runs on PostgreSQL breaks what must hold', async () => {
  const details = await explore({ runs: 2, seed: 20270301, server: inject('postgres') }, newTally());
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
}, 900_000);
