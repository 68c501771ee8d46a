import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import type { Engine, Statement } from '../engine.ts';
import { serverNow } from './server-now.ts';

/**
 * What a transaction leaves behind by which it is known whether it was committed: a row of `counters` that it alone counts further. The
 * server's own word (`pg_xact_status`) would not do: a crash forgets the numbers of transactions that were not written down, and gives
 * them to others, whose commits would be taken for ours.
 */
export type Mark = { readonly name: string; readonly value: string };

const nowMs = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** For a transaction's beginning: its mark's value, or no row where there is no such mark yet. */
export function countOn(name: string): string {
  return `update counters set value = greatest(value + 1, ${nowMs}) where name = '${name}' returning value::text as value`;
}

/** By itself, before: whoever asks has to meet the row while the transaction is under way. */
export function makeMark(name: string): string {
  return `insert into counters (name, value) values ('${name}', 0) on conflict do nothing`;
}

/** Whether that transaction was committed; throws while it is not over yet. */
async function wasCommitted(pool: pg.Pool, { name, value }: Mark): Promise<boolean> {
  const { rows } = await pool.query<{ value: string }>(
    'select value::text as value from counters where name = $1 for share nowait',
    [name],
  );
  return rows[0]?.value === value;
}

/** As many as transactions are under way at once: each is used again when what it stood for is known. */
export function createMarks(pool: pg.Pool) {
  const free: string[] = [];
  return {
    take: (): string => free.pop() ?? `commit ${randomUUID()}`,
    wasCommitted: (mark: Mark) => wasCommitted(pool, mark),
    giveBack: ({ name }: Mark): void => void free.push(name),
  };
}

const forget: Statement<unknown> = ({ build, tables: { counters } }) =>
  build.delete(counters).where(sql`${counters.name} like 'commit %' and ${counters.value} < ${serverNow} - 86400000`);

/** Those that nobody has used for a day. */
export async function forgetMarks(engine: Engine): Promise<void> {
  await engine.run(forget);
}
