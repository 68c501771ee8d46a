import { defineConfig } from 'vitest/config';

// Two browsers at a time: two cores, and each test has a bot of its own.
export default defineConfig({
  test: {
    include: ['sandbox/page/test/browser/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    maxWorkers: 2,
    reporters: ['verbose'],
  },
});
