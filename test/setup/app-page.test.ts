import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppPage, type AppPageOptions, type Received, serveAppPage } from '../../src/setup/app-page.ts';
import { appManifest } from '../../src/setup/github-app-manifest.ts';
import { formIn } from './operator.ts';

type Answer = { readonly status: number; readonly body: string; readonly headers: Readonly<Record<string, unknown>> };

function ask(
  url: string,
  {
    method = 'GET',
    headers = {},
    path = null,
  }: { readonly method?: string; readonly headers?: Record<string, string>; readonly path?: string | null } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ...(path === null ? {} : { path }) }, async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
    });
    sent.once('error', reject);
    sent.end();
  });
}

type Served = {
  readonly page: AppPage;
  readonly codes: string[];
  readonly state: string;
  readonly back: (query: string) => string;
};

async function served(receive?: (code: string) => Promise<Received>): Promise<Served> {
  const codes: string[] = [];
  const options: AppPageOptions = {
    action: 'https://github.example/organizations/acme/settings/apps/new',
    organization: 'acme',
    manifestFor: (redirectUrl) =>
      appManifest({
        organization: 'acme',
        redirectUrl,
        address: null,
        webUrl: 'https://github.example',
        isForSeveral: false,
      }),
    receive: (code) => {
      codes.push(code);
      return receive?.(code) ?? Promise.resolve({ next: 'https://github.example/apps/countersign/installations/new' });
    },
  };
  const page = await serveAppPage(options);
  onTestFinished(() => page.stop());
  const { action } = formIn((await ask(page.url)).body, page.url);
  const state = new URL(action).searchParams.get('state') ?? '';
  return { page, codes, state, back: (query) => `${new URL(page.url).origin}/created?${query}` };
}

describe('the page that creates the App', () => {
  it('posts the manifest to GitHub with a state, by itself, and to nobody else', async () => {
    const { page, state } = await served();
    const { status, body, headers } = await ask(page.url);
    expect(status).toBe(200);
    const { action, fields } = formIn(body, page.url);
    expect(action).toBe(`https://github.example/organizations/acme/settings/apps/new?state=${state}`);
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(JSON.parse(fields.get('manifest') ?? '')).toEqual({
      name: 'Countersign acme',
      url: 'https://github.example',
      description: 'Compares fine-grained personal access tokens with what was approved in Slack.',
      redirect_url: `${new URL(page.url).origin}/created`,
      public: false,
      default_permissions: {
        organization_personal_access_token_requests: 'write',
        organization_personal_access_tokens: 'write',
        members: 'read',
        metadata: 'read',
      },
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain('form-action https://github.example;');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
  });

  it('stands on this machine alone', async () => {
    const { page } = await served();
    expect(new URL(page.url).hostname).toBe('127.0.0.1');
  });

  it('takes the code and sends the browser on to install the App', async () => {
    const { codes, state, back } = await served();
    const { status, headers } = await ask(back(`code=abc123&state=${state}`));
    expect(status).toBe(303);
    expect(headers.location).toBe('https://github.example/apps/countersign/installations/new');
    expect(codes).toEqual(['abc123']);
  });

  it('has another path and another state each time', async () => {
    const [one, other] = [await served(), await served()];
    expect(new URL(one.page.url).pathname).not.toBe(new URL(other.page.url).pathname);
    expect(one.state).not.toBe(other.state);
  });
});

describe('an attack on it', () => {
  const attacks: readonly (readonly [
    name: string,
    url: (one: Served) => string,
    how: Parameters<typeof ask>[1],
    status: number,
  ])[] = [
    ['another name for this address', ({ page }) => page.url, { headers: { host: 'evil.example' } }, 421],
    ['the name localhost', ({ page }) => page.url, { headers: { host: 'localhost:1' } }, 421],
    [
      'a code under another name',
      ({ back, state }) => back(`code=abc&state=${state}`),
      { headers: { host: 'evil.example' } },
      421,
    ],
    [
      'a page that sends the browser here',
      ({ page }) => page.url,
      { headers: { 'sec-fetch-site': 'cross-site' } },
      403,
    ],
    ['a guessed path', ({ page }) => `${new URL(page.url).origin}/`, {}, 404],
    ['a path that is no address', ({ page }) => page.url, { path: '//' }, 404],
    ['a path that is no address, with a code', ({ page }) => page.url, { path: '//[?code=abc' }, 404],
    ['a post', ({ page }) => page.url, { method: 'POST' }, 405],
    ['a code with no state', ({ back }) => back('code=abc'), {}, 403],
    ['a code with an empty state', ({ back }) => back('code=abc&state='), {}, 403],
    ['a code with another state', ({ back, state }) => back(`code=abc&state=${state.slice(1)}x`), {}, 403],
    ['a code with half the state', ({ back, state }) => back(`code=abc&state=${state.slice(0, 20)}`), {}, 403],
    ['no code', ({ back, state }) => back(`state=${state}`), {}, 400],
    ['a code that is a path', ({ back, state }) => back(`code=..%2F..%2Fuser&state=${state}`), {}, 400],
    ['a post of a code', ({ back, state }) => back(`code=abc&state=${state}`), { method: 'POST' }, 405],
  ];

  it.each(attacks)('by %s gives nothing, and hands no code on', async (_, url, how, status) => {
    const one = await served();
    const answer = await ask(url(one), how);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain(one.state);
    expect(answer.body).not.toContain('manifest');
    expect(one.codes).toEqual([]);
  });

  it('by a code that comes again is refused once the App is there', async () => {
    const { codes, state, back } = await served();
    await ask(back(`code=abc&state=${state}`));
    const again = await ask(back(`code=other&state=${state}`));
    expect(again.status).toBe(409);
    expect(again.body).toContain('The App was created already. Go on in the terminal.');
    expect(codes).toEqual(['abc']);
  });

  it('by a code beside the one that is being exchanged is refused', async () => {
    const exchanged = Promise.withResolvers<Received>();
    const next: Received = { next: 'https://github.example/x' };
    const begun = Promise.withResolvers<void>();
    const { codes, state, back } = await served((code) => {
      begun.resolve();
      return code === 'abc' ? exchanged.promise : Promise.resolve(next);
    });
    const first = ask(back(`code=abc&state=${state}`));
    await begun.promise;
    const beside = await ask(back(`code=other&state=${state}`));
    exchanged.resolve(next);
    expect((await first).status).toBe(303);
    expect(beside.status).toBe(409);
    expect(codes).toEqual(['abc']);
  });

  it('that ends in a problem is told in the browser, and the person can try again', async () => {
    const answers: Received[] = [{ problem: 'This App belongs to <evil>.' }, { next: 'https://github.example/x' }];
    const { state, back } = await served(async () => answers.shift() ?? { problem: 'no more' });
    const first = await ask(back(`code=abc&state=${state}`));
    expect(first.status).toBe(502);
    expect(first.body).toContain('This App belongs to &lt;evil&gt;.');
    expect((await ask(back(`code=def&state=${state}`))).status).toBe(303);
  });
});
