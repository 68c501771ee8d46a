import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

// `npm run prove`: every story on PostgreSQL. The gate takes a fixed share of them (vitest.config.ts).
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      name: 'stories on postgres',
      include: ['test/stories/**/*.test.ts'],
      // What only a file has.
      exclude: ['test/stories/one-process.test.ts'],
      provide: { isWhole: true },
      globalSetup: ['test/store/postgres/global-setup.ts'],
    },
  }),
);
