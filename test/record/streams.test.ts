import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addressStream } from '../../src/record/address-stream.ts';
import { fileStream } from '../../src/record/file-stream.ts';

const range = { first: 1, last: 2 };
const now = Date.UTC(2026, 2, 1, 9);
const secret = 'a secret of at least sixteen characters';

type Got = { readonly headers: Readonly<Record<string, unknown>>; readonly body: string };

/** Somebody who takes what is posted, and answers as told. */
async function receiver(answers: readonly number[]) {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      const status = answers[got.length - 1] ?? 200;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('thank you');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trail`;
  return { got, stream: addressStream({ url, secret, now: () => now }) };
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'countersign-stream-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('entries that are posted', () => {
  it('are signed, with the moment, so that they can be nobody else’s and no old ones', async () => {
    const { got, stream } = await receiver([202]);
    expect(await stream.send('{"seq":1}\n{"seq":2}\n', range)).toBeNull();
    const [{ headers, body } = { headers: {}, body: '' }] = got;
    const timestamp = String(now / 1_000);
    const signature = createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex');
    expect(body).toBe('{"seq":1}\n{"seq":2}\n');
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'countersign-timestamp': timestamp,
      'countersign-signature': `v1=${signature}`,
      'countersign-entries': '1-2',
    });
  });

  it.each([
    ['was busy', 503, 'status_503'],
    ['did not know us', 401, 'status_401'],
    ['sent us elsewhere', 302, 'network'],
  ])('are not kept where the receiver %s', async (_, status, why) => {
    const { got, stream } = await receiver([status]);
    expect(await stream.send('{}\n', range)).toBe(why);
    expect(got).toHaveLength(1);
  });

  it('are not kept where nobody listens', async () => {
    const stream = addressStream({ url: 'http://127.0.0.1:9/trail', secret, now: () => now });
    expect(await stream.send('{}\n', range)).toBe('network');
  });

  it('have a receiver whose name tells nothing of its address', () => {
    const one = addressStream({ url: 'https://siem.example/key-4711', secret, now: () => now });
    const other = addressStream({ url: 'https://siem.example/key-4712', secret, now: () => now });
    expect(one.id).toMatch(/^[0-9a-f]{16}$/);
    expect(one.id).not.toBe(other.id);
  });
});

describe('entries that are written to a file', () => {
  it('are appended, for its owner’s eyes only', async () => {
    const path = join(folder(), 'trail.jsonl');
    expect(await fileStream(path).send('{"seq":1}\n', range)).toBeNull();
    expect(await fileStream(path).send('{"seq":2}\n', range)).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('{"seq":1}\n{"seq":2}\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('go to a new file where the old one was moved away', async () => {
    const path = join(folder(), 'trail.jsonl');
    const stream = fileStream(path);
    await stream.send('{"seq":1}\n', range);
    rmSync(path);
    await stream.send('{"seq":2}\n', range);
    expect(readFileSync(path, 'utf8')).toBe('{"seq":2}\n');
  });

  it('are not kept where nothing can be written', async () => {
    const path = join(folder(), 'trail.jsonl');
    mkdirSync(path);
    expect(await fileStream(path).send('{}\n', range)).toBe('EISDIR');
  });
});
