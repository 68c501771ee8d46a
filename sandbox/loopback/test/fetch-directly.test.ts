import { expect, it, onTestFinished } from 'vitest';
import { fetchDirectly } from '../fetch-directly.ts';
import { LoopbackServer, type Request } from '../loopback-server.ts';

/** A server, and both ways to ask it: over a connection, and without. */
async function start(): Promise<{
  readonly server: LoopbackServer;
  readonly asked: Request[];
  readonly ways: readonly (typeof fetch)[];
}> {
  const asked: Request[] = [];
  const server = new LoopbackServer({
    name: ({ method, url }) => `${method} ${url.pathname}`,
    record: () => null,
    handle: (request) => {
      asked.push(request);
      if (request.url.pathname === '/gone') return { status: 204 };
      if (request.url.pathname === '/moved') return { status: 302, headers: { location: '/' } };
      return { status: 201, headers: { 'x-more': 'yes' }, body: { said: request.raw } };
    },
    now: () => new Date('2027-03-01T09:30:00Z'),
  });
  await server.start();
  onTestFinished(() => server.stop());
  const directly = fetchDirectly(
    (origin) => (origin === server.origin ? server : undefined),
    () => {
      throw new Error('it went over a connection');
    },
  );
  return { server, asked, ways: [fetch, directly] };
}

const seen = async (response: Response) => ({
  status: response.status,
  url: response.url,
  headers: ['content-type', 'date', 'x-more', 'retry-after'].map((name) => response.headers.get(name)),
  text: await response.text(),
});
const failed = (answer: Promise<unknown>): Promise<string> => answer.then(String, (error: unknown) => String(error));

it('sends and answers what goes over a connection', async () => {
  const { server, asked, ways } = await start();
  const form = new FormData();
  form.set('name', 'Bea');
  const sent: readonly (readonly [string, RequestInit])[] = [
    ['/a?b=c%20d', {}],
    [
      '/a',
      { method: 'POST', body: '{"x":"é"}', headers: { 'Content-Type': 'application/json', authorization: 'Bearer x' } },
    ],
    ['/a', { method: 'POST', body: 'plain' }],
    ['/a', { method: 'POST', body: new URLSearchParams({ text: 'a b', emoji: '🔑' }) }],
    ['/a', { method: 'POST', body: new TextEncoder().encode('bytes') }],
    ['/a', { method: 'POST', body: new Blob(['\uFEFF', 'a table']) }],
    ['/gone', { method: 'DELETE' }],
    ['/moved', { redirect: 'manual' }],
  ];
  for (const [path, init] of sent) {
    const answers = [];
    for (const way of ways) answers.push(await seen(await way(`${server.origin}${path}`, init)));
    expect(answers[1]).toEqual(answers[0]);
    const [first, second] = asked.splice(0).map(({ method, url, raw, headers }) => ({
      ...{ method, raw, path: `${url.pathname}${url.search}` },
      headers: ['content-type', 'authorization', 'accept', 'host'].map((name) => headers[name]),
    }));
    expect(second).toEqual(first);
  }
  for (const way of ways) await way(server.origin, { method: 'POST', body: form });
  for (const { headers, raw } of asked.splice(0)) {
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(raw).toContain('Bea');
  }
});

it('fails where that fails', async () => {
  const { server, asked, ways } = await start();
  const failures = async (path: string, init: () => RequestInit): Promise<readonly string[]> => {
    const all = [];
    for (const way of ways) all.push(await failed(way(`${server.origin}${path}`, init())));
    return all;
  };
  server.faults.add({ fits: 'GET /cut', times: 2, when: 'after', answer: 'drop' });
  expect(await failures('/cut', () => ({}))).toEqual(['TypeError: fetch failed', 'TypeError: fetch failed']);
  expect(asked.splice(0)).toHaveLength(2);
  expect(await failures('/moved', () => ({ redirect: 'error' }))).toEqual(Array(2).fill('TypeError: fetch failed'));
  const over = Array(2).fill('Error: enough');
  expect(await failures('/a', () => ({ signal: AbortSignal.abort(new Error('enough')) }))).toEqual(over);
  const held = Promise.withResolvers<void>();
  server.intercept = async (_, moment) => (moment === 'after' ? held.promise : undefined);
  const cut = (): RequestInit => {
    const abort = new AbortController();
    setImmediate(() => abort.abort(new Error('enough')));
    return { signal: abort.signal };
  };
  expect(await failures('/late', cut)).toEqual(over);
  held.resolve();
});

it('asks everybody else as before', async () => {
  const asked: unknown[] = [];
  const way = fetchDirectly(
    () => undefined,
    async (input) => {
      asked.push(input);
      return new Response('elsewhere');
    },
  );
  expect(await (await way('http://127.0.0.1:1/a')).text()).toBe('elsewhere');
  expect(asked).toEqual(['http://127.0.0.1:1/a']);
});
