import { expect, it } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { acme, change, messageCopy, noon, oneOfEach, post, write } from '../sample-rows.ts';
import { openTemporaryStore, query, temporaryDatabase } from './temporary-database.ts';

const many = 3_000;
const dayMs = 86_400_000;

/** A row of each table, again and again with what has to differ, as they are where most of them are over. */
const grown: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  token_requests: {
    number: '1000 + g',
    draft_id: "'d' || g",
    status: "'fulfilled'",
    claimed_by_token_id: 'null',
    classic: 'null',
    requester_github_id: '1000 + g',
    holder_github_id: '1000 + g',
  },
  pending_tokens: { id: "'p' || g", pat_request_id: '1000 + g', token_id: '1000 + g', status: "'approved'" },
  active_tokens: {
    id: "'a' || g",
    pat_id: '1000 + g',
    token_id: '1000 + g',
    holder_github_id: '1000 + g',
    status: "'expired'",
    danger: 'null',
  },
  due_notices: { id: "'n' || g", active_token_id: "'a' || g", status: "'claimed'" },
  hints: { key: "'h' || g", id: "'h' || g", handled_at: `${noon}`, told_token_id: '1000 + g' },
  message_copies: { id: "'m' || g", ts: "g || '.1'", subject_key: "'s' || g", has_private_names: 'false' },
  effects: { id: '1000 + g', key: "'e' || g", lane: "'person:' || g", state: "'done'", ended_at: `${noon}` },
};

async function grow(url: string, table: string, changes: Readonly<Record<string, string>>): Promise<void> {
  const columns = await query<{ name: string }>(
    url,
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = '${table}'`,
  );
  const names = columns.map(({ name }) => name);
  const values = names.map((name) => changes[name] ?? name);
  await query(
    url,
    `insert into ${table} (${names.join()}) select ${values.join()} from (select * from ${table} limit 1), generate_series(1, ${many}) g`,
  );
}

async function filledDatabase(): Promise<string> {
  const made = await temporaryDatabase();
  const { store } = await openTemporaryStore(made);
  const list = Array.from({ length: many }, (_, index) => ({
    id: index + 1,
    name: `service-${index}`,
    isPrivate: false,
  }));
  await store.commit(
    change({ writes: [...oneOfEach, write('message_copies', messageCopy('2'))], effects: [post('one')] }),
    noon,
  );
  await store.replaceRepositories(acme, list as never, noon);
  await store.close();
  for (const [table, changes] of Object.entries(grown)) await grow(made, table, changes);
  await query(made, 'vacuum analyze');
  return made;
}

type Touched = { readonly table: string; readonly rows: string };

async function touched(url: string): Promise<ReadonlyMap<string, number>> {
  const rows = await query<Touched>(
    url,
    'select relname as table, seq_tup_read + coalesce(idx_tup_fetch, 0) as rows from pg_stat_user_tables',
  );
  return new Map(rows.map((row) => [row.table, Number(row.rows)]));
}

const othersSql = `select 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
  and pid <> pg_backend_pid()`;

/** How many rows of the table a read touches, whatever it gives. */
async function touchedBy(url: string, table: string, read: (store: Store) => Promise<unknown>): Promise<number> {
  const before = await touched(url);
  const { store } = await openTemporaryStore(url);
  await read(store);
  // A server tells what a connection read once that has ended.
  await store.close();
  while ((await query(url, othersSql)).length > 0);
  return ((await touched(url)).get(table) ?? 0) - (before.get(table) ?? 0);
}

const reads: readonly (readonly [string, string, number, (store: Store) => Promise<unknown>])[] = [
  [
    'the names that type-ahead searches, all of them',
    'repositories',
    2 * many,
    (s) => s.searchRepositories(acme, 'x', 10),
  ],
  ['messages that name private repositories', 'message_copies', 20, (s) => s.copiesWithPrivateNames()],
  ['requests for classic tokens', 'token_requests', 20, (s) => s.classicRequestsOf(acme)],
  ['requests that are open', 'token_requests', 20, (s) => s.openRequests(acme)],
  ['requests that are overdue', 'token_requests', 20, (s) => s.overdueRequests(noon + dayMs)],
  ['requests of somebody', 'token_requests', 20, (s) => s.requestsOf(1_007 as never, 10)],
  ['tokens that live', 'active_tokens', 20, (s) => s.livingGrants(acme, '', 100)],
  ['tokens of somebody', 'active_tokens', 20, (s) => s.activeTokensOf(1_007 as never)],
  ['tokens that wait', 'pending_tokens', 20, (s) => s.unsettledPendingTokens(acme)],
  ['notices that are due', 'due_notices', 20, (s) => s.dueNotices(noon + 400 * dayMs)],
  ['effects that are due', 'effects', 60, (s) => s.leaseEffects(noon + dayMs, 1_000, 20, new Set())],
  ['hints that nobody has looked at', 'hints', 20, (s) => s.unhandledHints()],
];

it('where thousands of rows are over and few are wanted, those are found without the others being read', async () => {
  const url = await filledDatabase();
  const found: Readonly<Record<string, number>>[] = [];
  for (const [what, table, most, read] of reads) {
    const rows = await touchedBy(url, table, read);
    if (rows > most) found.push({ [what]: rows });
  }
  expect(found).toEqual([]);
});
