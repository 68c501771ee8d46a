// What the database is asked most: due notices among many rows beside raw SQL, type-ahead over many repositories; how it grows, and how long
// the trail takes to be verified.
import { statSync } from 'node:fs';
import type { Write } from '../src/domain/change.ts';
import { acme, activeToken, dueNotice, entry, messageCopy, post, write } from '../test/store/sample-rows.ts';
import { approvedRequest } from '../test/support/sample-requests.ts';
import { repository } from '../test/support/sample-scopes.ts';
import { dueNotices } from './due-notices.ts';
import { percentile, print, type Row } from './figures.ts';
import { measured } from './loop-delay.ts';
import { openBenchStore } from './temporary-store.ts';

const now = Date.parse('2027-03-01T09:30:00Z');
const none = { writes: [], entries: [], effects: [] };

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

/** An approved request, and where its two messages stand. */
function requestOf(index: number): readonly Write[] {
  const request = { ...approvedRequest(index), draftId: `draft ${index}` };
  const subject = { of: 'request', number: request.number } as const;
  return [
    write('token_requests', request),
    write('message_copies', messageCopy(`card ${index}`, { subject, ts: `${index}.000001` })),
    write('message_copies', messageCopy(`own ${index}`, { subject, message: 'request_sent', ts: `${index}.000002` })),
  ];
}

/** What is planned of an end where the policy lists no other days. */
const thresholds = [14, 7, 3, 1, 0, 'expired'] as const;

/** A token, and what is planned of its end. */
function tokenOf(index: number): readonly Write[] {
  const id = `a${index}`;
  return [
    write('active_tokens', activeToken(id, { tokenId: index, patId: index } as never)),
    ...thresholds.map((threshold) =>
      write('due_notices', dueNotice(`${id} ${threshold}`, { activeTokenId: id, threshold })),
    ),
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
    writes: each(from, tokenOf).flat(),
    entries: each(from, () => entry()),
  }));
  const requests = await grown((from) => ({
    writes: each(from, requestOf).flat(),
    entries: each(from, (index) => entry({ subject: `PAT-${index}` })),
    effects: each(from, (index) => [post(`card ${index}`), post(`own copy ${index}`)]).flat(),
  }));
  const entries = await grown((from) => ({ ...none, entries: each(from, () => entry()) }));
  return [
    [
      'bytes a request (its row, its card and its own copy with what sent them, one entry, and indexes)',
      requests.bytes.toFixed(0),
      '',
    ],
    ['bytes a token (its row, six notices, one entry, and indexes)', tokens.bytes.toFixed(0), ''],
    ['bytes of 1,000 entries', `${((entries.bytes * 1_000) / 1e6).toFixed(2)} MB`, ''],
    [
      'verifying 100,000 entries, from 5,000',
      `${((entries.ms * 20) / 1_000).toFixed(1)} s, longest stretch ${entries.longestMs.toFixed(0)} ms`,
      '< 50 ms',
    ],
  ];
}

print([...(await dueNotices(10_000)), ...(await dueNotices(1_000_000)), ...(await typeAhead()), ...(await growth())]);
process.exit();
