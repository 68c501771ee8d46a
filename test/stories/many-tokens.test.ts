import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { channel, organization, type World } from '../../src/sandbox/cast.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const many = 10_000;
const perPage = 100;
const pages = many / perPage;
const dayMs = 86_400_000;
const tokensPath = `GET /orgs/${organization}/personal-access-tokens`;

/** Owners' tokens: GitHub lets them in at once. They end on many different days, some never. */
function createTokens({ github }: World): void {
  const now = github.state.now().getTime();
  for (let index = 0; index < many; index += 1) {
    github.people.createToken('bea-owner', organization, {
      name: `token-${index}`,
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      expiresAt: index % 10 === 0 ? null : new Date(now + (40 + (index % 300)) * dayMs),
    });
  }
}

/** The database's word, not the program's. */
function statuses(world: TestWorld): Readonly<Record<string, number>> {
  const sqlite = new Sqlite(world.databasePath, { readonly: true });
  const rows = sqlite.prepare('SELECT status, count(*) AS many FROM active_tokens GROUP BY status').all();
  sqlite.close();
  return Object.fromEntries((rows as { status: string; many: number }[]).map((row) => [row.status, row.many]));
}

describe('an organization with 10,000 active tokens', () => {
  it('is recorded whole, and nobody is told of a token that only a failed page or a shifted one did not show', async () => {
    const world = await startWorld({ prepare: createTokens });
    const { server, people, state } = world.github;
    const messages = (): number => world.slack.messagesIn(channel).length;
    expect(statuses(world)).toEqual({ active: many });
    const first = messages();

    const callsBefore = server.calls.length;
    await world.bot().wake('listActive');
    const asked = server.calls.slice(callsBefore).filter(({ name }) => name === tokensPath);
    expect({ pages: asked.length, messages: messages() }).toEqual({ pages, messages: first });

    for (let page = 1; page <= pages; page += 1) {
      if (page > 1) server.faults.add({ fits: tokensPath, times: page - 1, when: 'before', answer: 'real' });
      server.faults.add({ fits: tokensPath, when: 'before', answer: page % 2 === 0 ? 'drop' : { status: 404 } });
      await world.bot().wake('listActive');
      server.faults.clear();
    }
    expect({ ...statuses(world), messages: messages() }).toEqual({ active: many, messages: first });

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
    expect(statuses(world)).toEqual({ active: many });
    await world.settle();
    expect(statuses(world)).toEqual({ active: many - removed, gone: removed });
    expect(messages() - first).toBe(removed);
  }, 300_000);
});
