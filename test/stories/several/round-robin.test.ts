import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast } from '@countersign/sandbox-stage/cast';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { askForToken } from '../../support/ask-for-token.ts';
import { approve, cardOf, cardsAbout, directMessages, isActive, makeToken, reads } from '../../support/people.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';

const { mona, bea } = cast;

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const start = (): Promise<Several> => startSeveral({ server: inject('postgres') ?? '', entry });

describe('three processes, each asked in turn', () => {
  it('are one to everybody: a form begun at one, filled in at another and sent at a third becomes one request, one decision, one token', async () => {
    const world = await start();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews.map(({ act }) => act)).toEqual(['approve']);
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    const told = directMessages(world, mona.slackId);
    for (const words of [
      'Your request “nightly-release” for acme · PAT-1',
      ' approved “nightly-release” for acme · PAT-1',
      'can reach acme now',
    ]) {
      expect(told.filter((text) => text.includes(words)).length).toBeGreaterThan(0);
    }
    expect(new Set(told).size).toBe(told.length);
    // Each of them had its share.
    expect(world.balancer.answered.size).toBe(3);
    expect(world.errors()).toEqual([]);
  });

  it('look at GitHub’s lists through one of them, and through another one when that is killed', async () => {
    const world = await start();
    const whoLists = async (): Promise<readonly number[]> => {
      const listing: number[] = [];
      for (const number of world.well()) {
        world.github.server.calls.length = 0;
        await world.settleOne(number);
        if (world.github.server.calls.some(({ name }) => name.endsWith('/personal-access-tokens')))
          listing.push(number);
      }
      return listing;
    };
    const first = await world.scheduler();
    expect(await whoLists()).toEqual([first]);
    await world.kill(first);
    await world.settle();
    const second = await world.scheduler();
    expect(second).not.toBe(first);
    expect(await whoLists()).toEqual([second]);
  });

  it('keep the wait that GitHub asked one of them for, though another one keeps the timetable by now', async () => {
    const world = await start();
    const listed = (): number =>
      world.github.server.calls.filter(({ name }) => name.includes('/personal-access-token')).length;
    const first = await world.scheduler();
    world.github.server.faults.add({
      ...{ fits: /\/personal-access-token/, when: 'before', answer: { status: 429, retryAfterSeconds: 1_800 } },
    });
    await world.settleOne(first);
    const before = listed();
    await world.kill(first);
    await world.settle();
    expect(await world.scheduler()).not.toBe(first);
    expect(listed()).toBe(before);
    // One that starts meanwhile as well.
    await world.start();
    await world.pass({ minutes: 29 });
    expect(listed()).toBe(before);
    await world.pass({ minutes: 2 });
    expect(listed()).toBeGreaterThan(before);
  });
});
