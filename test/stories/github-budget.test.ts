import { randomUUID } from 'node:crypto';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, openForm } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, cardsAbout, makeToken, reads, usualToken } from '../support/people.ts';
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
  it('of a new token has that one looked at, by its id, and no list read', async () => {
    const world = await startWorld();
    const asked = await askedWhile(world, () => world.github.people.createToken('mona', 'acme', usualToken(world)));
    expect(asked).toEqual([`${lists}-requests`, `${lists}s`, `${lists}-requests/:/repositories`]);
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('On hold until an owner decides.');
  });

  it('of a decision on github.com has the token looked at in both lists', async () => {
    const world = await startWorld();
    const token = await makeToken(world);
    const asked = await askedWhile(world, () =>
      world.github.people.reviewOnGithub('bea-owner', token.tokenId, 'approve'),
    );
    expect(asked.slice(0, 2)).toEqual([`${lists}-requests`, `${lists}s`]);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('Approved on GitHub by bea-owner');
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

  it('of a member who left costs four calls, however many tokens and requests they have', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { token_name: 'first' });
    await askForToken(world, mona.slackId, { token_name: 'second' });
    for (const name of ['one', 'two', 'three']) await makeToken(world, { name });
    const asked = await askedWhile(world, () => world.github.people.removeMember('mona', 'acme', 'bea-owner'));
    // The App looks for its installation on an account of its own.
    expect(asked.filter((name) => name !== 'GET /orgs/acme/installation')).toEqual([
      `${lists}-requests`,
      `${lists}s`,
      'GET /orgs/acme/memberships/mona',
      'GET /user/:',
    ]);
    for (const name of ['· PAT-1', '· PAT-2']) {
      expect(reads(cardOf(world, name))).toContain('Its requester left the organization');
    }
  });

  it('of something else has everything looked at, five minutes apart at the least', async () => {
    const world = await startWorld();
    const unsuspended = (): Promise<void> => sendUnsuspended(world);
    expect(await askedWhile(world, unsuspended)).toContain(`${lists}s`);
    expect(await askedWhile(world, unsuspended)).toEqual([]);
    world.moveClock(300);
    expect(await askedWhile(world, () => undefined)).toContain(`${lists}s`);
  });

  it('that came before a pass has nothing looked at: the pass has seen it', async () => {
    const world = await startWorld();
    world.github.people.createToken('mona', 'acme', usualToken(world));
    await sendUnsuspended(world);
    await world.github.webhooks.idle();
    world.moveClock(1);
    await world.bot().wake('listActive');
    await world.bot().idle();
    expect(reads(cardOf(world, '“nightly-release”'))).toContain('On hold until an owner decides.');
    expect(await askedWhile(world, () => undefined)).toEqual([]);
  });

  it('is not followed on its own where others come with it: a hundred tokens are asked for in four calls', async () => {
    const world = await startWorld();
    const asked = await askedWhile(world, () => {
      for (const login of ['mona', 'dan-dev']) {
        for (let index = 0; index < 50; index += 1) {
          const some = usualToken(world, { name: `${login}-${index}`, repositorySelection: 'all' });
          world.github.people.createToken(login, 'acme', some);
        }
      }
    });
    expect(asked.filter((name) => name.startsWith(lists))).toHaveLength(4);
  });
});

describe('an owner’s click', () => {
  it('has the tokens of that requester looked at, and no list read', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const before = world.github.server.calls.length;
    await world.slack.click(cast.bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    await world.bot().wake('followHints');
    const lookups = world.github.server.calls.slice(before).filter(({ name }) => name.startsWith(lists));
    const ownersAskedFor = lookups.map(({ body }) =>
      new URLSearchParams((body as { query: string }).query).getAll('owner[]'),
    );
    expect(lookups.map(({ name }) => name)).toEqual([`${lists}-requests`, `${lists}s`]);
    expect(ownersAskedFor).toEqual([['mona'], ['mona']]);
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
    expect(reads(cardOf(world, '6 tokens for acme'))).toContain('all need a decision');
  });
});

describe('the index of repositories', () => {
  const callsFor = (world: TestWorld): number =>
    world.github.server.calls.filter(({ name }) => name === 'GET /orgs/acme/repos').length;

  it('is read every ten minutes where that costs little', async () => {
    const world = await startWorld();
    for (let tick = 0; tick < 6; tick += 1) {
      world.moveClock(600);
      await world.bot().wake('refreshRepositories');
    }
    expect(callsFor(world)).toBe(7);
  });

  it('is not read a second time while a long start reads it', async () => {
    const world = await startWorld();
    world.moveClock(600);
    const held = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    world.github.server.intercept = async ({ name }, moment) => {
      if (name !== 'GET /orgs/acme/repos' || moment !== 'before') return;
      held.resolve();
      await goOn.promise;
    };
    const first = world.bot().wake('refreshRepositories');
    await held.promise;
    world.moveClock(600);
    await world.bot().wake('refreshRepositories');
    goOn.resolve();
    await first;
    expect(callsFor(world)).toBe(2);
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

/** The page of the form that asks which repositories. */
async function secondPage(world: TestWorld) {
  const answers = { purpose: 'A job', lifetime: '30' };
  const first = await world.slack.fill(mona.slackId, await openForm(world, mona.slackId), answers);
  const { view } = await world.slack.submit(mona.slackId, first);
  if (view === undefined) throw new Error('the form did not go on');
  return view;
}

describe('a hundred type-aheads of one person', () => {
  it('cost two hundred calls at the most, and the form can still be sent', async () => {
    const world = await startWorld({
      prepare: ({ github }) => {
        for (let index = 0; index < 1_000; index += 1) {
          github.people.createRepository('acme', { name: `r${String(index).padStart(3, '0')}`, private: true });
        }
      },
    });
    const view = await secondPage(world);
    const before = world.github.server.calls.length;
    for (let index = 0; index < 100; index += 1) {
      // Each begins with other names: nothing that is known of one helps the next.
      await world.slack.suggest(mona.slackId, view, 'repositories', `r${String(index).padStart(2, '0')}`);
    }
    expect(world.github.server.calls.length - before).toBeLessThanOrEqual(200);
    await askForToken(world, mona.slackId);
    expect(buttonsOf(cardOf(world, 'PAT-1'))).toContain('approve_request');
  });
});

describe('an hour that is used up in the background', () => {
  it('leaves an owner’s click its answer, and carries it out', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await makeToken(world);
    world.github.hourlyLimit = 200;
    for (let pass = 0; pass < 200; pass += 1) {
      world.moveClock(10);
      await world.bot().wake('listActive');
    }
    expect(world.logLines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ code: 'over_budget' }) }),
    );
    await world.slack.click(cast.bea.slackId, cardOf(world, 'PAT-1'), 'approve_request');
    await world.bot().idle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
    expect(world.github.activeTokens('acme').map(({ name }) => name)).toEqual(['nightly-release']);
    expect(world.github.server.calls.filter(({ status }) => status >= 400)).toEqual([]);
  });
});

describe('a limit that GitHub names to a type-ahead', () => {
  it('stops no owner’s click', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const { slack } = world;
    const view = await secondPage(world);
    const limited = { status: 429, retryAfterSeconds: 1_800 };
    world.github.server.faults.add({ fits: /collaborators/, times: 100, when: 'before', answer: limited });
    await slack.suggest(mona.slackId, view, 'repositories', 'board');
    expect(world.github.server.calls.at(-1)).toMatchObject({ status: 429 });
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
  });
});
