import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readsIssues, startLocalGithub } from './start-local-github.ts';

const requests = '/orgs/acme/personal-access-token-requests';

type Hook = { readonly headers: IncomingHttpHeaders; readonly raw: string };

/** An address for webhooks that answers 500 to all of them. */
async function broken(): Promise<{ readonly url: string; readonly got: Hook[] }> {
  const got: Hook[] = [];
  const server = createServer(async (request, response) => {
    let raw = '';
    for await (const chunk of request) raw += String(chunk);
    got.push({ headers: request.headers, raw });
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

it('a webhook is signed, carries no justification, and is sent once, whatever is answered', async () => {
  const { local } = await startLocalGithub();
  const { url, got } = await broken();
  local.webhooks.setUrl(url);
  local.people.createToken('mona', 'acme', { name: 'deploy', expiresAt: null, reason: 'Releases', ...readsIssues });
  await local.webhooks.idle();
  expect(got).toHaveLength(1);
  const [{ headers, raw } = { headers: {}, raw: '' }] = got;
  expect(headers['x-hub-signature-256']).toBe(`sha256=${createHmac('sha256', 'secret').update(raw).digest('hex')}`);
  expect(raw).not.toContain('Releases');
  expect(JSON.parse(raw)).toMatchObject({ action: 'created', organization: { login: 'acme' } });
  expect(local.webhooks.deliveries.map(({ answers }) => answers)).toEqual([[500]]);
});

it('without an installation’s token nothing is shown', async () => {
  const { local } = await startLocalGithub();
  for (const authorization of ['', 'Bearer ghs_made_up']) {
    expect((await fetch(`${local.apiUrl}${requests}`, { headers: { authorization } })).status).toBe(401);
  }
});

it('a suspended installation may do nothing', async () => {
  const { local, ask } = await startLocalGithub();
  local.people.setSuspended('acme', true);
  expect((await ask(requests)).status).toBe(403);
  local.people.setSuspended('acme', false);
  expect((await ask(requests)).status).toBe(200);
});

it('an hour has so many calls, and each answer says what is left of it', async () => {
  const { local, ask, pass } = await startLocalGithub();
  local.hourlyLimit = 2;
  const left = async (): Promise<readonly unknown[]> => {
    const { status, headers } = await ask(requests);
    return [status, headers.get('x-ratelimit-remaining')];
  };
  expect([await left(), await left(), await left()]).toEqual([
    [200, '1'],
    [200, '0'],
    [403, '0'],
  ]);
  pass(3_600_000);
  expect(await left()).toEqual([200, '1']);
});
