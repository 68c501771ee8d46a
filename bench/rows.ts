// What the database is asked most: due notices among many rows beside raw SQL, type-ahead over many repositories; how it grows, and how long
// the trail takes to be verified.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { parsePolicy } from '../src/config/policy-file.ts';
import { remindDue } from '../src/operations/due/remind-due.ts';
import type { Ports } from '../src/ports/ports.ts';
import { acme, activeToken, dueNotice, entry, organization, person, write } from '../test/store/sample-rows.ts';
import { repository } from '../test/support/sample-scopes.ts';
import { median, percentile, print, type Row, spread } from './figures.ts';
import { measured } from './loop-delay.ts';
import { openBenchStore } from './temporary-store.ts';

const now = Date.parse('2027-03-01T09:30:00Z');
const dayMs = 86_400_000;
const rounds = 5;
const read = parsePolicy(
  'organizations:\n  - { login: acme, channel: C0CARDS }\npeople:\n  U0MONA: mona\n',
  'policy.yml',
);
if ('problems' in read) throw new Error(read.problems.join('\n'));
const { policy } = read;
const none = { writes: [], entries: [], effects: [] };

/** So many planned notices a year from now, and of them `due` more at each round. */
async function notices(rows: number): Promise<readonly Row[]> {
  const { store, path, remove } = await openBenchStore();
  await store.commit({ ...none, writes: [write('organizations', organization()), write('people', person())] }, now);
  const sample = JSON.stringify(dueNotice('n').holder);
  const raw = new Sqlite(path);
  const fill = (from: number, count: number, dueAt: number): void => {
    raw
      .prepare(
        `with recursive n(i) as (select ? union all select i + 1 from n where i + 1 < ?) insert into due_notices
        (id, version, organization_id, active_token_id, holder, expires_at, threshold, due_at, status)
        select 'n' || i, 1, 1, 't' || i, ?, ?, '7', ? + i % 86400000, 'planned' from n`,
      )
      .run(from, from + count, sample, now + 400 * dayMs, dueAt);
  };
  const clock = { now: () => now, elapsedMs: () => performance.now() };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const wake = { outbox: () => undefined, reconcile: () => undefined };
  const time = { isSure: () => true, now: () => now };
  const ports = { store, clock, log, wake, time, policy: () => policy } as unknown as Ports;
  fill(0, rows, now + 300 * dayMs);
  // What falls due within a day is looked at for the digest.
  fill(rows, 11_000, now + 3_600_000);
  const ours: number[] = [];
  const theirs: number[] = [];
  const stretches: number[] = [];
  const select = raw.prepare("select * from due_notices where status = 'planned' and due_at <= ? order by due_at");
  const claim = raw.prepare(
    "update due_notices set status = 'claimed', version = version + 1 where id = ? and version = ?",
  );
  raw.exec('create table told (seq integer primary key, at, actor, act, subject, data, prev, hash)');
  const record = raw.prepare(
    "insert into told (at, actor, act, subject, data, prev, hash) values (?, 'c', 'a', ?, ?, ?, ?)",
  );
  for (let round = 0; round < rounds; round += 1) {
    fill(10_000_000 + round * 10_000, 1_000, now - 2 * dayMs);
    const startedAt = performance.now();
    const found = select.all(now) as { readonly id: string; readonly version: number; readonly holder: string }[];
    raw.transaction(() => {
      let hash = '0'.repeat(64);
      for (const { id, version, holder } of found) {
        claim.run(id, version);
        const data = JSON.stringify({ id, holder: JSON.parse(holder) });
        hash = createHash('sha256').update(`${hash}${data}`).digest('hex');
        record.run(now, id, data, hash, hash);
      }
      raw.exec('delete from told');
    })();
    theirs.push(performance.now() - startedAt);
    fill(20_000_000 + round * 10_000, 1_000, now - 2 * dayMs);
    const reminded = await measured(() => remindDue(ports));
    ours.push(reminded.ms);
    stretches.push(reminded.longestMs);
  }
  const quiet = await measured(() => remindDue(ports));
  raw.close();
  await store.close();
  remove();
  const among = `among ${rows.toLocaleString('en')} rows`;
  return [
    [`1,000 due notices ${among}, raw SQL (read, claimed, recorded)`, spread(theirs, 'ms'), ''],
    [`the same by the program (read, claimed, told and recorded)`, spread(ours, 'ms'), ''],
    ['ratio', (median(ours) / median(theirs)).toFixed(1), '≤ 1.3'],
    ['longest stretch of the event loop', spread(stretches, 'ms'), '< 50 ms'],
    [
      'a tick with 11,000 notices in the next day and none due',
      `${quiet.ms.toFixed(0)} ms, longest stretch ${quiet.longestMs.toFixed(0)} ms`,
      '< 50 ms',
    ],
  ];
}

async function typeAhead(): Promise<readonly Row[]> {
  const { store, remove } = await openBenchStore();
  const words = ['pay', 'web', 'data', 'infra', 'mobile', 'search', 'ledger', 'auth'];
  const list = Array.from({ length: 50_000 }, (_, index) =>
    repository(index + 1, `${words[index % 8] ?? ''}-${words[(index >> 3) % 8] ?? ''}-service-${index}`),
  );
  const first = await measured(() => store.replaceRepositories(acme, list, now));
  const again = await measured(() => store.replaceRepositories(acme, list, now));
  const times: number[] = [];
  const typed = ['p', 'pay', 'pay-w', 'service-4', 'nothing-like-it', 'ledger-auth', '49999', 'e'];
  for (let round = 0; round < 250; round += 1) {
    await Promise.all(
      [0, 1, 2, 3].map(async (one) => {
        const startedAt = performance.now();
        await store.searchRepositories(acme, typed[(round + one) % typed.length] ?? '', 100);
        times.push(performance.now() - startedAt);
      }),
    );
  }
  await store.close();
  remove();
  return [
    [
      'type-ahead over 50,000 repositories, four at once, in the store: p99 of 1,000',
      `${percentile(times, 0.99).toFixed(1)} ms`,
      '< 15 ms',
    ],
    [
      'the list written for the first time',
      `${first.ms.toFixed(0)} ms, longest stretch ${first.longestMs.toFixed(0)} ms`,
      '< 50 ms',
    ],
    ['the same list again', `${again.ms.toFixed(0)} ms, longest stretch ${again.longestMs.toFixed(0)} ms`, '< 50 ms'],
  ];
}

async function growth(): Promise<readonly Row[]> {
  const rowsOfEach = 5_000;
  const grown = async (
    write: (from: number) => Parameters<Awaited<ReturnType<typeof openBenchStore>>['store']['commit']>[0],
  ) => {
    const { store, path, reopen, remove } = await openBenchStore();
    await store.close();
    const before = statSync(path).size;
    const again = await reopen();
    for (let from = 0; from < rowsOfEach; from += 250) await again.commit(write(from), now);
    const { ms, longestMs } = await measured(() => again.firstBrokenEntry());
    await again.close();
    const bytes = (statSync(path).size - before) / rowsOfEach;
    remove();
    return { bytes, ms, longestMs };
  };
  const each = <T>(from: number, one: (index: number) => T): readonly T[] =>
    Array.from({ length: 250 }, (_, index) => one(from + index));
  const tokens = await grown((from) => ({
    ...none,
    writes: each(from, (index) =>
      write('active_tokens', activeToken(`a${index}`, { tokenId: index, patId: index } as never)),
    ),
  }));
  const entries = await grown((from) => ({ ...none, entries: each(from, () => entry()) }));
  return [
    ['bytes a token (its row and indexes)', tokens.bytes.toFixed(0), ''],
    ['bytes of 1,000 entries', `${((entries.bytes * 1_000) / 1e6).toFixed(2)} MB`, ''],
    [
      'verifying 100,000 entries, from 5,000',
      `${((entries.ms * 20) / 1_000).toFixed(1)} s, longest stretch ${entries.longestMs.toFixed(0)} ms`,
      '< 50 ms',
    ],
  ];
}

print([...(await notices(10_000)), ...(await notices(1_000_000)), ...(await typeAhead()), ...(await growth())]);
process.exit();
