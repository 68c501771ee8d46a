import { expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { compiled, migrationsFolder, startWorld } from '../support/start-world.ts';

// Of SQLite alone: on PostgreSQL a second process is welcome.
it('a second process is refused the file that one has open', async () => {
  const world = await startWorld();
  await expect(
    createApp(world.configFor(world.database.path), world.secrets, compiled(world.policy), {
      migrationsFolder,
      hasTimetable: false,
    }),
  ).rejects.toMatchObject({ code: 'in_use' });
});
