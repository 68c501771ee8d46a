import { bundleBot } from '@countersign/sandbox-stage/bundle-bot';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { askForToken, fillForm } from '../../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  makeToken,
  reads,
  toldPrivately,
  usualToken,
} from '../../support/people.ts';
import { type Several, startSeveral } from '../../support/several/several-processes.ts';
import { storedIn } from '../../support/stored-state.ts';

const { mona, bea, carl } = cast;

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

const start = (count = 2): Promise<Several> => startSeveral({ server: inject('postgres') ?? '', entry, count });

/** How often each of these stands in the trail, which is whole. */
async function acts(world: Several, ...names: readonly string[]): Promise<readonly number[]> {
  const { acts: all, brokenEntry } = await storedIn(world.database);
  expect(brokenEntry).toBeNull();
  return names.map((name) => all.filter((act) => act === name).length);
}

describe('at the same moment, at two processes', () => {
  it('two owners approve: one of them does, the other is told who did', async () => {
    const world = await start();
    for (const number of [1, 2, 3]) {
      await askForToken(world, mona.slackId, { token_name: `token-${number}` });
      const card = cardOf(world, `PAT-${number}`);
      const clicks = await Promise.all(
        [bea, carl].map(({ slackId }) => world.slack.click(slackId, card, 'approve_request')),
      );
      await world.settle();
      const text = reads(cardOf(world, `PAT-${number}`));
      const winner = text.includes(`Approved by <@${bea.slackId}>`) ? bea : carl;
      expect(text).toContain(`Approved by <@${winner.slackId}>`);
      const loser = clicks[winner === bea ? 1 : 0];
      if (loser === undefined) throw new Error('two clicked');
      expect(await toldPrivately(world, loser)).toContain(`<@${winner.slackId}> approved PAT-${number}`);
    }
    expect(await acts(world, 'request.approve')).toEqual([3]);
    expect(directMessages(world, mona.slackId).filter((text) => text.includes(' approved “'))).toHaveLength(3);
    expect(world.balancer.answered.size).toBe(2);
  });

  it('one owner accepts a token as it is and another one revokes it: the revocation stands, whichever came first', async () => {
    const world = await start();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world);
    await world.pass({ minutes: 6 });
    // An owner widens a token without asking anybody.
    world.github.people.setRole(mona.login, organization, 'admin');
    world.github.people.editToken(token.tokenId, { repositorySelection: 'all' });
    await world.pass({ minutes: 6 });
    const card = cardsAbout(world, 'nightly-release').find((one) => buttonsOf(one).includes('keep_token'));
    if (card === undefined) throw new Error('no card offers to accept it');
    const asked = await world.slack.click(carl.slackId, card, 'revoke_token');
    const form = await world.slack.fill(carl.slackId, await world.slack.until(() => asked.modal), { reason: 'No' });
    await Promise.all([world.slack.click(bea.slackId, card, 'keep_token'), world.slack.submit(carl.slackId, form)]);
    await world.settle();
    await world.pass({ minutes: 3 });
    const { acts: all, brokenEntry } = await storedIn(world.database);
    expect(brokenEntry).toBeNull();
    // Accepted first, or not at all: what is being revoked is not accepted any more.
    const decided = all.filter((act) => act === 'active_token.accept' || act === 'active_token.start_revoking');
    expect(decided.at(-1)).toBe('active_token.start_revoking');
    expect(new Set(decided).size).toBe(decided.length);
    expect(isActive(world, token)).toBe(false);
  });

  it('somebody sends one form twice: it is one request', async () => {
    const world = await start();
    const last = await fillForm(world, mona.slackId);
    await Promise.all([world.slack.submit(mona.slackId, last), world.slack.submit(mona.slackId, last)]);
    await world.settle();
    expect(await acts(world, 'request.submit')).toEqual([1]);
    expect(cardsAbout(world, ' requests “')).toHaveLength(1);
  });

  it('GitHub delivers one webhook twice: it is one hint', async () => {
    const world = await start();
    world.github.webhooks.mode = 'hold';
    world.github.people.createToken(mona.login, organization, usualToken(world));
    await world.github.webhooks.deliverHeld((held) => [...held, ...held]);
    await world.settle();
    expect(await world.database.rows('select count(*) as many from hints')).toEqual([{ many: 1 }]);
    expect(await acts(world, 'pending_token.find')).toEqual([1]);
  });

  it('two passes find the same token: it is let in by one call, and nothing is told twice', async () => {
    const world = await start();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.webhooks.mode = 'hold';
    const token = world.github.people.createToken(mona.login, organization, usualToken(world));
    const [first, second] = [await world.scheduler(), 1 - (await world.scheduler())];
    const reading = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let lists = 0;
    world.github.server.intercept = async ({ name }, moment) => {
      if (moment !== 'after' || !name.endsWith('/personal-access-token-requests')) return;
      lists += 1;
      // The first has read the list and knows of nothing that follows; by then it is not the one to look any more.
      if (lists === 1) {
        reading.resolve();
        await goOn.promise;
      }
    };
    const slow = world.settleOne(first);
    await reading.promise;
    await world.loseTimetable();
    const fast = world.settleOne(second);
    await world.slack.until(() => (lists > 1 ? true : undefined));
    expect(await world.scheduler()).toBe(second);
    goOn.resolve();
    await Promise.all([slow, fast]);
    await world.settle();
    await world.pass({ minutes: 1 });
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews).toHaveLength(1);
    expect(await acts(world, 'pending_token.find', 'request.claim', 'request.fulfil', 'active_token.find')).toEqual([
      1, 1, 1, 1,
    ]);
    expect(cardsAbout(world, 'PAT-1')).toHaveLength(1);
    const told = directMessages(world, mona.slackId);
    expect(new Set(told).size).toBe(told.length);
  });
});
