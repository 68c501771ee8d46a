import { describe, expect, it, onTestFinished } from 'vitest';
import { healthz, readyz } from '../src/health.ts';
import { Fault } from '../src/ports/fault.ts';
import { type Handler, HttpServer } from '../src/server.ts';
import { memoryLog } from './support/start-world.ts';

async function ask(get: Handler): Promise<readonly [number, unknown]> {
  const server = new HttpServer(new Map([['/asked', { get }]]), memoryLog().log, () => undefined);
  const port = await server.start('127.0.0.1', 0);
  onTestFinished(() => server.stop());
  const answer = await fetch(`http://127.0.0.1:${port}/asked`);
  return [answer.status, await answer.json()];
}

const storeFault = (code: string) => () => Promise.reject(new Fault('store', code, { isRetryable: true }));

describe('/healthz', () => {
  it.each([
    { what: 'takes a write', check: async () => undefined, status: 200, said: 'ok' },
    { what: 'is merely busy', check: storeFault('busy'), status: 200, said: 'ok' },
    { what: 'is full', check: storeFault('full'), status: 503, said: 'the database does not take a write' },
    { what: 'is damaged', check: storeFault('corrupt'), status: 503, said: 'the database does not take a write' },
  ])('is $status where the database $what', async ({ check, status, said }) => {
    expect(await ask(healthz(check, () => 700))).toEqual([status, { status: said, lastTickSecondsAgo: 0 }]);
  });
});

describe('/healthz of a timetable', () => {
  it.each([
    ['ticked just now', 700, 200, { status: 'ok', lastTickSecondsAgo: 0 }],
    ['ticked a while ago', 90_000, 200, { status: 'ok', lastTickSecondsAgo: 90 }],
    ['stopped ticking', 180_000, 503, { status: 'the timetable does not tick', lastTickSecondsAgo: 180 }],
    ['was never wanted', null, 200, { status: 'ok', lastTickSecondsAgo: null }],
  ] as const)('that %s', async (_, sinceTickMs, status, body) => {
    const answered = await ask(
      healthz(
        async () => undefined,
        () => sinceTickMs,
      ),
    );
    expect(answered).toEqual([status, body]);
  });
});

describe('/readyz', () => {
  const listing = { organization: 'acme', pendingListedAt: null, activeListedAt: null, paused: 'suspended' };
  it('is 200 whatever GitHub owes, and tells it', async () => {
    const answered = await ask(
      readyz({ listings: async () => [listing], isReachable: () => true, isKnownToSlack: async () => true }),
    );
    expect(answered).toEqual([200, { status: 'ready', waitsFor: [], github: [listing] }]);
  });

  it('is 503 where the database can’t be read or Slack does not know us, and says what it waits for', async () => {
    const answered = await ask(
      readyz({ listings: storeFault('disk'), isReachable: () => true, isKnownToSlack: async () => false }),
    );
    const waitsFor = ['a database that can be read', 'a bot token that Slack takes'];
    expect(answered).toEqual([503, { status: 'not ready', waitsFor, github: [] }]);
  });
});
