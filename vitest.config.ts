import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Stories start real processes on two cores.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    server: { deps: { inline: [/drizzle-orm/] } },
  },
});
