// Type-ahead over many repositories, all of the way from Slack and back: the program as it is bundled, on the first core, and four people who type.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { GithubUserId, SlackUserId } from '../src/domain/ids.ts';
import { openStore } from '../src/store/open-store.ts';
import { systemClock } from '../src/system-clock.ts';
import { draft, write } from '../test/store/sample-rows.ts';
import { percentile, print, spread } from './figures.ts';
import { askers, draftOf, type Load, type Loaded } from './outside.ts';
import { bundle, cpuSeconds, startOutside } from './servers.ts';
import { migrationsFolder } from './temporary-store.ts';

const repositories = 50_000;
const rounds = 7;
const perRound = 1_000;
const atOnce = 4;

// Before the process of what is outside begins: its GitHub has so many.
process.env.BENCH_REPOSITORIES = String(repositories);
const outside = await startOutside();
const bundled = await bundle(outside.address);

const store = await openStore(bundled.databasePath, migrationsFolder);
const now = systemClock.now();
const people = askers.map(({ slackId, login }) => ({
  ...{ slackId: slackId as SlackUserId, githubId: Number(login.slice(1)) as GithubUserId, login },
  ...{ version: 1, linkedAt: now, proof: 'policy' as const, by: null },
}));
const forms = people.map(({ slackId }) => write('drafts', draft(draftOf(slackId), { slackId, createdAt: now })));
await store.commit({ writes: [...people.map((one) => write('people', one)), ...forms], entries: [], effects: [] }, now);
await store.close();

const server = await bundled.program('watched');

async function typed(count: number): Promise<Loaded> {
  const load: Load = { kind: 'suggest', url: `${server.address}/slack/events`, count, atOnce, from: 1 };
  outside.child.send(load);
  const [loaded] = (await once(outside.child, 'message')) as [Loaded];
  return loaded;
}

// Until the program has read the list, which a start does by itself.
while ((await typed(1)).failed > 0) await wait(200);
await typed(perRound);
server.watchLoop();
const [slowest, middle]: [number[], number[]] = [[], []];
let failed = 0;
const before = cpuSeconds(server.pid);
for (let round = 0; round < rounds; round += 1) {
  const loaded = await typed(perRound);
  slowest.push(percentile(loaded.times, 0.99));
  middle.push(percentile(loaded.times, 0.5));
  failed += loaded.failed;
}
const cpuMs = ((cpuSeconds(server.pid) - before) * 1_000) / (rounds * perRound);
await server.stop();
print([
  [
    `type-ahead over ${repositories.toLocaleString('en')} repositories, ${atOnce} at once, from Slack and back: p99 of ${perRound.toLocaleString('en')}`,
    spread(slowest, 'ms', 1),
    '< 15 ms',
  ],
  ['the same, the middle one', spread(middle, 'ms', 1), ''],
  ['processor time an answer', `${cpuMs.toFixed(2)} ms`, ''],
  ['longest stretch of the event loop', `${bundled.longestMs().toFixed(0)} ms`, '< 50 ms'],
  ['not answered, or with nothing', String(failed), '0'],
]);
bundled.remove();
process.exit();
