import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpServer, type Route } from '../src/server.ts';
import { memoryLog } from './support/start-world.ts';

const mebibyte = 1024 * 1024;

async function startServer() {
  const { log, lines } = memoryLog();
  const refused: string[] = [];
  const routes = new Map<string, Route>([
    ['/in', { post: (_request, response, body) => void response.writeHead(200).end(String(body.length)) }],
    ['/out', { get: (_request, response) => void response.writeHead(200).end('out') }],
  ]);
  const server = new HttpServer(routes, log, (what) => refused.push(what));
  const port = await server.start('127.0.0.1', 0);
  const sockets: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  });
  const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${port}${path}`, init);
  /** A body of which `sent` bytes come, and the last never does. */
  const unfinished = async (sent: number) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    const { promise: answered, resolve: isAnswered } = Promise.withResolvers<void>();
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      isAnswered();
    });
    // Who is given up is also cut off.
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(`POST /in HTTP/1.1\r\nhost: here\r\ncontent-length: ${sent + 1}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.write(Buffer.alloc(sent, 0x20), () => resolve()));
    return { answered, answer: () => answer };
  };
  return { ask, unfinished, refused, lines };
}

describe('a path', () => {
  it('is the same with a slash at its end', async () => {
    const { ask } = await startServer();
    expect(await (await ask('/in/', { method: 'POST', body: 'four' })).text()).toBe('4');
    expect(await (await ask('/out/?query')).text()).toBe('out');
    expect((await ask('/out//')).status).toBe(404);
    expect((await ask('/')).status).toBe(404);
  });

  it('says which methods it has where it is asked by another, and nothing is logged', async () => {
    const { ask, lines, refused } = await startServer();
    const answers = [
      await ask('/in'),
      await ask('/in', { method: 'PUT', body: 'x' }),
      await ask('/out', { method: 'POST', body: 'x' }),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('allow')])).toEqual([
      [405, 'POST'],
      [405, 'POST'],
      [405, 'GET, HEAD'],
    ]);
    expect((await ask('/out', { method: 'HEAD' })).status).toBe(200);
    expect([...lines, ...refused]).toEqual([]);
  });
});

it('keeps an idle connection longer than a balancer’s 60 seconds', async () => {
  const { ask } = await startServer();
  expect((await ask('/out')).headers.get('keep-alive')).toBe('timeout=75');
});

describe('bodies that never end', () => {
  it('give way, the slowest first, so that 32 MiB are held at most and a whole one is taken meanwhile', async () => {
    const { ask, unfinished, refused } = await startServer();
    const open = [];
    for (let body = 0; body < 40; body += 1) open.push(await unfinished(5 * mebibyte - 1));
    expect(await (await ask('/in', { method: 'POST', body: 'four' })).text()).toBe('4');
    // Six of them fit into 32 MiB.
    await Promise.all(open.slice(0, 34).map(({ answered }) => answered));
    expect(open.map(({ answer }) => answer().slice(0, 12))).toEqual([
      ...Array(34).fill('HTTP/1.1 503'),
      ...Array(6).fill(''),
    ]);
    expect(refused).toEqual(
      Array(34).fill('a request was refused: too many bodies were coming at once, and its own the slowest'),
    );
  });

  it('are two hundred at most, however small they are', async () => {
    const { ask, unfinished } = await startServer();
    const open = [];
    for (let body = 0; body < 230; body += 1) open.push(await unfinished(1));
    expect(await (await ask('/in', { method: 'POST', body: 'four' })).text()).toBe('4');
    // The whole one needed room too.
    await Promise.all(open.slice(0, 31).map(({ answered }) => answered));
    expect(open.slice(31).filter(({ answer }) => answer() !== '')).toEqual([]);
  });
});
