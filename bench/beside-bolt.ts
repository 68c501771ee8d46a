// Approve, `/pat request` and `/pat help` beside a bare Bolt that does the least they need; memory, start and bundle beside it.
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Write } from '../src/domain/change.ts';
import { dayMs, type GithubUserId, type SlackUserId } from '../src/domain/ids.ts';
import { openStore } from '../src/store/open-store.ts';
import { systemClock } from '../src/system-clock.ts';
import { messageCopy, organization, write } from '../test/store/sample-rows.ts';
import { pendingRequest } from '../test/support/sample-requests.ts';
import { median, percentile, print, type Row, spread } from './figures.ts';
import { askers, type Load, type Loaded, owners } from './outside.ts';
import { bundle, cpuSeconds, residentMiB, type Server, startOutside } from './servers.ts';
import { migrationsFolder } from './temporary-store.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, clicks: { type: 'string' }, kind: { type: 'string' } },
});
/** Many and short ones, so that what else the machine does falls on both. */
const rounds = Number(values.rounds ?? 11);
const starts = 5;
const usual = { help: 400, request: 200, approve: 100 } as const;
type Kind = keyof typeof usual;
const clicksOf = (kind: Kind): number => Number(values.clicks ?? usual[kind]);
// What an approval sets off goes on for a while: it comes last.
const kinds = (['help', 'request', 'approve'] as const).filter((kind) => (values.kind ?? kind) === kind);
/** So many people click at once. */
const atOnce = 8;
const most = clicksOf('approve') * (rounds + 1);

/** An organization that was listed, its people, and so many requests whose cards stand in the channel. */
async function prepare(path: string): Promise<void> {
  const store = await openStore(path, migrationsFolder);
  const now = systemClock.now();
  const people = [...askers, ...owners].map(({ slackId, login }) => ({
    ...{ slackId: slackId as SlackUserId, githubId: Number(login.slice(1)) as GithubUserId, login },
  }));
  const known = organization({ login: 'acme', baselinedAt: now, activeListedAt: now, paused: null, digestedAt: now });
  const writes: Write[] = [
    write('organizations', known),
    ...people.map((person) => write('people', { ...person, version: 1, linkedAt: now, proof: 'policy', by: null })),
  ];
  for (let number = 1; number <= most; number += 1) {
    const requester = people[number % askers.length];
    if (requester === undefined) throw new Error('nobody asks');
    const asked = { createdAt: now, changedAt: now, undecidedUntil: now + 7 * dayMs, draftId: `d${number}` };
    writes.push(write('token_requests', pendingRequest(number, { requester, ...asked })));
    const ts = `1780000000.${number}`;
    const subject = { of: 'request', number: pendingRequest(number).number } as const;
    writes.push(write('message_copies', messageCopy(`m${number}`, { subject, ts })));
  }
  for (let from = 0; from < writes.length; from += 500) {
    await store.commit({ writes: writes.slice(from, from + 500), entries: [], effects: [] }, now);
  }
  await store.close();
}

/** How many of the requests were approved: a refusal is answered with 200 as well. */
async function approvedIn(path: string): Promise<number> {
  const store = await openStore(path, migrationsFolder);
  const approved = (await store.approvedRequestsWithDate()).length;
  const lists = await Promise.all(
    askers.map(({ login }) => store.requestsOf(Number(login.slice(1)) as GithubUserId, most)),
  );
  await store.close();
  return approved + lists.flat().filter(({ status }) => status === 'approved').length;
}

const outside = await startOutside();
const bundled = await bundle(outside.address);
const idle: Row[] = [];
// Of a new installation: one with a day's work behind it has messages to send.
if (values.kind === undefined) {
  const [started, bareStarted, resident, bareResident, ready]: number[][] = [[], [], [], [], []];
  for (let round = 0; round < starts; round += 1) {
    const program = await bundled.program('answering');
    const bare = await bundled.bare();
    started?.push(program.startedMs / 1_000);
    bareStarted?.push(bare.startedMs / 1_000);
    await wait(5_000);
    resident?.push(residentMiB(program.pid));
    bareResident?.push(residentMiB(bare.pid));
    await program.stop();
    await bare.stop();
    const listed = await bundled.program('ready');
    ready?.push(listed.startedMs / 1_000);
    await listed.stop();
  }
  const over = (resident ?? []).map((mib, index) => mib - (bareResident?.[index] ?? 0));
  idle.push(
    ['start until it answers', spread(started ?? [], 's', 2), '< 0.4 s'],
    ['start until it has listed (`/readyz`)', spread(ready ?? [], 's', 2), ''],
    ['start of bare Bolt', spread(bareStarted ?? [], 's', 2), ''],
    ['idle memory', spread(resident ?? [], 'MiB'), ''],
    ['idle memory over bare Bolt', spread(over, 'MiB'), '< 30 MiB'],
    [
      'bundle',
      `${(bundled.size.program / 1e6).toFixed(1)} MB, bare Bolt’s ${(bundled.size.bare / 1e6).toFixed(1)} MB`,
      'what runs',
    ],
  );
}

for (const end of ['', '-wal', '-shm']) rmSync(`${bundled.databasePath}${end}`, { force: true });
await prepare(bundled.databasePath);

type Sample = { readonly perSecond: number; readonly cpuMs: number; readonly p99: number; readonly failed: number };

async function clicked(server: Server, kind: Kind, from: number): Promise<Sample> {
  const count = clicksOf(kind);
  const load: Load = { kind, url: `${server.address}/slack/events`, count, atOnce, from };
  const before = cpuSeconds(server.pid);
  outside.child.send(load);
  const [{ ms, failed, times }] = (await once(outside.child, 'message')) as [Loaded];
  const cpuMs = ((cpuSeconds(server.pid) - before) * 1_000) / count;
  return { perSecond: (count * 1_000) / ms, cpuMs, p99: percentile(times, 0.99), failed };
}

const middle = (all: readonly Sample[], of: keyof Sample): number => median(all.map((one) => one[of]));

/** Beside a bare Bolt that makes the same calls and writes the same rows: what is left is ours. */
function besideAlike(mine: readonly Sample[], alike: readonly Sample[]): readonly Row[] {
  if (alike.length === 0) return [];
  const ratios = mine.map(({ perSecond }, index) => perSecond / (alike[index]?.perSecond ?? Number.NaN));
  const name = 'bare Bolt with the same two calls and the same rows in one transaction';
  return [
    [
      name,
      spread(
        alike.map(({ perSecond }) => perSecond),
        '/s',
      ),
      '',
    ],
    ['ratio beside that one, round by round', spread(ratios, '', 2), ''],
    ['its processor time an answer', `${middle(alike, 'cpuMs').toFixed(2)} ms`, ''],
  ];
}

const names = { approve: 'Approve', request: '`/pat request`', help: '`/pat help`' } as const;
const goals = { approve: '≥ 0.6', request: '≥ 0.9', help: '≥ 0.95' } as const;
const rows: Row[] = [];

// Copied before anybody has the database open.
const same = kinds.includes('approve') ? await bundled.bare('same') : null;
const [ours, theirs] = [await bundled.program('watched'), await bundled.bare()];
await wait(3_000);
ours.watchLoop();
for (const kind of kinds) {
  const [mine, bare, alike]: [Sample[], Sample[], Sample[]] = [[], [], []];
  for (let round = 0; round <= rounds; round += 1) {
    const [one, other] = [await clicked(ours, kind, round * clicksOf(kind) + 1), await clicked(theirs, kind, 1)];
    const third = same !== null && kind === 'approve' ? [await clicked(same, kind, round * clicksOf(kind) + 1)] : [];
    // The first round compiles the code.
    if (round === 0) continue;
    mine.push(one);
    bare.push(other);
    alike.push(...third);
    await wait(200);
  }
  const ratios = mine.map(({ perSecond }, index) => perSecond / (bare[index]?.perSecond ?? Number.NaN));
  rows.push(
    [
      `${names[kind]}: answers a second, ${atOnce} at once`,
      spread(
        mine.map(({ perSecond }) => perSecond),
        '/s',
      ),
      '',
    ],
    [
      'bare Bolt',
      spread(
        bare.map(({ perSecond }) => perSecond),
        '/s',
      ),
      '',
    ],
    ['ratio, round by round', spread(ratios, '', 2), goals[kind]],
    [
      'processor time an answer, beside bare Bolt',
      `${middle(mine, 'cpuMs').toFixed(2)} ms, ${middle(bare, 'cpuMs').toFixed(2)} ms`,
      '',
    ],
    ['p99', `${middle(mine, 'p99').toFixed(0)} ms, ${middle(bare, 'p99').toFixed(0)} ms`, ''],
    ...besideAlike(mine, alike),
    ['not answered', String([...mine, ...bare, ...alike].reduce((sum, { failed }) => sum + failed, 0)), '0'],
  );
}
await ours.stop();
await theirs.stop();
await same?.stop();
rows.push(['longest stretch of the event loop in all of it', `${bundled.longestMs().toFixed(0)} ms`, '< 50 ms']);
if (kinds.includes('approve')) {
  const approved = await approvedIn(bundled.databasePath);
  if (approved !== most) throw new Error(`${approved} of ${most} requests were approved`);
}

print([...rows, ...idle]);
bundled.remove();
process.exit();
