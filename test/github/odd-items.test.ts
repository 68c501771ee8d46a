import { describe, expect, it } from 'vitest';
import type { GithubUserId, PatRequestId, TokenId } from '../../src/domain/ids.ts';
import { createGithub } from '../../src/github/gateway.ts';
import { faultOf } from '../support/fault-of.ts';
import { memoryLog } from '../support/start-world.ts';
import { appId, firstMoment, keys, startGithub } from './start-github.ts';

type Item = Record<string, unknown>;

const good = {
  id: 11,
  reason: 'nightly build',
  owner: { login: 'mona', id: 101 },
  repository_selection: 'all',
  permissions: { repository: { contents: 'read' } },
  created_at: '2027-03-01T09:30:00Z',
  token_id: 21,
  token_name: 'nightly',
  token_expired: false,
  token_expires_at: null,
  token_last_used_at: null,
};
const { reason: _, ...withoutReason } = good;

/** GitHub answers the list of what waits with these items. */
async function listing(items: readonly unknown[], path = /personal-access-token-requests/) {
  const { log, lines } = memoryLog();
  const { local } = await startGithub();
  const github = createGithub({
    apiUrl: local.apiUrl,
    appId,
    privateKey: keys.privateKey,
    now: () => firstMoment,
    log,
    fetch: async (input, init) =>
      path.test(String(input))
        ? new Response(JSON.stringify(items), { headers: { 'content-type': 'application/json' } })
        : fetch(input, init),
  });
  return { github, lines };
}

describe('one odd item in the list of what waits', () => {
  it.each<[string, Item | null | string, number | null, string, number | null]>([
    ['that is null', null, null, 'the item itself', null],
    ['that is a word', 'surprise', null, 'the item itself', null],
    ['without an owner', { ...good, id: 12, token_id: 22, owner: null }, 12, 'owner', 22],
    [
      'with a group of permissions that is null',
      { ...good, id: 12, token_id: 22, permissions: { organization: null } },
      12,
      'permissions.organization',
      22,
    ],
    [
      'with a selection that we don’t know',
      { ...good, id: 12, token_id: 22, repository_selection: 'some' },
      12,
      'repository_selection',
      22,
    ],
    ['without an id', { ...good, id: 'secret-in-an-id', token_id: 22 }, null, 'id', 22],
    [
      'whose expiry is no date',
      { ...good, id: 12, token_id: 22, token_expires_at: 'soon' },
      12,
      'token_expires_at',
      22,
    ],
  ])('%s is left out, and named by list, id and field; the others are read', async (_what, odd, id, field, tokenId) => {
    const { github, lines } = await listing([odd, good]);
    const { listed, unreadable } = await github.listPendingTokens('acme');
    expect(listed.map(({ tokenName }) => tokenName)).toEqual(['nightly']);
    expect(unreadable).toEqual([tokenId]);
    expect(lines).toEqual([
      {
        level: 'warn',
        what: 'an item of a list of GitHub’s could not be read and is left out; the others go on',
        fields: { organization: 'acme', list: 'personal-access-token-requests', id, tokenId, field },
      },
    ]);
  });

  it('is named once, however often it is listed', async () => {
    const { github, lines } = await listing([null, good]);
    for (let pass = 0; pass < 5; pass += 1) await github.listPendingTokens('acme');
    expect(lines).toHaveLength(1);
  });

  it('that lacks its reason only is read all the same', async () => {
    const { github } = await listing([withoutReason]);
    const { listed, unreadable } = await github.listPendingTokens('acme');
    expect([listed[0]?.reason, unreadable]).toEqual([null, []]);
  });

  it('is a Fault where just these tokens were asked for: nobody may take it for absent', async () => {
    const { github } = await listing([{ ...good, owner: null }]);
    expect(await faultOf(github.pendingTokens('acme', [21 as TokenId]))).toMatchObject({ code: 'bad_answer' });
  });

  it('is a Fault among the repositories of a token: one less would look narrower than it is', async () => {
    const { github } = await listing([{ id: 1, name: 'web', private: true }, null], /\/repositories/);
    const fault = await faultOf(github.repositoriesOfPendingToken('acme', 11 as PatRequestId));
    expect(fault).toMatchObject({ code: 'bad_answer' });
  });

  it('costs the index of repositories that one alone', async () => {
    const { github, lines } = await listing([{ id: 1, name: 'web', private: true }, { id: 2 }], /\/repos\?/);
    expect((await github.repositories('acme')).map(({ name }) => name)).toEqual(['web']);
    expect(lines).toHaveLength(1);
  });
});

describe('one odd item in the list of owners', () => {
  it.each([
    ['that is null', null],
    ['without a login', { id: 7 }],
  ])('%s costs that one alone', async (_what, odd) => {
    const { github, lines } = await listing([odd, { id: 2, login: 'bea-owner' }], /\/members\?/);
    expect((await github.owners('acme')).map(({ login }) => login)).toEqual(['bea-owner']);
    expect(lines.map(({ fields }) => fields.list)).toEqual(['members']);
    // Who is told that nobody else could decide must be told of all of them.
    expect(await faultOf(github.everyOwner('acme', 60_000))).toMatchObject({ code: 'bad_answer' });
  });
});

describe('a membership that does not say whose it is', () => {
  it('proves nothing: nobody may take it for none', async () => {
    const { local } = await startGithub();
    const github = createGithub({
      apiUrl: local.apiUrl,
      appId,
      privateKey: keys.privateKey,
      now: () => firstMoment,
      fetch: async (input, init) =>
        /\/memberships\//.test(String(input))
          ? Response.json({ state: 'active', role: 'member', user: null })
          : fetch(input, init),
    });
    const mona = { githubId: 101 as GithubUserId, login: 'mona' };
    expect(await faultOf(github.membership('acme', mona, 60_000))).toMatchObject({ code: 'bad_answer' });
  });
});

describe('the tokens of certain people', () => {
  it('are asked for by login, in groups of ten', async () => {
    const { local, github } = await startGithub();
    for (const login of ['mona', 'dan-dev']) {
      local.people.createToken(login, 'acme', {
        name: `of ${login}`,
        permissions: { repository: { contents: 'read' } },
        repositorySelection: 'all',
        expiresAt: null,
      });
    }
    const others = Array.from({ length: 10 }, (_item, index) => `nobody-${index}`);
    const found = await github.pendingTokensOf('acme', [...others, 'mona']);
    expect(found.map(({ tokenName }) => tokenName)).toEqual(['of mona']);
    const asked = local.server.calls.flatMap(({ name, body }) =>
      name.endsWith('requests')
        ? [new URLSearchParams((body as { readonly query: string }).query).getAll('owner[]').length]
        : [],
    );
    expect(asked).toEqual([10, 1]);
    expect(await github.activeTokensOf('acme', ['mona'])).toEqual([]);
  });
});
