import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast } from '@countersign/sandbox-stage/cast';
import { beforeAll, expect, inject, it } from 'vitest';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, directMessages, makeToken } from '../../support/people.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';

const { mona } = cast;

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const start = (): Promise<Several> => startSeveral({ server: inject('postgres') ?? '', entry });

it('three processes remind once, though each of them has a clock', async () => {
  const world = await start();
  await askForToken(world, mona.slackId);
  await approve(world);
  await makeToken(world);
  await world.pass({ minutes: 6 });
  const before = directMessages(world, mona.slackId).length;
  await world.pass({ days: 17 });
  await world.pass({ days: 16 });
  const since = directMessages(world, mona.slackId).slice(before);
  expect(since.filter((text) => text.includes('expires in'))).toHaveLength(1);
  expect(since.filter((text) => text.includes('expired on'))).toHaveLength(1);
  expect(world.errors()).toEqual([]);
});
