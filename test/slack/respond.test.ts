import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createRespond } from '../../src/slack/respond.ts';
import { memoryLog } from '../support/start-world.ts';

/** A server that counts what reaches it, and sends redirects to itself. */
async function listening(status = 200) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(request.url ?? '');
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

it('calls a response_url on the origin of a local Slack, and nowhere else on this machine', async () => {
  const slack = await listening();
  const other = await listening();
  const { log, lines } = memoryLog();
  const respond = createRespond(`${slack.origin}/api/`, log);
  await respond(`${slack.origin}/response/1`, { text: 'Hello' });
  await respond(`${other.origin}/response/1`, { text: 'Hello' });
  expect(slack.heard).toEqual(['/response/1']);
  expect(other.heard).toEqual([]);
  expect(lines.map(({ what }) => what)).toEqual(['a private answer had nowhere to go']);
});

it.each([
  'http://127.0.0.1:1/response',
  'http://169.254.169.254/latest/meta-data',
  'https://hooks.slack.com.evil.example/x',
  'https://evil@hooks.slack.com/x',
  'https://hooks.slack.com:8443/x',
  'http://hooks.slack.com/x',
  'file:///etc/passwd',
  'no url at all',
  undefined,
])('with the real Slack, never calls %s', async (url) => {
  const { log, lines } = memoryLog();
  const respond = createRespond('https://slack.com/api/', log);
  await respond(url, { text: 'Hello' });
  expect(lines.map(({ what }) => what)).toEqual(['a private answer had nowhere to go']);
});

it('follows no redirect, and a failure is only logged', async () => {
  const slack = await listening(302);
  const { log, lines } = memoryLog();
  await createRespond(`${slack.origin}/api/`, log)(`${slack.origin}/response/1`, { text: 'Hello' });
  expect(slack.heard).toEqual(['/response/1']);
  expect(lines.map(({ what }) => what)).toEqual(['a private answer was not delivered']);
});
