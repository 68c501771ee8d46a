import type { Fault } from '@countersign/sandbox-loopback/faults';
import { channel, organization, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { isWhole } from '../support/share.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const perPage = 100;
/** `npm run prove` takes more. What depends on their number shows from a tenth page, and from a thousand rows. */
const many = isWhole ? 10_000 : 1_200;
const fewer = isWhole ? 1_500 : 500;
const dayMs = 86_400_000;
const tokensPath = `GET /orgs/${organization}/personal-access-tokens`;

/** Owners' tokens: GitHub lets them in at once. They end on many different days, some never. */
function createTokens({ github }: World, count: number): void {
  const now = github.state.now().getTime();
  for (let index = 0; index < count; index += 1) {
    github.people.createToken('bea-owner', organization, {
      name: `token-${index}`,
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      expiresAt: index % 10 === 0 ? null : new Date(now + (40 + (index % 300)) * dayMs),
    });
  }
}

/** The database's word, not the program's. */
async function statuses(world: TestWorld): Promise<Readonly<Record<string, number>>> {
  const rows = await world.database.rows<{ status: string; many: number }>(
    'SELECT status, count(*) AS many FROM active_tokens GROUP BY status',
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.many]));
}

/** A pass whose listing fails at that page. */
async function passFailingAt(world: TestWorld, page: number, answer: Fault['answer']): Promise<void> {
  const { faults } = world.github.server;
  if (page > 1) faults.add({ fits: tokensPath, times: page - 1, when: 'before', answer: 'real' });
  faults.add({ fits: tokensPath, when: 'before', answer });
  await world.bot().wake('listActive');
  faults.clear();
  // What fails is tried again after a while.
  world.moveClock(120);
}

function messages(world: TestWorld): number {
  return world.slack.messagesIn(channel).length;
}

describe(`an organization with ${many} active tokens`, () => {
  it('is recorded whole and stays quiet, and only what is gone is called gone', async () => {
    const world = await startWorld({ prepare: (prepared) => createTokens(prepared, many) });
    const { server, people, state } = world.github;
    expect(await statuses(world)).toEqual({ active: many });
    const first = messages(world);

    const callsBefore = server.calls.length;
    await world.bot().wake('listActive');
    const asked = server.calls.slice(callsBefore).filter(({ name }) => name === tokensPath);
    expect({ pages: asked.length, messages: messages(world) }).toEqual({ pages: many / perPage, messages: first });

    for (const page of [1, many / perPage / 2, many / perPage]) await passFailingAt(world, page, { status: 404 });
    expect({ ...(await statuses(world)), messages: messages(world) }).toEqual({ active: many, messages: first });

    // GitHub shows the newest first: what goes from the first page moves the first of each later page out of sight.
    const removed = 3;
    let page = 0;
    server.intercept = async ({ name }, moment) => {
      if (name !== tokensPath || moment !== 'before') return;
      page += 1;
      if (page !== 2) return;
      for (const { tokenId } of state.tokens.slice(-removed)) people.deleteToken(tokenId);
    };
    await world.bot().wake('listActive');
    server.intercept = null;
    expect(await statuses(world)).toEqual({ active: many });
    await world.settle();
    expect(await statuses(world)).toEqual({ active: many - removed, gone: removed });
    expect(messages(world) - first).toBe(removed);
  }, 300_000);
});

describe(`an organization with ${fewer} active tokens`, () => {
  it('hears nothing of a listing that failed, whichever page it was and however it failed', async () => {
    const world = await startWorld({ prepare: (prepared) => createTokens(prepared, fewer) });
    const first = messages(world);
    const answers: readonly Fault['answer'][] = [
      'drop',
      { status: 500 },
      { status: 404 },
      { status: 403 },
      { status: 401 },
    ];
    for (let page = 1; page <= fewer / perPage; page += 1) {
      for (const answer of answers) await passFailingAt(world, page, answer);
    }
    expect({ ...(await statuses(world)), messages: messages(world) }).toEqual({ active: fewer, messages: first });
  }, 300_000);
});
