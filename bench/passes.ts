// The first pass over many active tokens, a quiet one beside fetching alone, and what clicks wait for meanwhile. GitHub and Slack are in a
// process of their own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { organization, type World } from '@countersign/sandbox-stage/cast';
import { createApp } from '../src/app.ts';
import type { Config } from '../src/config/environment.ts';
import { parsePolicy } from '../src/config/policy-file.ts';
import { createGithub } from '../src/github/gateway.ts';
import { systemClock } from '../src/system-clock.ts';
import { median, percentile, print, spread } from './figures.ts';
import { measured } from './loop-delay.ts';
import { migrationsFolder } from './temporary-store.ts';

type Started = { readonly config: Config; readonly secrets: World['secrets']; readonly policy: string };
type Clicks = { readonly clicks: readonly { readonly ms: number; readonly status: number }[] };

const { values } = parseArgs({ options: { tokens: { type: 'string' }, rounds: { type: 'string' } } });
const many = Number(values.tokens ?? 10_000);
const rounds = Number(values.rounds ?? 5);
const now = systemClock.now();
const world = fork(join(import.meta.dirname, 'ready-github.ts'), [String(many), String(now)]);
const [{ config, secrets, policy }] = (await once(world, 'message')) as [Started];
const read = parsePolicy(policy, 'policy.yml');
if ('problems' in read) throw new Error(read.problems.join('\n'));
const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const alone = createGithub({
  apiUrl: config.githubApiUrl,
  appId: config.githubAppId,
  privateKey: secrets.githubAppPrivateKey,
  now: systemClock.now,
  elapsedMs: systemClock.elapsedMs,
  isPaced: false,
});
const fetching = async (): Promise<void> => {
  await alone.listPendingTokens(organization);
  await alone.listActiveTokens(organization);
};
// Pages are made, and code is compiled.
await fetching();
const fetchedFirst = await measured(fetching);
const app = await createApp({ ...config, databasePath: join(folder, 'bench.db') }, secrets, read.policy, {
  clock: systemClock,
  log: quiet,
  migrationsFolder,
  hasTimetable: false,
  isGithubPaced: false,
});
world.send(`http://127.0.0.1:${app.port}/slack/events`);
const first = await measured(() => app.idle());
world.send('enough');
const [{ clicks }] = (await once(world, 'message')) as [Clicks];
const fetches: number[] = [];
const passes: number[] = [];
const stretches: number[] = [];
const fetchStretches: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const fetched = await measured(fetching);
  const passed = await measured(() => app.wake('listActive'));
  fetches.push(fetched.ms / 1_000);
  passes.push(passed.ms / 1_000);
  stretches.push(passed.longestMs);
  fetchStretches.push(fetched.longestMs);
}
const peakMiB = process.resourceUsage().maxRSS / 1_024;
await app.stop();
world.disconnect();
rmSync(folder, { recursive: true, force: true });
const refused = clicks.filter(({ status }) => status !== 200).length;
const times = clicks.map(({ ms }) => ms);
print([
  ['active tokens', many.toLocaleString('en'), ''],
  [
    'first pass, beside fetching alone',
    `${((first.ms - fetchedFirst.ms) / 1_000).toFixed(1)} s`,
    '≤ 5 s of 10,000, ≤ 60 s of 100,000',
  ],
  [
    'processor time of it, and of fetching alone',
    `${(first.cpuMs / 1_000).toFixed(1)} s, ${(fetchedFirst.cpuMs / 1_000).toFixed(1)} s`,
    '',
  ],
  ['longest stretch of the event loop in it', `${first.longestMs.toFixed(0)} ms`, '< 50 ms'],
  [`\`/pat list\` meanwhile, p99 of ${clicks.length}`, `${percentile(times, 0.99).toFixed(0)} ms`, '< 150 ms'],
  ['not answered', String(refused), '0'],
  ['fetching alone', spread(fetches, 's', 2), ''],
  ['a quiet pass', spread(passes, 's', 2), ''],
  ['ratio', (median(passes) / median(fetches)).toFixed(2), '≤ 1.2'],
  ['longest stretch in a quiet pass', spread(stretches, 'ms'), '< 50 ms'],
  ['longest stretch in fetching alone', spread(fetchStretches, 'ms'), ''],
  ['peak memory of the process', `${peakMiB.toFixed(0)} MiB`, ''],
]);
process.exit();
