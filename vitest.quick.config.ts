import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: {
    include: JSON.parse(readFileSync('/tmp/w/mu/include.json', 'utf8')),
    setupFiles: ['test/mutate/same-runs.ts'],
    testTimeout: 60_000, retry: 0, isolate: false,
  },
});
