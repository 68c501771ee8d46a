// A Slack, in a process of its own, that answers chat.postMessage and refuses what comes faster than it allows: one a second in a channel, ten
// a second in the workspace, in any second. Tells its parent how many it took and refused when asked.
import { createServer } from 'node:http';

const perSecond = 10;
const taken: number[] = [];
const lastIn = new Map<string, number>();
let [count, refused] = [0, 0];

function takes(channel: string): boolean {
  const now = performance.now();
  while (taken[0] !== undefined && taken[0] <= now - 1_000) taken.shift();
  if (taken.length >= perSecond || now - (lastIn.get(channel) ?? Number.NEGATIVE_INFINITY) < 1_000) return false;
  taken.push(now);
  lastIn.set(channel, now);
  return true;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const channel = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('channel') ?? '';
    if (!takes(channel)) {
      refused += 1;
      response.writeHead(429, { 'retry-after': '1' }).end();
      return;
    }
    count += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, channel: `D${channel}`, ts: `${count}.000001`, message: {} }));
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ address: server.address() }));
process.on('message', () => process.send?.({ count, refused }));
process.on('disconnect', () => process.exit());
