import { accessSync, constants } from 'node:fs';
import { defineConfig, mergeConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';
import { slowestFiles } from './test/support/slowest-files.ts';

/** Memory that looks like a folder, where there is some. */
const inMemory = '/dev/shm';

/** Databases of tests live there: what is proved about a killed process needs no disk, and the tests need not wait for one. */
function keepOffTheDisk(): void {
  try {
    accessSync(inMemory, constants.W_OK);
    process.env.TMPDIR ??= inMemory;
  } catch {
    // Then they live where temporary files do.
  }
}
keepOffTheDisk();

/** What holds for every run of the tests. */
export const shared = defineConfig({
  test: {
    // Two cores: by itself the runner would use one of them; a third worker uses what the others leave while they wait, a fourth only takes turns.
    maxWorkers: 3,
    // What a story leaves is young and soon forgotten: collected in small bits, it costs a tenth of all the time.
    execArgv: ['--max-semi-space-size=64'],
    // No module of ours keeps a state: what is loaded once serves every file, and saves most of the time.
    isolate: false,
    reporters: ['default', slowestFiles],
    sequence: { sequencer: LongestFirst },
    // Stories start real processes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    retry: 0,
    allowOnly: false,
    passWithNoTests: false,
    // Node runs our TypeScript itself, in tests too: rewritten for vite's runner, whatever is imported costs a look-up at each use.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'sqlite',
            include: ['test/**/*.test.ts', 'sandbox/*/test/**/*.test.ts'],
            exclude: [
              'sandbox/page/test/browser/**',
              'test/store/postgres/**',
              'test/stories/several/**',
              'test/model/*-on-postgres.test.ts',
            ],
          },
        },
        {
          // What has to hold on both engines, on a server that the setup starts.
          extends: true,
          test: {
            name: 'postgres',
            include: [
              'test/store/contract/**/*.test.ts',
              'test/store/postgres/**/*.test.ts',
              'test/model/*-on-postgres.test.ts',
              // Of the stories a share, those about races and deaths: `npm run prove` runs them all.
              'test/stories/kill.test.ts',
              'test/stories/several/{paced,races,rolling-upgrade,round-robin,troubles}.test.ts',
            ],
            globalSetup: ['test/store/postgres/global-setup.ts'],
          },
        },
      ],
    },
  }),
);
