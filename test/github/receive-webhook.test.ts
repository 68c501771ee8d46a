import { createHmac, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Delivery, receiveWebhook } from '../../src/github/receive-webhook.ts';
import { Fault } from '../../src/ports/fault.ts';
import { HttpServer } from '../../src/server.ts';
import { startGithub, webhookSecret } from './start-github.ts';

const mebibyte = 1024 * 1024;
const payload = {
  action: 'created',
  personal_access_token_request: { id: 77, owner: { login: 'mona' } },
  organization: { login: 'acme', id: 5 },
  sender: { login: 'mona', id: 11 },
};

function signed(body: string | Buffer, algorithm = 'sha256', secret = webhookSecret): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

function headersOf(body: string | Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-event': 'personal_access_token_request',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': signed(body),
  };
}

async function startReceiver(
  options: { readonly secret?: string | null; readonly record?: (delivery: Delivery) => Promise<void> } = {},
) {
  const recorded: Delivery[] = [];
  const logged: string[] = [];
  const say = (what: string, fields: object = {}) => void logged.push(`${what} ${JSON.stringify(fields)}`);
  const log = { info: say, warn: say, error: say };
  const receive = receiveWebhook({
    secret: options.secret === undefined ? webhookSecret : options.secret,
    record:
      options.record ??
      (async (delivery) => {
        recorded.push(delivery);
      }),
    authorizationRevoked: async () => undefined,
    log,
    refused: say,
  });
  const bugs: unknown[] = [];
  const bug = (what: string, fields: object = {}) => void bugs.push(what, fields);
  const routes = new Map([['/github/webhooks', { post: receive }]]);
  const server = new HttpServer(routes, { info: bug, warn: bug, error: bug }, say);
  const port = await server.start('127.0.0.1', 0);
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${port}/github/webhooks`;
  const post = (body: string | Buffer, more: Readonly<Record<string, string | undefined>> = {}, method = 'POST') => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const outgoing = httpRequest(url, { method, agent: false }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode ?? 0);
    });
    for (const [name, value] of Object.entries({ ...headersOf(body), ...more })) {
      if (value !== undefined) outgoing.setHeader(name, value);
    }
    outgoing.on('error', reject);
    outgoing.end(body);
    return promise;
  };
  return { recorded, logged, bugs, url, post };
}

describe('a webhook with the right signature', () => {
  it('leaves one hint that says what it told', async () => {
    const { post, recorded } = await startReceiver();
    const body = JSON.stringify(payload);
    expect(await post(body)).toBe(202);
    expect(recorded).toEqual([
      {
        organizationLogin: 'acme',
        key: expect.stringMatching(/^72d3162e-cc78-11e3-81ab-4c9367dc0958:[0-9a-f]{64}$/),
        told: {
          event: 'personal_access_token_request',
          act: 'created',
          patRequestId: 77,
          tokenId: null,
          by: 'mona',
          byId: 11,
          holder: 'mona',
        },
      },
    ]);
  });

  it.each(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8'])(
    'is read as a form too: %s',
    async (type) => {
      const { post, recorded } = await startReceiver();
      const sender = { login: 'mona & co + 100%' };
      const body = new URLSearchParams({ payload: JSON.stringify({ ...payload, sender }) }).toString();
      expect(await post(body, { 'content-type': type })).toBe(202);
      expect(recorded).toMatchObject([
        { organizationLogin: 'acme', told: { patRequestId: 77, by: 'mona & co + 100%' } },
      ]);
      expect(await post(body, { 'content-type': type, 'x-hub-signature-256': signed(`${body} `) })).toBe(401);
    },
  );

  it('has the same key when it comes again, and another when its delivery id is used for something else', async () => {
    const { post, recorded } = await startReceiver();
    const other = JSON.stringify({ ...payload, action: 'approved' });
    for (const body of [JSON.stringify(payload), JSON.stringify(payload), other]) expect(await post(body)).toBe(202);
    const [first, second, third] = recorded.map(({ key }) => key);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it.each([
    ['missing', undefined],
    ['too long', 'a'.repeat(101)],
    ['no id at all', '"); drop table hints; --'],
  ])('is known by its body where its delivery id is %s', async (_, delivery) => {
    const { post, recorded } = await startReceiver();
    expect(await post(JSON.stringify(payload), { 'x-github-delivery': delivery })).toBe(202);
    expect(recorded[0]?.key).toMatch(/^:[0-9a-f]{64}$/);
  });

  it.each([
    ['a member who left', 'organization', { action: 'member_removed', organization: { login: 'acme' } }],
    [
      'an installation, which names its account only',
      'installation',
      { action: 'suspend', installation: { id: 3, account: { login: 'acme' } } },
    ],
  ])('leaves a hint of %s', async (_, event, body) => {
    const { post, recorded } = await startReceiver();
    expect(await post(JSON.stringify(body), { 'x-github-event': event })).toBe(202);
    expect(recorded).toMatchObject([{ organizationLogin: 'acme', told: null }]);
  });

  it.each([
    ['a ping', { zen: 'Keep it logically awesome.', hook_id: 1 }],
    ['an organization without a name', { organization: { login: '\u202e' } }],
  ])('is accepted and leaves nothing for %s', async (_, body) => {
    const { post, recorded } = await startReceiver();
    expect(await post(JSON.stringify(body))).toBe(202);
    expect(recorded).toEqual([]);
  });

  it('leaves short text without anything that hides or reorders', async () => {
    const { post, recorded } = await startReceiver();
    const sender = { login: `mo\u202ena\u0000\n${'x'.repeat(500)}` };
    expect(await post(JSON.stringify({ ...payload, action: 'a'.repeat(5_000), sender }))).toBe(202);
    const told = recorded[0]?.told;
    expect(told?.act).toHaveLength(100);
    expect(told?.by).toHaveLength(100);
    expect(told?.by).toMatch(/^mona ?x+$/);
  });

  it('is answered 503 where it could not be recorded, so that it counts as failed', async () => {
    const record = () => Promise.reject(new Fault('store', 'busy', { isRetryable: true }));
    const { post, logged } = await startReceiver({ record });
    expect(await post(JSON.stringify(payload))).toBe(503);
    expect(logged).toEqual(['a webhook could not be recorded {"code":"busy"}']);
  });

  it('is answered after the commit only', async () => {
    const events: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const { post } = await startReceiver({
      record: async () => {
        events.push('commit begins');
        resolve();
        await new Promise<void>((end) => setImmediate(end));
        events.push('commit ends');
      },
    });
    const answered = post(JSON.stringify(payload)).then(() => events.push('answered'));
    await promise;
    await answered;
    expect(events).toEqual(['commit begins', 'commit ends', 'answered']);
  });
});

describe('a webhook that is refused', () => {
  const body = JSON.stringify(payload);
  const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  it.each([
    ['without a signature', body, { 'x-hub-signature-256': undefined }, 401],
    ['with an empty signature', body, { 'x-hub-signature-256': '' }, 401],
    ['with another secret', body, { 'x-hub-signature-256': signed(body, 'sha256', 'guess') }, 401],
    ['with SHA-1 only', body, { 'x-hub-signature-256': undefined, 'x-hub-signature': signed(body, 'sha1') }, 401],
    ['with SHA-1 under the name of SHA-256', body, { 'x-hub-signature-256': signed(body, 'sha1') }, 401],
    ['with the signature of another body', body, { 'x-hub-signature-256': signed(`${body} `) }, 401],
    ['with a signature in capitals', body, { 'x-hub-signature-256': signed(body).toUpperCase() }, 401],
    ['with two signatures', body, { 'x-hub-signature-256': `${signed(body)}, ${signed(body)}` }, 401],
    ['without a body', '', {}, 401],
    ['that is no text', jpeg, {}, 401],
    ['as a form', body, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['without a type', body, { 'content-type': undefined }, 415],
    ['of a type that only begins like JSON', body, { 'content-type': 'application/jsonp' }, 415],
    ['that is no JSON', '{"action": ', {}, 400],
    ['that is a list', '[]', {}, 400],
    ['that is null', 'null', {}, 400],
    ['whose organization is text', '{"organization": "acme"}', {}, 400],
    [
      'whose request has no number',
      '{"organization": {"login": "acme"}, "personal_access_token_request": {}}',
      {},
      400,
    ],
  ])('%s', async (_, sent, headers, status) => {
    const { post, recorded, bugs } = await startReceiver();
    expect(await post(sent, headers)).toBe(status);
    expect(recorded).toEqual([]);
    expect(bugs).toEqual([]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s', async (method) => {
    const { post, recorded } = await startReceiver();
    expect(await post(method === 'GET' ? '' : body, {}, method)).toBe(405);
    expect(recorded).toEqual([]);
  });

  it('where no secret is set', async () => {
    const { post, recorded } = await startReceiver({ secret: null });
    expect(await post(body)).toBe(404);
    expect(recorded).toEqual([]);
  });

  it('says nothing of what was sent in the log', async () => {
    const { post, logged } = await startReceiver();
    await post('ghs_secret\nforged line', { 'x-hub-signature-256': 'sha256=abc' });
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toMatch(/ghs_secret|forged|abc/);
  });
});

describe('a body that is too large', () => {
  const spaces = (size: number): Buffer => Buffer.alloc(size, 0x20);

  it('is taken at 5 MiB and refused a byte later, right signature or not', async () => {
    const { post, recorded } = await startReceiver();
    const text = JSON.stringify(payload);
    const padded = Buffer.concat([Buffer.from(text), spaces(5 * mebibyte - text.length)]);
    expect(await post(padded)).toBe(202);
    expect(await post(Buffer.concat([padded, spaces(1)])).catch(() => 413)).toBe(413);
    expect(recorded).toHaveLength(1);
  });

  it('is refused by its length alone, before any of it is read', async () => {
    const { url } = await startReceiver();
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const headers = { ...headersOf('x'), 'content-length': String(60 * mebibyte) };
    const outgoing = httpRequest(url, { method: 'POST', agent: false, headers }, ({ statusCode }) =>
      resolve(statusCode),
    );
    outgoing.on('error', reject);
    outgoing.flushHeaders();
    expect(await promise).toBe(413);
    outgoing.on('error', () => undefined).destroy();
  });

  it('is refused where it does not say its length, and is not read on', async () => {
    const { url, recorded } = await startReceiver();
    const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
    const outgoing = httpRequest(url, { method: 'POST', agent: false, headers: headersOf('x') }, ({ statusCode }) =>
      resolve(statusCode),
    );
    outgoing.on('error', reject);
    // Never ended: whoever waits for the end waits for ever.
    outgoing.write(spaces(5 * mebibyte + 1));
    expect(await promise).toBe(413);
    expect(recorded).toEqual([]);
    outgoing.on('error', () => undefined).destroy();
  });
});

describe('a single byte that differs', () => {
  const body = Buffer.from(JSON.stringify({ ...payload, note: 'Grüße \ufffd \ufeff' }));

  it('in the body is refused', async () => {
    const { post, recorded } = await startReceiver();
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(body);
        changed[at] = (body[at] ?? 0) ^ flip;
        expect(await post(changed, { 'x-hub-signature-256': signed(body) })).toBe(401);
      }),
      { numRuns: 400 },
    );
    expect(recorded).toEqual([]);
    expect(await post(body)).toBe(202);
  });

  it('in the signature is refused', async () => {
    const { post, recorded } = await startReceiver();
    const right = signed(body);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(right.length - 1),
        fc.constantFrom(...'0123456789abcdefABCDEF=-'),
        async (at, character) => {
          fc.pre(right[at] !== character);
          const wrong = right.slice(0, at) + character + right.slice(at + 1);
          expect(await post(body, { 'x-hub-signature-256': wrong })).toBe(401);
        },
      ),
      { numRuns: 400 },
    );
    expect(recorded).toEqual([]);
  });

  it('that a lenient decoder would repair is refused', async () => {
    const { post, recorded } = await startReceiver();
    const text = Buffer.from(JSON.stringify({ ...payload, note: '\ufffd' }));
    const at = text.indexOf(Buffer.from('\ufffd'));
    const repaired = Buffer.concat([text.subarray(0, at), Buffer.from([0xff]), text.subarray(at + 3)]);
    expect(repaired.toString('utf8')).toBe(text.toString('utf8'));
    expect(await post(repaired, { 'x-hub-signature-256': signed(text) })).toBe(401);
    const withMark = Buffer.concat([Buffer.from('\ufeff'), text]);
    expect(await post(withMark, { 'x-hub-signature-256': signed(text) })).toBe(401);
    expect(recorded).toEqual([]);
  });
});

describe('GitHub’s own deliveries', () => {
  it('are taken, and one that is sent again has the same key', async () => {
    const { local } = await startGithub();
    const { url, recorded } = await startReceiver();
    local.webhooks.setUrl(url);
    const token = local.people.createToken('mona', 'acme', {
      name: 'deploy',
      permissions: { repository: { contents: 'read' } },
      repositorySelection: 'all',
      expiresAt: null,
      reason: randomUUID(),
    });
    const patRequestId = token.pending?.id;
    local.people.removeMember('dan-dev', 'acme', 'bea-owner');
    await local.webhooks.idle();
    for (const delivery of local.webhooks.deliveries) await local.webhooks.deliver(delivery);
    expect(local.webhooks.deliveries.map(({ answers }) => answers)).toEqual([
      [202, 202],
      [202, 202],
    ]);
    expect(recorded).toHaveLength(4);
    expect(new Set(recorded.map(({ key }) => key)).size).toBe(2);
    const made = {
      event: 'personal_access_token_request',
      act: 'created',
      patRequestId,
      tokenId: token.tokenId,
      by: 'mona',
      byId: expect.any(Number),
      holder: 'mona',
    };
    const left = { event: 'organization', act: 'member_removed', patRequestId: null, tokenId: null };
    const removed = {
      ...left,
      by: 'bea-owner',
      byId: expect.any(Number),
      holder: 'dan-dev',
      holderId: expect.any(Number),
    };
    expect(recorded.map(({ told }) => told)).toEqual([made, removed, made, removed]);
  });
});
