import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'sandbox/*/test/**/*.test.ts'],
    exclude: ['sandbox/page/test/browser/**'],
    // Two cores: by itself the runner would use one of them.
    maxWorkers: 2,
    // Stories start real processes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    server: { deps: { inline: [/drizzle-orm/] } },
  },
});
