import { describe, expect, it } from 'vitest';
import type { PatRequestId } from '../../src/domain/ids.ts';
import { createGithub } from '../../src/github/gateway.ts';
import { faultOf } from '../support/fault-of.ts';
import { appId, firstMoment, keys, startGithub } from './start-github.ts';

describe('the App’s installation', () => {
  it('is looked up once, and one token serves many calls at once', async () => {
    const { github, calls } = await startGithub();
    await Promise.all([github.owners('acme'), github.owners('ACME'), github.listPendingTokens('acme')]);
    await github.listActiveTokens('acme');
    expect(calls(/installation$/)).toHaveLength(1);
    expect(calls(/access_tokens$/)).toHaveLength(1);
  });

  it('is asked for afresh after a failure', async () => {
    const { local, github } = await startGithub();
    local.server.faults.add({ fits: /installation$/, when: 'before', answer: { status: 500 } });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'status_500' });
    expect(await github.owners('acme')).toHaveLength(1);
  });

  it('is not there for an organization that never installed the App', async () => {
    const { github, acme } = await startGithub();
    acme.isInstalled = false;
    expect(await faultOf(github.organization('acme'))).toMatchObject({ code: 'not_installed', isRetryable: true });
    expect(await faultOf(github.owners('elsewhere'))).toMatchObject({ code: 'not_installed' });
  });

  it('is suspended from one call to the next, and serves again afterwards', async () => {
    const { local, github } = await startGithub();
    await github.owners('acme');
    local.people.setSuspended('acme', true);
    expect(await faultOf(github.listPendingTokens('acme'))).toMatchObject({ code: 'suspended', isRetryable: true });
    expect(await faultOf(github.organization('acme'))).toMatchObject({ code: 'suspended' });
    local.people.setSuspended('acme', false);
    expect(await github.listPendingTokens('acme')).toEqual({ listed: [], unreadable: [] });
  });

  it('serves again after it was removed and installed anew', async () => {
    const { local, github, acme } = await startGithub();
    await github.owners('acme');
    acme.isInstalled = false;
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'not_installed' });
    const { organizations } = local.state;
    const again = { ...acme, installationId: acme.installationId + 1, isInstalled: true };
    organizations.splice(organizations.indexOf(acme), 1, again);
    expect(await github.owners('acme')).toHaveLength(1);
  });

  it('gets another token when GitHub forgets the one it gave, before anything is concluded', async () => {
    const { local, github, calls } = await startGithub();
    await github.owners('acme');
    local.state.installationTokens.clear();
    const answers = await Promise.all([github.owners('acme'), github.listPendingTokens('acme'), github.owners('acme')]);
    expect(answers).toEqual([expect.any(Array), { listed: [], unreadable: [] }, expect.any(Array)]);
    expect(calls(/access_tokens$/)).toHaveLength(2);
  });

  it('is refused where a fresh token is refused too', async () => {
    const { local, github, calls } = await startGithub();
    local.server.faults.add({ fits: /members$/, when: 'before', times: 2, answer: { status: 401 } });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'status_401', isRetryable: true });
    expect(calls(/access_tokens$/)).toHaveLength(2);
    expect(calls(/members$/)).toHaveLength(2);
  });

  it('sends a review that was answered 401 no second time by itself', async () => {
    const { local, github, calls } = await startGithub();
    local.server.faults.add({ fits: /^POST .*requests\/1$/, when: 'before', answer: { status: 401 } });
    expect(await faultOf(github.reviewPendingToken('acme', 1 as PatRequestId, 'approve', null))).toMatchObject({
      code: 'status_401',
      isRetryable: true,
    });
    expect(calls(/^POST .*requests\/1$/)).toHaveLength(1);
  });

  it.each([
    ['is cut off', 'drop' as const],
    ['has half a body', { status: 201, body: '{"token": "ghs_' }],
    ['has no token', { status: 201, body: { expires_at: '2027-03-01T10:30:00Z', permissions: {} } }],
  ])('survives an answer that %s instead of a token', async (_, answer) => {
    const { local, github } = await startGithub();
    local.server.faults.add({ fits: /access_tokens$/, when: 'after', answer });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ isRetryable: true });
    expect(await github.owners('acme')).toHaveLength(1);
  });

  it('of another GitHub with the same number has a token of its own', async () => {
    const [one, other] = [await startGithub(), await startGithub()];
    expect(one.acme.installationId).toBe(other.acme.installationId);
    expect(await Promise.all([one.github.owners('acme'), other.github.owners('acme')])).toHaveLength(2);
    expect(other.calls(/access_tokens$/)).toHaveLength(1);
  });

  it('is not called as where the login answers with another id than ours', async () => {
    const { local, calls, acme } = await startGithub();
    const github = createGithub({
      apiUrl: local.apiUrl,
      appId,
      privateKey: keys.privateKey,
      now: () => firstMoment,
      idOf: async () => acme.account.id + 1,
    });
    for (const look of [
      github.listActiveTokens('acme'),
      github.owners('acme'),
      github.accountByLogin('acme', 'mona', 900),
    ])
      expect(await faultOf(look)).toMatchObject({ code: 'another_organization', isRetryable: true });
    expect(calls(/personal-access|members|users/)).toEqual([]);
  });

  it('is not served with another App’s key', async () => {
    const { local } = await startGithub();
    const github = createGithub({
      apiUrl: local.apiUrl,
      appId: appId + 1,
      privateKey: keys.privateKey,
      now: () => firstMoment,
    });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'status_401', isRetryable: false });
  });

  it('is called with a version, a name and a token, and nowhere else', async () => {
    const seen: { readonly url: string; readonly headers: Headers }[] = [];
    const { local, github } = await startGithub({
      fetch: (input, init) => {
        seen.push({ url: String(input), headers: new Headers(init?.headers) });
        return fetch(input, init);
      },
    });
    await github.owners('acme');
    expect(seen.map(({ headers }) => headers.get('x-github-api-version'))).toEqual(Array(3).fill('2022-11-28'));
    expect(seen.every(({ headers }) => headers.get('user-agent')?.startsWith('countersign'))).toBe(true);
    expect(seen.every(({ url }) => url.startsWith(`${local.apiUrl}/`))).toBe(true);
    expect(seen.at(-1)?.headers.get('authorization')).toMatch(/^token ghs_/);
  });
});
