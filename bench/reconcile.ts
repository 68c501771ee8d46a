// How long a pass over many active tokens takes, beside only fetching their pages, in one process and in the same minute.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { channel, createWorld, organization } from '@countersign/sandbox-stage/cast';
import { createApp } from '../src/app.ts';
import { parsePolicy } from '../src/config/policy-file.ts';
import { createGithub } from '../src/github/gateway.ts';

const { values } = parseArgs({ options: { tokens: { type: 'string' }, rounds: { type: 'string' } } });
const many = Number(values.tokens ?? 100_000);
const rounds = Number(values.rounds ?? 3);
const dayMs = 86_400_000;
const now = Date.parse('2027-03-01T09:30:00Z');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const world = await createWorld(() => new Date(now));
for (let index = 0; index < many; index += 1) {
  world.github.people.createToken('bea-owner', organization, {
    name: `token-${index}`,
    permissions: { repository: { contents: 'read', issues: 'write' }, organization: { members: 'read' } },
    repositorySelection: 'all',
    expiresAt: index % 10 === 0 ? null : new Date(now + (40 + (index % 300)) * dayMs),
  });
}
const read = parsePolicy(world.policy, 'policy.yml');
if ('problems' in read) throw new Error(read.problems.join('\n'));
const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const config = world.configFor(join(folder, 'countersign.db'));

async function timed(work: () => Promise<unknown>): Promise<{ readonly seconds: number; readonly calls: number }> {
  const { calls } = world.github.server;
  calls.length = 0;
  const startedAt = performance.now();
  await work();
  return { seconds: (performance.now() - startedAt) / 1_000, calls: calls.length };
}

function middle(all: readonly number[]): number {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
}

const alone = createGithub({
  apiUrl: config.githubApiUrl,
  appId: config.githubAppId,
  privateKey: world.secrets.githubAppPrivateKey,
  now: () => now,
  isPaced: false,
});
let app: Awaited<ReturnType<typeof createApp>> | null = null;
const first = await timed(async () => {
  app = await createApp(config, world.secrets, read.policy, {
    clock: { now: () => now, elapsedMs: () => now },
    log: quiet,
    migrationsFolder: resolve(import.meta.dirname, '../db/migrations'),
    hasTimetable: false,
    isGithubPaced: false,
  });
  await app.idle();
});
const running = app as unknown as Awaited<ReturnType<typeof createApp>>;
const messages = world.slack.messagesIn(channel).length;
const fetches: number[] = [];
const passes: number[] = [];
let calls = { alone: 0, pass: 0 };
for (let round = 0; round < rounds; round += 1) {
  const fetched = await timed(async () => {
    await alone.listPendingTokens(organization);
    await alone.listActiveTokens(organization);
  });
  const passed = await timed(() => running.wake('listActive'));
  fetches.push(fetched.seconds);
  passes.push(passed.seconds);
  calls = { alone: fetched.calls, pass: passed.calls };
}
const [fetchSeconds, passSeconds] = [middle(fetches), middle(passes)];
const peakMiB = process.resourceUsage().maxRSS / 1_024;
const told = world.slack.messagesIn(channel).length - messages;
await running.stop();
await world.stop();
rmSync(folder, { recursive: true, force: true });

const lines: readonly (readonly [string, string])[] = [
  ['active tokens', many.toLocaleString('en')],
  ['first pass (everything is recorded)', `${first.seconds.toFixed(1)} s, ${first.calls} calls`],
  [`fetching alone (median of ${rounds})`, `${fetchSeconds.toFixed(2)} s, ${calls.alone} calls`],
  [`a quiet pass (median of ${rounds})`, `${passSeconds.toFixed(2)} s, ${calls.pass} calls`],
  ['ratio', (passSeconds / fetchSeconds).toFixed(2)],
  ['messages after the first pass', String(told)],
  ['peak memory, the local GitHub and Slack included', `${peakMiB.toFixed(0)} MiB`],
];
process.stdout.write(['| | |', '|---|---|', ...lines.map(([what, value]) => `| ${what} | ${value} |`), ''].join('\n'));
process.exit();
