import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { healthz } from '../src/health.ts';

async function ask(check: () => Promise<void>, sinceTickMs: number | null) {
  let status = 0;
  let body: unknown;
  const response = {
    writeHead: (code: number) => {
      status = code;
      return response;
    },
    end: (text: string) => {
      body = JSON.parse(text);
    },
  };
  await healthz(check, () => sinceTickMs)({} as IncomingMessage, response as unknown as ServerResponse);
  return { status, body };
}

const writes = async (): Promise<void> => undefined;

describe('/healthz', () => {
  it.each([
    ['ticked just now', 700, 200, { status: 'ok', lastTickSecondsAgo: 0 }],
    ['ticked a while ago', 90_000, 200, { status: 'ok', lastTickSecondsAgo: 90 }],
    ['stopped ticking', 180_000, 503, { status: 'the timetable does not tick', lastTickSecondsAgo: 180 }],
    ['has no timetable', null, 200, { status: 'ok', lastTickSecondsAgo: null }],
  ] as const)('of a process that %s', async (_, sinceTickMs, status, body) => {
    expect(await ask(writes, sinceTickMs)).toEqual({ status, body });
  });

  it('of a process whose database takes no write', async () => {
    expect(await ask(() => Promise.reject(new Error('full')), 1_000)).toEqual({
      status: 503,
      body: { status: 'the database does not take a write', lastTickSecondsAgo: 1 },
    });
  });
});
