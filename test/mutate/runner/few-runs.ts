// Takes the place of fast-check. A mutant that is caught by chance would be a survivor the next time: here every property sees the same values
// each time. It sees few, for every mutant that no other test catches waits for it, and the smallest counterexample is of no use to a machine.
import fc from 'fast-check';

const mostRuns = 100;

type Assert = typeof fc.assert;

export const assert = ((property: Parameters<Assert>[0], parameters: Parameters<Assert>[1]) => {
  const numRuns = Math.min(parameters?.numRuns ?? mostRuns, mostRuns);
  return fc.assert(property, { ...parameters, numRuns, seed: 1, endOnFailure: true });
}) as Assert;

const fewRuns = { ...fc, assert };

export * from 'fast-check';
// biome-ignore lint/style/noDefaultExport: the package has one, and the tests import it.
export { fewRuns as default };
