import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createGithub } from '../../src/github/gateway.ts';
import { faultOf } from '../support/fault-of.ts';
import { appId, firstMoment, keys, type Started, startGithub } from './start-github.ts';

const members = 'GET /orgs/acme/members';

/** GitHub's answer to the listing of owners, with headers that the local GitHub does not plan. */
function answering(answer: () => Response | Promise<Response>): typeof fetch {
  return (input, init) => (String(input).includes('/members') ? Promise.resolve(answer()) : fetch(input, init));
}

/** Answers to this call wait until the test has ended. */
function holdUp({ local }: Started, fits: RegExp): void {
  const { promise, resolve } = Promise.withResolvers<void>();
  onTestFinished(() => resolve());
  local.server.intercept = async ({ name }, moment) => {
    if (moment === 'before' && fits.test(name)) await promise;
  };
}

function json(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify({ message }), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const resetAt = String(firstMoment / 1_000 + 120);

describe('an answer of GitHub as a Fault', () => {
  it.each([
    ['429 with a time', 429, { 'retry-after': '7' }, 'slow down', 'rate_limited', true, 7],
    ['429 without a time', 429, {}, 'slow down', 'rate_limited', true, 60],
    ['403 with a time', 403, { 'retry-after': '30' }, 'You have exceeded a limit', 'rate_limited', true, 30],
    [
      '403 at the end of the hour',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetAt },
      'API rate limit exceeded',
      'rate_limited',
      true,
      121,
    ],
    [
      '403 of a secondary limit without a time',
      403,
      {},
      'You have exceeded a secondary rate limit',
      'rate_limited',
      true,
      60,
    ],
    ['a bare 403', 403, {}, 'Resource not accessible by integration', 'status_403', false, null],
    ['403 with calls left', 403, { 'x-ratelimit-remaining': '12' }, 'Forbidden', 'status_403', false, null],
    ['401', 401, {}, 'Bad credentials', 'status_401', true, null],
    ['404', 404, {}, 'Not Found', 'status_404', false, null],
    ['422', 422, {}, 'Validation Failed', 'status_422', false, null],
    ['500', 500, {}, 'Server Error', 'status_500', true, null],
    ['502', 502, {}, 'Bad Gateway', 'status_502', true, null],
    ['503 with a time', 503, { 'retry-after': '20' }, 'Unavailable', 'status_503', true, 20],
  ] as const)('%s', async (_, status, headers, message, code, isRetryable, retryAfterSeconds) => {
    let asked = 0;
    const fetchNow = answering(() => {
      asked += 1;
      return json(status, message, headers);
    });
    const { github } = await startGithub({ fetch: fetchNow });
    expect(await faultOf(github.owners('acme'))).toMatchObject({
      where: 'github',
      code,
      isRetryable,
      retryAfterSeconds,
    });
    // A 401 may only mean that the token is old: what reads is asked once more, with a fresh one.
    expect(asked).toBe(status === 401 ? 2 : 1);
  });

  it.each([
    ['HTML', 200, '<html>maintenance</html>'],
    ['half a body', 200, '[{"id": 1, "login": "bea'],
    ['nothing', 200, ''],
    ['an object', 200, { message: 'hello' }],
  ])('%s is a bad answer', async (_, status, body) => {
    const { local, github } = await startGithub();
    local.server.faults.add({ fits: members, when: 'before', answer: { status, body } });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'bad_answer', isRetryable: true });
  });

  it('a connection that was cut is worth another try', async () => {
    const { local, github, calls } = await startGithub();
    local.server.faults.add({ fits: members, when: 'after', answer: 'drop' });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'network', isRetryable: true });
    expect(calls(/members$/)).toHaveLength(1);
  });

  it('an attempt that took too long is a time-out', async () => {
    const late = answering(() => Promise.reject(new DOMException('The operation timed out', 'TimeoutError')));
    const { github } = await startGithub({ fetch: late });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'timeout', isRetryable: true });
  });

  it('every attempt has a time limit and follows no redirect', async () => {
    const seen: RequestInit[] = [];
    const { github } = await startGithub({
      fetch: (input, init) => {
        seen.push(init ?? {});
        return fetch(input, init);
      },
    });
    await github.owners('acme');
    expect(seen).toHaveLength(3);
    expect(seen.every(({ signal, redirect }) => signal instanceof AbortSignal && redirect === 'error')).toBe(true);
  });

  it.each([301, 302, 307, 308])('a redirect by %i is not followed: the token stays here', async (status) => {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const github = createGithub({ apiUrl, appId, privateKey: keys.privateKey, now: () => firstMoment });
    expect(await faultOf(github.owners('acme'))).toMatchObject({ code: 'network' });
    expect(asked).toEqual(['/orgs/acme/installation']);
  });
});

describe('what a caller gives no more than so long', () => {
  it.each([/membership/, /access_tokens/, /installation$/])('ends as a time-out while %s hangs', async (fits) => {
    const started = await startGithub();
    holdUp(started, fits);
    const mona = { githubId: 1 as never, login: 'mona' };
    const fault = await faultOf(started.github.membership('acme', mona, 100));
    expect(fault).toMatchObject({ code: 'timeout', isRetryable: true });
  });

  it('ends as a time-out in the second of several calls too', async () => {
    const started = await startGithub();
    holdUp(started, /^GET \/user\//);
    const somebody = { githubId: 987_654 as never, login: 'mona' };
    expect(await faultOf(started.github.membership('acme', somebody, 150))).toMatchObject({ code: 'timeout' });
  });

  it('is answered by the next call, which is not held up', async () => {
    const started = await startGithub();
    await started.github.owners('acme');
    holdUp(started, /^GET \/users\/mona/);
    expect(await faultOf(started.github.accountByLogin('acme', 'mona', 50))).toMatchObject({ code: 'timeout' });
    expect(await started.github.accountByLogin('acme', 'dan-dev', 5_000)).toMatchObject({ login: 'dan-dev' });
  });
});

describe('what GitHub said', () => {
  it.each([
    ['403', 'Resource not accessible by integration', 'status_403'],
    ['422', 'Validation Failed', 'status_422'],
    [
      '403',
      'Although you appear to have the correct authorization credentials, the `acme` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
      'address_refused',
    ],
  ])('with %s is kept in its own words: %s', async (status, message, code) => {
    const { github } = await startGithub({ fetch: answering(() => json(Number(status), message)) });
    expect((await faultOf(github.owners('acme'))).fields).toEqual({ where: 'github', code, said: message });
  });

  it('in a page is kept by its title', async () => {
    const { local, github } = await startGithub();
    const body = '<html><head><title>Down for maintenance</title></head></html>';
    local.server.faults.add({ fits: members, when: 'before', answer: { status: 200, body } });
    expect((await faultOf(github.owners('acme'))).said).toBe('a web page, “Down for maintenance”');
  });

  it('by not being there is the system’s word', async () => {
    const { local, github } = await startGithub();
    const { host } = new URL(local.apiUrl);
    await local.server.stop();
    expect((await faultOf(github.owners('acme'))).fields).toEqual({
      where: 'github',
      code: 'network',
      said: `connect ECONNREFUSED ${host}`,
      system: 'ECONNREFUSED',
    });
    await local.start();
  });
});

describe('a Fault that somebody logs', () => {
  it.each([401, 403, 422, 500])('says nothing of the token and the key after %s', async (status) => {
    const { local, github } = await startGithub();
    local.server.faults.add({ fits: members, times: 2, when: 'before', answer: { status } });
    const said = inspect(await faultOf(github.owners('acme')), { depth: 10 });
    expect(local.state.installationTokens.size).toBeGreaterThan(0);
    for (const token of local.state.installationTokens.keys()) expect(said).not.toContain(token);
    expect(said).not.toMatch(/ghs_|PRIVATE KEY|eyJ/);
  });

  it('says nothing of the App’s signature either', async () => {
    const { local, github } = await startGithub();
    local.server.faults.add({ fits: /access_tokens$/, when: 'before', answer: { status: 500 } });
    const said = inspect(await faultOf(github.owners('acme')), { depth: 10 });
    expect(said).not.toMatch(/ghs_|PRIVATE KEY|eyJ/);
  });
});
