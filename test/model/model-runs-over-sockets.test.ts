import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explore, newTally } from './explore.ts';

// A fixed share of what `npm run prove` does at length over Socket Mode.
it('nothing that people, GitHub, time, outages, deaths and ending connections do in 6 runs over Socket Mode breaks what must hold', async () => {
  const tally = newTally();
  const details = await explore({ runs: 6, seed: 5, isSocketMode: true }, tally);
  expect(details.failed ? `${fc.defaultReportMessage(details)}\n${details.errorInstance}` : 'nothing is broken').toBe(
    'nothing is broken',
  );
  // People came by connections, and those ended on the way.
  expect(tally.envelopes).toBeGreaterThan(50);
  expect(tally.connections).toBeGreaterThan(2 * tally.runs);
}, 900_000);
