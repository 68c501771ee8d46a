import { defineConfig } from 'vitest/config';

// The tests of the rules alone: what `npm run mutate` asks about every mutant.
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts'],
    setupFiles: ['test/mutate/same-runs.ts'],
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
  },
});
