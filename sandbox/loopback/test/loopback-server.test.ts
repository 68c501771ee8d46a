import { expect, it, onTestFinished } from 'vitest';
import { LoopbackServer } from '../loopback-server.ts';

async function start(): Promise<{ readonly server: LoopbackServer; readonly carriedOut: string[] }> {
  const carriedOut: string[] = [];
  const server = new LoopbackServer({
    name: ({ method, url }) => `${method} ${url.pathname}`,
    record: ({ raw }) => raw,
    handle: ({ url }) => {
      carriedOut.push(url.pathname);
      return { status: 200, body: { at: url.pathname } };
    },
  });
  await server.start();
  onTestFinished(() => server.stop());
  return { server, carriedOut };
}

const get = (server: LoopbackServer, path: string): Promise<Response> => fetch(`${server.origin}${path}`);

it('lists each call in its order, and what became of it', async () => {
  const { server } = await start();
  await get(server, '/one');
  await get(server, '/two');
  expect(server.calls).toMatchObject([
    { seq: 1, name: 'GET /one', applied: true, status: 200 },
    { seq: 2, name: 'GET /two', applied: true, status: 200 },
  ]);
});

it('a fault before changes nothing, fits by name or pattern, and is used up', async () => {
  const { server, carriedOut } = await start();
  server.faults.add({ fits: 'GET /one', when: 'before', answer: { status: 429, retryAfterSeconds: 7 } });
  server.faults.add({ fits: /two$/, times: 2, when: 'before', answer: { status: 500 } });
  const refused = await get(server, '/one');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect((await get(server, '/one')).status).toBe(200);
  expect([(await get(server, '/two')).status, (await get(server, '/two')).status]).toEqual([500, 500]);
  expect((await get(server, '/two')).status).toBe(200);
  expect(carriedOut).toEqual(['/one', '/two']);
});

it('a fault after lets the call happen, and only its answer is lost', async () => {
  const { server, carriedOut } = await start();
  server.faults.add({ fits: 'GET /one', when: 'after', answer: 'drop' });
  await expect(get(server, '/one')).rejects.toThrow();
  expect(carriedOut).toEqual(['/one']);
  expect(server.calls).toMatchObject([{ applied: true, status: 0 }]);
});

it('whoever intercepts is there before a call is carried out, and after', async () => {
  const { server, carriedOut } = await start();
  const seen: unknown[] = [];
  server.intercept = async ({ name }, moment) => void seen.push([name, moment, carriedOut.length]);
  await get(server, '/one');
  expect(seen).toEqual([
    ['GET /one', 'before', 0],
    ['GET /one', 'after', 1],
  ]);
});

it('a garbled answer is what is sent, and the real one is what is observed', async () => {
  const { server } = await start();
  server.garble = () => ({ at: 'nowhere' });
  expect(await (await get(server, '/one')).json()).toEqual({ at: 'nowhere' });
});
