import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast } from '@countersign/sandbox-stage/cast';
import { beforeAll, expect, inject, it } from 'vitest';
import { expanding, known, laterMigrations } from '../../store/postgres/later-migrations.ts';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, directMessages, isActive, makeToken, reads } from '../../support/people.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';

const { mona, bea } = cast;

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

async function end(world: Several, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) await world.end(number);
}

// The made-up next release adds a table and a column, and the one after that removes what only this one used.
const next = (): string => laterMigrations(expanding);
const afterNext = (): string => laterMigrations(expanding, `-- beside ${known + 1}\nDROP TABLE later;`);

it('a release goes on beside the next one’s migration, process by process, and nobody who uses it notices', async () => {
  const world = await startSeveral({ server: inject('postgres') ?? '', entry, count: 2 });
  await askForToken(world, mona.slackId);
  const newer = await world.start(next());
  // Decided by an old one, made while both are there, told by whoever comes first.
  world.reach(0);
  await approve(world);
  const token = await makeToken(world);
  await world.pass({ minutes: 1 });
  expect(isActive(world, token)).toBe(true);
  expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);

  // An old one dies in the middle of the upgrade, and comes back.
  await world.kill(0);
  const back = await world.start();
  world.reach(back);
  await askForToken(world, mona.slackId, { token_name: 'second' });
  world.reach(newer);
  await approve(world, 'PAT-2');
  expect(directMessages(world, mona.slackId).filter((text) => text.includes(' approved “'))).toHaveLength(2);

  // What takes something away has to wait until the last old one has ended.
  await expect(world.start(afterNext())).rejects.toThrow(/older_running/);
  await end(world, [1, back]);
  const newest = await world.start(afterNext());
  await expect(world.start()).rejects.toThrow(/newer/);
  await end(world, [newer]);
  const between = await world.start(next());
  expect(world.well()).toEqual([newest, between]);
  await askForToken(world, mona.slackId, { token_name: 'third' });
  expect(buttonsOf(cardOf(world, 'PAT-3'))).toContain('approve_request');
  expect(await world.database.rows('select beside from __drizzle_migrations order by id desc limit 2')).toEqual([
    { beside: known + 1 },
    { beside: known },
  ]);
  expect(world.errors()).toEqual([]);
});
