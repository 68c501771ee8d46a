import { defineConfig, mergeConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

// In full, what `npm test` takes a fixed share of: `npm run prove` runs it.
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      include: [
        'test/authority/matrix.test.ts',
        'test/domain/notices/four-hundred-days.test.ts',
        'test/operations/four-hundred-days.test.ts',
        'test/record/tampered-trail.test.ts',
        'test/stories/canaries.test.ts',
        'test/stories/kill.test.ts',
        'test/stories/kill-reminder.test.ts',
        'test/stories/many-tokens.test.ts',
      ],
      provide: { isWhole: true },
    },
  }),
);
