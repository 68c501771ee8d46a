import { createWorld } from '@countersign/sandbox-stage/cast';
import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../src/app.ts';
import { temporaryFolder } from './support/start-program.ts';
import { compiled, memoryLog, migrationsFolder } from './support/start-world.ts';

it('a stop lets the job of the timetable end that is under way, before the database is closed', async () => {
  const world = await createWorld(() => new Date());
  onTestFinished(() => world.stop());
  const { log, lines } = memoryLog();
  const begun = Promise.withResolvers<void>();
  const goesOn = Promise.withResolvers<void>();
  const ended: string[] = [];
  const app = await createApp(world.configFor(`${temporaryFolder()}/pat.db`), world.secrets, compiled(world.policy), {
    log,
    migrationsFolder,
    isGithubPaced: false,
    decorateStore: (store) => ({
      ...store,
      // What webhooks left is looked at every other second.
      unhandledHints: async () => {
        begun.resolve();
        await goesOn.promise;
        const hints = await store.unhandledHints();
        ended.push('looked');
        return hints;
      },
    }),
  });
  await begun.promise;
  const stopped = app.stop().then(() => ended.push('stopped'));
  // Whoever would not wait is done by then.
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  goesOn.resolve();
  await stopped;
  expect(ended).toEqual(['looked', 'stopped']);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});
