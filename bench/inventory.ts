// The tokens of a large organization, as its owners ask for them: filtered, counted and paged among 100,000.
import Sqlite from 'better-sqlite3';
import { dayMs, type OrganizationId } from '../src/domain/ids.ts';
import { dangerOf } from '../src/domain/tokens/danger.ts';
import { endsWithinChoices, type InventoryQuestion, traits } from '../src/domain/tokens/inventory.ts';
import { acme, activeToken, write } from '../test/store/sample-rows.ts';
import { actual } from '../test/support/sample-scopes.ts';
import { percentile, print, type Row, spread } from './figures.ts';
import { measured } from './loop-delay.ts';
import { openBenchStore } from './temporary-store.ts';

const now = Date.parse('2027-03-01T09:30:00Z');
const rows = 100_000;
const rounds = 100;

const { store, path, remove } = await openBenchStore();
await store.commit({ writes: [write('active_tokens', activeToken('t0'))], entries: [], effects: [] }, now);
const raw = new Sqlite(path);
const columns = (raw.prepare('pragma table_info(active_tokens)').all() as { readonly name: string }[]).map(
  ({ name }) => name,
);
const scopes = ['read', 'write'].flatMap((level) =>
  [null, now + 30 * dayMs, now + 90 * dayMs].map((expiresAt) =>
    actual({ permissions: { repository: { contents: level }, organization: {}, other: {} }, expiresAt }),
  ),
);
/** Every row has its own id, end, use and holder; otherwise they are copies of the first one. */
const own: Readonly<Record<string, string>> = {
  id: "'t' || i",
  pat_id: 'i + 1000',
  token_id: 'i + 1000',
  expires_at: `case when i % 5 = 0 then null else ${now} + (i % 400) * ${dayMs} end`,
  last_used_at: `case when i % 3 = 0 then null else ${now} - (i % 200) * ${dayMs} end`,
  danger: `case i % ${scopes.length} ${scopes.map((scope, at) => `when ${at} then ${dangerOf(scope)}`).join(' ')} end + i % 400`,
  reaches_all: 'i % 4 = 0',
  is_agreed: 'i % 7 <> 0',
  holder_key: "'member-' || i % 5000",
};
raw
  .prepare(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows - 1}) insert into active_tokens
     (${columns.join(', ')}) select ${columns.map((name) => own[name] ?? `t.${name}`).join(', ')} from n, active_tokens t where t.id = 't0'`,
  )
  .run();
raw.exec('analyze');
raw.close();

const organizations: readonly OrganizationId[] = [acme];
function questionAt(round: number): InventoryQuestion {
  return {
    organizations,
    traits: traits.filter((_, at) => ((round >> at) & 1) === 1),
    unusedSince: round % 3 === 0 ? now - 90 * dayMs : null,
    endsBy: round % 5 === 0 ? now + (endsWithinChoices[round % endsWithinChoices.length] ?? 7) * dayMs : null,
    holderKey: round % 7 === 0 ? `member-${round % 5000}` : null,
  };
}

const first: number[] = [];
const deep: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  const asked = questionAt(round);
  first.push((await measured(() => store.inventory(asked, 0, 8))).ms);
  const { total } = await store.inventory(asked, 0, 1);
  deep.push((await measured(() => store.inventory(asked, Math.max(total - 8, 0), 8))).ms);
}
let read = 0;
const whole = await measured(async () => {
  for await (const page of store.wholeInventory({ ...questionAt(0), unusedSince: null, endsBy: null, holderKey: null }))
    read += page.length;
});
await store.close();
remove();
if (read !== rows) throw new Error(`${read} tokens were read, not ${rows}`);
const among = `of ${rows.toLocaleString('en')} tokens, by ${rounds} filters`;
const p99 = (all: readonly number[]): string => `p99 ${percentile(all, 0.99).toFixed(0)} ms, ${spread(all, 'ms')}`;
const measuredRows: readonly Row[] = [
  [`the first page of eight ${among}, with its count`, p99(first), '< 300 ms'],
  ['the last page of each', p99(deep), '< 300 ms'],
  [
    'all of them, for a file',
    `${(whole.ms / 1_000).toFixed(1)} s, longest stretch ${whole.longestMs.toFixed(0)} ms`,
    '< 50 ms',
  ],
];
print(measuredRows);
