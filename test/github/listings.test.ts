import { describe, expect, it } from 'vitest';
import type { PatId, PatRequestId, TokenId } from '../../src/domain/ids.ts';
import { faultOf } from '../support/fault-of.ts';
import { firstMoment, type Started, startGithub } from './start-github.ts';

const inNinetyDays = new Date(firstMoment + 90 * 86_400_000);

function createTokens({ local }: Started, login: string, count: number): readonly TokenId[] {
  return Array.from({ length: count }, (_, index) => {
    const token = local.people.createToken(login, 'acme', {
      name: `token ${index}`,
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'subset',
      repositories: ['web'],
      expiresAt: inNinetyDays,
      reason: 'nightly build',
    });
    return token.tokenId as TokenId;
  });
}

const requestsPath = 'GET /orgs/acme/personal-access-token-requests';
const tokensPath = 'GET /orgs/acme/personal-access-tokens';
function queriesOf({ local }: Started): readonly URLSearchParams[] {
  return local.server.calls
    .filter(({ name }) => name === requestsPath)
    .map(({ body }) => new URLSearchParams((body as { readonly query: string }).query));
}

/** Pages cannot be told apart by a call's name: the first `n` go through and the next is failed. */
function failPage({ local }: Started, path: string, page: number, answer: 'drop' | { status: number; body?: unknown }) {
  if (page > 1) local.server.faults.add({ fits: path, times: page - 1, when: 'before', answer: 'real' });
  local.server.faults.add({ fits: path, times: triesOf(answer), when: 'before', answer });
}

/** A call that reads is asked once more, with a fresh token, after a 401. */
function triesOf(answer: 'drop' | { status: number; body?: unknown }): number {
  return answer !== 'drop' && answer.status === 401 ? 2 : 1;
}

describe('a listing of 250 tokens', () => {
  it('is read to its end in pages of 100, each token once', async () => {
    const started = await startGithub();
    const ids = createTokens(started, 'mona', 250);
    const { listed } = await started.github.listPendingTokens('acme');
    expect(listed.map(({ tokenId }) => tokenId).toSorted((a, b) => a - b)).toEqual(ids);
    expect(started.calls(/requests$/)).toHaveLength(3);
    expect(queriesOf(started).map((query) => query.toString())).toEqual(
      [1, 2, 3].map((page) => `per_page=100&page=${page}`),
    );
  });

  for (const [what, answer] of [
    ['dropped', 'drop'],
    ['answered 500', { status: 500 }],
    ['answered 403', { status: 403 }],
    ['answered 404', { status: 404 }],
    ['answered 401', { status: 401 }],
    ['answered 200 with half a body', { status: 200, body: '[{"id": 1' }],
    ['answered 200 with something else', { status: 200, body: { message: 'maintenance' } }],
  ] as const) {
    for (const page of [1, 2, 3]) {
      it(`proves nothing when page ${page} is ${what}`, async () => {
        const started = await startGithub();
        createTokens(started, 'mona', 250);
        failPage(started, requestsPath, page, answer);
        await faultOf(started.github.listPendingTokens('acme'));
        expect(started.calls(/requests$/)).toHaveLength(page - 1 + triesOf(answer));
        expect((await started.github.listPendingTokens('acme')).listed).toHaveLength(250);
      });
    }
  }

  it('goes on where a full page lost its Link', async () => {
    const withoutLink: typeof fetch = async (input, init) => {
      const real = await fetch(input, init);
      const headers = new Headers(real.headers);
      headers.delete('link');
      return new Response(await real.arrayBuffer(), { status: real.status, headers });
    };
    const started = await startGithub({ fetch: withoutLink });
    createTokens(started, 'mona', 120);
    expect((await started.github.listPendingTokens('acme')).listed).toHaveLength(120);
  });

  it('keeps a token once that moved to the next page while paging', async () => {
    const started = await startGithub();
    createTokens(started, 'mona', 150);
    started.local.server.intercept = async ({ name }, moment) => {
      if (name !== requestsPath || moment !== 'after') return;
      started.local.server.intercept = null;
      createTokens(started, 'dan-dev', 1);
    };
    const { listed } = await started.github.listPendingTokens('acme');
    expect(new Set(listed.map(({ patRequestId }) => patRequestId)).size).toBe(listed.length);
    expect(listed).toHaveLength(150);
  });
});

describe('a listing of certain tokens', () => {
  it('asks for them in groups of 50, each id once', async () => {
    const started = await startGithub();
    const ids = createTokens(started, 'mona', 120);
    const listed = await started.github.pendingTokens('acme', [...ids.slice(0, 110), ...ids.slice(0, 10)]);
    expect(listed.map(({ tokenId }) => tokenId).toSorted((a, b) => a - b)).toEqual(ids.slice(0, 110));
    expect(queriesOf(started).map((query) => query.getAll('token_id[]').length)).toEqual([50, 50, 10]);
  });

  it('asks nothing for no ids', async () => {
    const started = await startGithub();
    createTokens(started, 'mona', 2);
    expect(await started.github.activeTokens('acme', [])).toEqual([]);
    expect(started.calls()).toEqual([]);
  });

  it('proves nothing when the last group fails', async () => {
    const started = await startGithub();
    const ids = createTokens(started, 'mona', 60);
    failPage(started, requestsPath, 2, { status: 502 });
    const fault = await faultOf(started.github.pendingTokens('acme', ids));
    expect(fault).toMatchObject({ code: 'status_502', isRetryable: true });
  });
});

describe('what a listing tells', () => {
  it('tells a PendingToken with its scope, holder and reason', async () => {
    const started = await startGithub();
    const [tokenId] = createTokens(started, 'mona', 1);
    expect((await started.github.listPendingTokens('acme')).listed).toEqual([
      {
        patRequestId: expect.any(Number),
        tokenId,
        tokenName: 'token 0',
        holder: { githubId: expect.any(Number), login: 'mona' },
        reason: 'nightly build',
        selection: 'subset',
        permissions: { repository: { contents: 'read', metadata: 'read' }, organization: {}, other: {} },
        createdAt: firstMoment,
        isExpired: false,
        expiresAt: inNinetyDays.getTime(),
      },
    ]);
  });

  it('keeps "never expires" apart from every date, and "never used" too', async () => {
    const started = await startGithub();
    started.local.people.createToken('bea-owner', 'acme', {
      name: 'for ever',
      permissions: { organization: { members: 'write' } },
      repositorySelection: 'none',
      expiresAt: null,
    });
    const [token] = (await started.github.listActiveTokens('acme')).listed;
    expect(token).toMatchObject({ expiresAt: null, lastUsedAt: null, accessGrantedAt: firstMoment, selection: 'none' });
  });

  it('reads the repositories of both kinds of token', async () => {
    const started = await startGithub();
    createTokens(started, 'mona', 1);
    createTokens(started, 'bea-owner', 1);
    const [pending] = (await started.github.listPendingTokens('acme')).listed;
    const [active] = (await started.github.listActiveTokens('acme')).listed;
    const web = [{ id: expect.any(Number), name: 'web', isPrivate: true }];
    expect(await started.github.repositoriesOfPendingToken('acme', pending?.patRequestId as PatRequestId)).toEqual(web);
    expect(await started.github.repositoriesOfActiveToken('acme', active?.patId as PatId)).toEqual(web);
  });

  it('lists owners and repositories', async () => {
    const { github, acme } = await startGithub();
    expect(await github.owners('acme')).toEqual([{ githubId: expect.any(Number), login: 'bea-owner' }]);
    const names = (await github.repositories('acme')).map(({ name, isPrivate }) => `${name} ${isPrivate}`);
    expect(names.toSorted()).toEqual(['api true', 'docs false', 'web true']);
    expect(await github.organization('ACME')).toEqual({ id: acme.account.id, login: 'acme' });
  });

  it('asks for active tokens by their own path', async () => {
    const { github, calls } = await startGithub();
    expect(await github.listActiveTokens('acme')).toEqual({ listed: [], unreadable: [] });
    expect(calls(/personal-access/)).toEqual([tokensPath]);
  });
});
