import { randomUUID } from 'node:crypto';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, openForm } from '../support/ask-for-token.ts';
import { approve, cardOf, cardsAbout, makeToken, reads, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;

/** What GitHub is asked while this happens, and nothing else does: no tick of the timetable. */
async function askedWhile(world: TestWorld, work: () => Promise<unknown> | unknown): Promise<readonly string[]> {
  const before = world.github.server.calls.length;
  await work();
  await world.github.webhooks.idle();
  await world.bot().wake('followHints');
  await world.bot().idle();
  return world.github.server.calls.slice(before).map(({ name }) => name.replace(/\d+/g, ':'));
}

/** GitHub tells of the installation itself. */
function sendUnsuspended({ github }: TestWorld): Promise<void> {
  const body = JSON.stringify({ action: 'unsuspend', installation: { account: { login: 'acme' } } });
  const delivery = { id: randomUUID(), event: 'installation', body, sentAt: new Date(), isLost: false, answers: [] };
  return github.webhooks.deliver(delivery);
}

const lists = 'GET /orgs/acme/personal-access-token';

describe('a webhook', () => {
  it('of a new token has that one looked at, and no list', async () => {
    const world = await startWorld();
    const asked = await askedWhile(world, () => world.github.people.createToken('mona', 'acme', usualToken(world)));
    expect(asked).toEqual([`${lists}-requests`, `${lists}-requests/:/repositories`]);
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('It is held: an owner has to approve it');
  });

  it('of a decision on github.com has the token looked at in both lists', async () => {
    const world = await startWorld();
    const token = await makeToken(world);
    const asked = await askedWhile(world, () =>
      world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve'),
    );
    expect(asked.slice(0, 2)).toEqual([`${lists}-requests`, `${lists}s`]);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('Approved on github.com by “bea-owner”');
  });

  it('of a token that came and went asks and concludes nothing', async () => {
    const world = await startWorld();
    const asked = await askedWhile(world, () => {
      world.github.people.deleteToken(world.github.people.createToken('mona', 'acme', usualToken(world)).tokenId);
    });
    expect(new Set(asked)).toEqual(new Set([`${lists}-requests`, `${lists}s`]));
    expect(cardsAbout(world, '“nightly-release”')).toEqual([]);
  });

  it('of a member who joined has nothing looked at', async () => {
    const world = await startWorld();
    world.github.state.organization('acme')?.members.delete(world.github.state.user('dan-dev').id);
    const asked = await askedWhile(world, () => world.github.people.addMember('dan-dev', 'acme'));
    expect(asked).toEqual([]);
  });

  it('of something else has everything looked at, a minute apart at the least', async () => {
    const world = await startWorld();
    const unsuspended = (): Promise<void> => sendUnsuspended(world);
    expect(await askedWhile(world, unsuspended)).toContain(`${lists}s`);
    expect(await askedWhile(world, unsuspended)).toEqual([]);
    world.moveClock(60);
    expect(await askedWhile(world, () => undefined)).toContain(`${lists}s`);
  });
});

describe('an owner’s click', () => {
  it('has what waits of that requester looked at, and no list', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const before = world.github.server.calls.length;
    await world.slack.click(cast.bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    await world.bot().wake('followHints');
    const lookups = world.github.server.calls.slice(before).filter(({ name }) => name === `${lists}-requests`);
    expect(lookups.map(({ body }) => new URLSearchParams((body as { query: string }).query).getAll('owner[]'))).toEqual(
      [['mona']],
    );
  });
});

describe('a pass that fails', () => {
  it('is not repeated at every tick, whatever webhooks come', async () => {
    const world = await startWorld();
    world.github.server.faults.add({
      fits: /personal-access-token/,
      times: 10_000,
      when: 'before',
      answer: { status: 502 },
    });
    let asked = 0;
    for (let tick = 0; tick < 60; tick += 1) {
      world.moveClock(5);
      asked += (
        await askedWhile(world, async () => {
          if (tick % 10 === 0) world.github.people.createToken('mona', 'acme', usualToken(world, { name: `t${tick}` }));
          if (tick % 6 === 0) await world.bot().wake('listPending');
        })
      ).length;
    }
    // Five minutes: sixty ticks for hints and ten for the list would have been seventy.
    expect(asked).toBeLessThanOrEqual(20);
    world.github.server.faults.clear();
    await world.pass({ minutes: 3 });
    expect(cardsAbout(world, 'waits on GitHub').length).toBeGreaterThan(0);
  });
});

describe('the index of repositories', () => {
  it('is read once at the start, and once an hour from then on', async () => {
    const world = await startWorld();
    const reads = (): number => world.github.server.calls.filter(({ name }) => name === 'GET /orgs/acme/repos').length;
    expect(reads()).toBe(1);
    for (let tick = 0; tick < 6; tick += 1) {
      world.moveClock(600);
      await world.bot().wake('refreshRepositories');
    }
    expect(reads()).toBe(2);
  });

  it('is read again at the next tick where it could not be read', async () => {
    const world = await startWorld();
    world.moveClock(3_600);
    world.github.server.faults.add({ fits: 'GET /orgs/acme/repos', when: 'before', answer: { status: 502 } });
    await world.bot().wake('refreshRepositories');
    world.moveClock(600);
    await world.bot().wake('refreshRepositories');
    expect(world.github.server.calls.filter(({ name }) => name === 'GET /orgs/acme/repos')).toHaveLength(3);
  });
});

describe('a limit that GitHub names to a type-ahead', () => {
  it('stops no owner’s click', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const answers = { purpose: 'A job', token_name: 'another', lifetime: '30' };
    const first = await slack.fill(mona.slackId, await openForm(world, mona.slackId), answers);
    const { view } = await slack.submit(mona.slackId, first);
    if (view === undefined) throw new Error('the form did not go on');
    const limited = { status: 429, retryAfterSeconds: 1_800 };
    world.github.server.faults.add({ fits: /collaborators/, times: 100, when: 'before', answer: limited });
    await slack.suggest(mona.slackId, view, 'repositories', 'board');
    expect(world.github.server.calls.at(-1)).toMatchObject({ status: 429 });
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
  });
});
