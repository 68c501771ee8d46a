import { describe, expect, it } from 'vitest';
import { createLeakedCredentials } from '../../src/github/revoke-leaked.ts';
import { sampleCredentials } from '../support/sample-credentials.ts';

const now = Date.parse('2027-03-01T09:30:00Z');
const [, secret = ''] = sampleCredentials[0] ?? [];
const cloud = 'https://api.github.com';

/** GitHub that answers this, and what it was sent. */
function github(answer: Response | Error, githubApiUrl = cloud, githubWebUrl = 'https://github.com') {
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  const fetchNow: typeof fetch = async (url, init) => {
    sent.push({ url: String(url), init });
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { sent, leaked: createLeakedCredentials({ githubApiUrl, githubWebUrl, now: () => now, fetch: fetchNow }) };
}

describe('the call that ends a leaked credential', () => {
  it('goes to GitHub alone, without anybody’s authorization, and follows no redirect', async () => {
    const { sent, leaked } = github(new Response('{}', { status: 202 }));
    expect(await leaked.revoke([secret])).toEqual({ as: 'accepted' });
    const [{ url, init } = { url: '', init: undefined }] = sent;
    expect(url).toBe('https://api.github.com/credentials/revoke');
    expect(init).toMatchObject({ method: 'POST', redirect: 'error', body: JSON.stringify({ credentials: [secret] }) });
    expect(Object.keys(init?.headers ?? {})).not.toContain('authorization');
  });

  it.each([
    ['an outage', 500, {}, { as: 'unknown' }],
    ['a refusal', 422, {}, { as: 'refused' }],
    ['a plain 403', 403, {}, { as: 'refused' }],
    ['no such call', 404, {}, { as: 'not_here' }],
    ['a limit with its length', 429, { 'retry-after': '60' }, { as: 'limited', until: now + 60_000 }],
    ['a limit without one', 429, {}, { as: 'limited', until: null }],
    [
      'a limit with its end',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1_000 + 900) },
      { as: 'limited', until: now + 900_000 },
    ],
  ] as const)('is told apart where GitHub answers %s', async (_, status, headers, answer) => {
    const { leaked } = github(new Response(secret, { status, headers }));
    expect(await leaked.revoke([secret])).toEqual(answer);
  });

  it('may have worked where no answer came', async () => {
    expect(await github(new TypeError(secret)).leaked.revoke([secret])).toEqual({ as: 'unknown' });
  });

  it.each([
    ['github.com', cloud, 'https://github.com', true],
    ['Enterprise Cloud with its own address', 'https://api.acme.ghe.com', 'https://acme.ghe.com', true],
    ['Enterprise Server', 'https://github.acme.example/api/v3', 'https://github.acme.example', false],
  ])('is there on %s or not', (_, url, webUrl, isThere) => {
    expect(github(new Response('{}'), url, webUrl).leaked.isPossible).toBe(isThere);
  });
});
