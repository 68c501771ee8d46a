import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { channel } from '@countersign/sandbox-stage/cast';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Effect } from '../../../src/domain/change.ts';
import type { OrganizationId, SlackUserId } from '../../../src/domain/ids.ts';
import { openPostgresStore } from '../../../src/store/postgres/open-postgres-store.ts';
import { change } from '../../store/sample-rows.ts';
import { moveServerClock } from '../../support/several/server-clock.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';
import { makeStrict } from '../../support/several/strict-slack.ts';
import { migrationsFolder } from '../../support/start-world.ts';

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const start = (): Promise<Several> =>
  startSeveral({ server: inject('postgres') ?? '', entry, count: 2, isSlackPaced: true });

/** How long a call may be under way: while some are, time passes by no more. */
const stepMs = 50;

async function step(world: Several, ms = stepMs): Promise<void> {
  world.moveClock(ms / 1_000);
  await moveServerClock(world.database.place, world.now());
  await Promise.all(world.well().map((number) => world.bot(number).deliver()));
}

/** Messages to so many people and to the channel, all of them due at once. */
async function owe(world: Several, people: number, toChannel: number): Promise<void> {
  const [organization] = await world.database.rows<{ id: number }>('select id from organizations');
  const organizationId = Number(organization?.id) as OrganizationId;
  const message = { kind: 'gave_up', about: 'card', why: 'a test' } as const;
  const effects: Effect[] = [];
  for (let index = 0; index < toChannel; index += 1) {
    effects.push({ kind: 'post', key: `card ${index}`, to: { to: 'reviewers', organizationId }, message });
  }
  for (let index = 0; index < people; index += 1) {
    const slackId = `UDUE${index}` as SlackUserId;
    world.slack.addPerson({ id: slackId, name: slackId.toLowerCase(), realName: slackId, tz: 'UTC' });
    effects.push({ kind: 'post', key: `to ${slackId}`, to: { to: 'person', slackId, organizationId }, message });
  }
  const store = await openPostgresStore(world.database.place, `${migrationsFolder}/postgres`);
  await store.commit(change({ effects }), world.now());
  await store.close();
}

async function waiting(world: Several): Promise<number> {
  const [row] = await world.database.rows<{ count: string }>(
    "select count(*) as count from effects where state in ('waiting', 'leased')",
  );
  return Number(row?.count);
}

describe('several processes before a Slack that counts strictly', () => {
  it('cause no refusal, though one of them starts in the middle, and use what Slack allows', async () => {
    const world = await start();
    await step(world, 2_000);
    const slack = makeStrict(world);
    await owe(world, 36, 3);
    const begunAt = world.now();
    for (let steps = 0; (await waiting(world)) > 0; steps += 1) {
      if (steps === 15) await world.start();
      await step(world);
    }
    expect(slack.refused).toEqual([]);
    expect(slack.taken).toHaveLength(39);
    expect(slack.taken.filter(({ place }) => place === channel)).toHaveLength(3);
    expect((world.now() - begunAt) / 1_000).toBeLessThanOrEqual(39 / 10 + 1);
    expect(world.errors()).toEqual([]);
  });

  it('wait together as long as Slack asked one of them to, those that start meanwhile too', async () => {
    const world = await start();
    await step(world, 2_000);
    const slack = makeStrict(world);
    await owe(world, 12, 1);
    slack.askForSilence(30);
    await world.bot(0).deliver();
    const askedAt = world.now();
    await world.start();
    for (const ms of [1_000, 9_000, 10_000, 9_000, 500]) await step(world, ms);
    while ((await waiting(world)) > 0) await step(world);
    expect(slack.refused.map(({ at }) => at)).toEqual([askedAt]);
    expect(slack.taken).toHaveLength(13);
    expect(Math.min(...slack.taken.map(({ at }) => at))).toBeGreaterThanOrEqual(askedAt + 30_000);
    expect(world.errors()).toEqual([]);
  });
});
