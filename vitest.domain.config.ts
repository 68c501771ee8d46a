import { defineConfig } from 'vitest/config';

// The tests of the rules alone: what `npm run mutate` asks about every mutant.
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    setupFiles: ['test/mutate/same-runs.ts'],
    // A test that only was slow would be taken for one that caught a mutant.
    testTimeout: 60_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
  },
});
