// A GitHub, in a process of its own, whose pages of active tokens are made once and then only sent: what is measured is the program.
import { request as ask, createServer } from 'node:http';
import { createWorld, organization } from '@countersign/sandbox-stage/cast';

const [many = 10_000, nowMs = 0] = process.argv.slice(2).map(Number);
const dayMs = 86_400_000;
const world = await createWorld(() => new Date(nowMs));
for (let index = 0; index < many; index += 1) {
  world.github.people.createToken('bea-owner', organization, {
    name: `token-${index}`,
    permissions: { repository: { contents: 'read', issues: 'write' }, organization: { members: 'read' } },
    repositorySelection: 'all',
    expiresAt: index % 10 === 0 ? null : new Date(nowMs + (40 + (index % 300)) * dayMs),
  });
}

type Ready = { readonly status: number; readonly headers: Record<string, string | string[]>; readonly body: Buffer };
/** A hundred thousand tokens are a thousand calls a pass, and more passes are measured than an hour has calls for. */
const plenty = {
  'x-ratelimit-limit': '1000000',
  'x-ratelimit-remaining': '1000000',
  'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 3_600),
};
const pages = new Map<string, Ready>();
const { port } = new URL(world.configFor('none').githubApiUrl);

/** What the local GitHub answers; its pages are kept. */
function fetchFrom(method: string, path: string, headers: Record<string, unknown>, sent: Buffer): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const call = ask({ port, method, path, headers: headers as never }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const { link, 'content-type': type } = answer.headers;
        const kept = { ...(link === undefined ? {} : { link: String(link) }), 'content-type': String(type) };
        resolve({ status: answer.statusCode ?? 500, headers: kept, body: Buffer.concat(chunks) });
      });
    });
    call.on('error', reject);
    call.end(sent);
  });
}

const server = createServer((incoming, response) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', async () => {
    const { method = 'GET', url = '/', headers } = incoming;
    const isPage = method === 'GET' && /\/personal-access-tokens\?per_page=100&page=\d+$/.test(url);
    const ready =
      (isPage ? pages.get(url) : undefined) ?? (await fetchFrom(method, url, headers, Buffer.concat(chunks)));
    if (isPage && ready.status === 200) pages.set(url, ready);
    response.writeHead(ready.status, { ...plenty, ...ready.headers }).end(ready.body);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port: own } = server.address() as { readonly port: number };
  const { githubApiUrl, ...config } = world.configFor('none');
  const path = new URL(githubApiUrl).pathname.replace(/\/$/, '');
  process.send?.({
    config: { ...config, githubApiUrl: `http://127.0.0.1:${own}${path}` },
    secrets: world.secrets,
    policy: world.policy,
  });
});
process.once('message', (url: string) => {
  // Whoever clicks while the first pass runs: each answer's time, one after another.
  const clicks: { readonly ms: number; readonly status: number }[] = [];
  world.slack.setRequestUrl(url);
  let isOver = false;
  process.once('message', () => {
    isOver = true;
  });
  const click = async (): Promise<void> => {
    while (!isOver) {
      const startedAt = performance.now();
      const { httpStatus } = await world.slack.command('U0MONA00001', '/pat list');
      clicks.push({ ms: performance.now() - startedAt, status: httpStatus });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  void click().then(() => process.send?.({ clicks }));
});
process.on('disconnect', () => process.exit());
