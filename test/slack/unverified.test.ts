import { createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const form = 'application/x-www-form-urlencoded';
const command = new URLSearchParams({
  ...{ command: '/pat', text: 'list', user_id: cast.mona.slackId, team_id: 'T0SANDBOX00', channel_id: 'D1' },
  ...{ trigger_id: 'none', response_url: '', api_app_id: 'A0COUNTERSIGN' },
}).toString();

type Parcel = {
  readonly path?: string;
  readonly method?: string;
  readonly body?: string | Buffer;
  readonly headers?: OutgoingHttpHeaders;
  readonly isChunked?: boolean;
};
type Answer = { readonly status: number; readonly body: string; readonly headers: IncomingHttpHeaders };

function send(world: TestWorld, parcel: Parcel): Promise<Answer> {
  const { path = '/slack/events', method = 'POST', body = command, headers = {}, isChunked = false } = parcel;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ host: '127.0.0.1', port: world.bot().port, path, method, agent: false },
        headers: {
          'content-type': form,
          ...(isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers }));
      },
    );
    sent.on('error', reject);
    if (!isChunked) return void sent.end(body);
    for (const byte of Buffer.from(body)) sent.write(Buffer.from([byte]));
    sent.end();
  });
}

/** As Slack signs it. */
function signed(world: TestWorld, body = command, seconds = Math.floor(Date.now() / 1_000)) {
  const secret = world.secrets.slackSigningSecret ?? '';
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${signature}` };
}

it('what is rightly signed is heard, with a slash at the end and in pieces, too', async () => {
  const world = await startWorld();
  const rightly: readonly Parcel[] = [
    {},
    { path: '/slack/events/' },
    { path: '/slack/events?x=1' },
    { isChunked: true },
  ];
  for (const parcel of rightly) {
    const { status, body } = await send(world, { ...parcel, headers: signed(world) });
    expect([status, body]).toEqual([200, expect.stringContaining('You have no requests')]);
  }
});

it('nothing reaches Bolt that Slack has not signed, by no path, method, type or trick', async () => {
  const world = await startWorld();
  const right = signed(world);
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': date } = right;
  const json = JSON.stringify({ type: 'url_verification', challenge: 'hello' });
  const types = [form, 'application/json', 'text/plain', 'multipart/form-data; boundary=x', `text/plain; ${form}`, ''];
  const paths = [
    ...['/slack/events', '/slack/events/', '/slack/events//', '//slack/events', '/slack/events?ssl_check=1'],
    ...['/SLACK/EVENTS', '/slack/%65vents', '/slack/events/..', '/slack/install', '/slack/oauth_redirect', '/'],
    'http://127.0.0.1/slack/events',
  ];
  const parcels: readonly Parcel[] = [
    ...paths.flatMap((path) => types.map((type) => ({ path, headers: { 'content-type': type } }))),
    ...types.map((type) => ({ body: json, headers: { 'content-type': type } })),
    ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => ({ method, headers: right })),
    { isChunked: true },
    { method: 'GET', headers: { ...right, 'x-http-method-override': 'POST' } },
    { headers: { ...right, 'x-slack-signature': '' } },
    { headers: { ...right, 'x-slack-signature': 'v0=' } },
    { headers: { ...right, 'x-slack-signature': signature.replace('v0=', 'v1=') } },
    { headers: { ...right, 'x-slack-signature': signature.slice(0, -1) } },
    { headers: { ...right, 'x-slack-signature': [signature, signature] } },
    { headers: { ...right, 'x-slack-signature': ['v0=0', signature] } },
    { headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': `${date}e0x` } },
    { headers: { 'x-slack-signature': signature } },
    { headers: right, body: `${command}&x=1` },
    { headers: right, body: ` ${command}` },
    { headers: right, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(command)]) },
    { headers: right, body: Buffer.concat([Buffer.from(command), Buffer.from([0xff])]) },
    { headers: { ...right, 'content-encoding': 'gzip' }, body: gzipSync(command) },
    { headers: { 'x-slack-request-timestamp': date, 'x-slack-signature': '__proto__' } },
    // Slack's own question, with a command that somebody hopes to slip in.
    { body: `ssl_check=1&${command}` },
    { body: `${command}&ssl_check=1` },
    {
      body: `ssl_check=1&payload=${encodeURIComponent(JSON.stringify(Object.fromEntries(new URLSearchParams(command))))}`,
    },
    { body: `ssl_check=0&ssl_check=1&${command}` },
    { body: `ssl_check=1&${command}`, headers: { 'content-type': 'application/json' } },
  ];
  world.slack.server.calls.length = 0;
  for (const parcel of parcels) {
    const { status, body } = await send(world, parcel);
    const isQuestion = String(parcel.body).includes('ssl_check=1');
    expect([...(isQuestion ? [200] : []), 400, 401, 404, 405], JSON.stringify(parcel)).toContain(status);
    expect(body, JSON.stringify(parcel)).toBe('');
  }
  await world.bot().idle();
  expect(world.slack.server.calls).toEqual([]);
});
