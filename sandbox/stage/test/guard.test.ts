import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleBot } from '../bot/bundle-bot.ts';
import { cast } from '../world/cast.ts';
import { startSandbox } from './start-sandbox.ts';

let entry: string;
beforeAll(async () => {
  entry = await bundleBot();
});

type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

const { slackId } = cast.mona;
const read = { kind: 'slack.read', conversation: 'C0GENERAL00' };
const good = JSON.stringify({ as: slackId, login: null, act: read });

describe('the door', () => {
  it('lets in nobody but the page itself', async () => {
    const { server } = await startSandbox(entry);
    const { port, host } = new URL(server.address);
    /** As a browser or anything else may send it: `fetch` would set the Host itself. */
    const send = ({ method = 'POST', path = '/acts', headers = {}, body = good }: Sent): Promise<number> => {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      const json = { host, 'content-type': 'application/json', 'x-sandbox-token': server.token };
      const outgoing = request(
        { port, host: '127.0.0.1', method, path, headers: { ...json, ...headers } },
        (answer) => {
          answer.destroy();
          resolve(answer.statusCode ?? 0);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(method === 'GET' ? undefined : body);
      return promise;
    };
    const events = { method: 'GET', path: `/events?as=${slackId}` };
    const table: readonly (readonly [what: string, sent: Sent, status: number])[] = [
      ['the page’s own act', {}, 200],
      ['its own act by name', { headers: { host: `localhost:${port}`, origin: `http://localhost:${port}` } }, 200],
      ['another name for this address', { headers: { host: `rebound.example:${port}` } }, 403],
      ['no port', { headers: { host: '127.0.0.1' } }, 403],
      ['another site', { headers: { origin: 'https://elsewhere.example' } }, 403],
      ['a page without a site', { headers: { origin: 'null' } }, 403],
      ['another port of this machine', { headers: { origin: 'http://127.0.0.1:1' } }, 403],
      ['what a browser says came from another site', { headers: { 'sec-fetch-site': 'cross-site' } }, 403],
      ['no token', { headers: { 'x-sandbox-token': '' } }, 403],
      ['another token', { headers: { 'x-sandbox-token': 'x'.repeat(server.token.length) } }, 403],
      ['what a form of another site can send', { headers: { 'content-type': 'text/plain' } }, 415],
      ['an act by GET', { method: 'GET', path: '/acts' }, 404],
      ['another method', { method: 'PUT' }, 405],
      ['another path', { path: '/events' }, 405],
      ['what is no act', { body: '{"as":"U0MONA00001"}' }, 400],
      ['what is no JSON', { body: 'as=U0MONA00001' }, 400],
      ['an act with something more', { body: good.replace('{"kind"', '{"more":1,"kind"') }, 400],
      ['too much', { body: `"${'x'.repeat(1_100_000)}"` }, 413],
      ['a stranger', { body: good.replace(slackId, 'U0STRANGER') }, 404],
      ['an account that is not theirs', { body: good.replace('null', '"carl-owner"') }, 404],
      ['the stream', events, 200],
      ['the stream from another site', { ...events, headers: { origin: 'https://elsewhere.example' } }, 403],
      ['the stream by another name', { ...events, headers: { host: 'rebound.example' } }, 403],
      ['a stranger’s stream', { method: 'GET', path: '/events?as=U0STRANGER' }, 404],
      ['the page', { method: 'GET', path: '/?as=U0MONA00001' }, 200],
      ['a file beside the page', { method: 'GET', path: '/page.js' }, 200],
      ['a file outside of it', { method: 'GET', path: '/..%2f..%2fetc%2fhosts.json' }, 404],
    ];
    const seen: (readonly [string, number])[] = [];
    for (const [what, sent] of table) seen.push([what, await send(sent)]);
    expect(seen).toEqual(table.map(([what, , status]) => [what, status]));
  });

  it('gives the token to the page alone, and lets it load nothing from elsewhere', async () => {
    const { server } = await startSandbox(entry);
    const page = await fetch(`${server.address}/?as=${slackId}`);
    expect(await page.text()).toContain(`content="${server.token}"`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:|\*/);
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
    expect(await (await fetch(`${server.address}/page.js`)).text()).not.toContain(server.token);
  });
});
