import { defineConfig } from 'vitest/config';
import { slowestFiles } from './test/support/slowest-files.ts';

// In full, what `npm test` takes a fixed share of: `npm run prove` runs it.
export default defineConfig({
  test: {
    include: ['test/stories/kill.test.ts', 'test/stories/kill-reminder.test.ts', 'test/stories/many-tokens.test.ts'],
    provide: { share: 'whole' },
    maxWorkers: 2,
    isolate: false,
    reporters: ['default', slowestFiles],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    server: { deps: { inline: [/drizzle-orm/] } },
  },
});
