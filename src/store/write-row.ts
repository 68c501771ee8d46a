import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Table, Write } from '../domain/change.ts';
import { type Database, isUniqueViolation, Stale } from './database.ts';
import { keyed, keyOf, mappings } from './rows.ts';

/** No column is called so: `hints` has one called `key`. */
const whereKey = 'where.key';
const whereVersion = 'where.version';

function prepareTable({ drizzle }: Database, name: Table) {
  const { table, key, version } = keyed[name];
  // The union of tables is too wide for drizzle's types; `mappings` ties each row to its own table.
  const values = Object.fromEntries(
    Object.keys(getTableColumns(table)).map((column) => [column, sql.placeholder(column)]),
  ) as never;
  const isSame = and(eq(key as never, sql.placeholder(whereKey)), eq(version as never, sql.placeholder(whereVersion)));
  return {
    insert: drizzle.insert(table).values(values).prepare(),
    update: drizzle.update(table).set(values).where(isSame).prepare(),
    remove: drizzle.delete(table).where(isSame).prepare(),
  };
}

/** Writes one row inside the caller's transaction. Throws Stale where its version moved or a unique key was taken. */
export function prepareWriteRow(database: Database): (write: Write) => void {
  const statements = new Map((Object.keys(keyed) as Table[]).map((name) => [name, prepareTable(database, name)]));
  return ({ table, was, row, removes }) => {
    const { insert, update, remove } = statements.get(table) ?? prepareTable(database, table);
    const columns = (mappings[table].toColumns as unknown as (row: Write['row']) => Record<string, unknown>)(row);
    try {
      if (was === null) {
        insert.run(columns);
        return;
      }
      const which = { [whereKey]: keyOf(table, row as never), [whereVersion]: was };
      const { changes } = removes === true ? remove.run(which) : update.run({ ...columns, ...which });
      if (changes !== 1) throw new Stale();
    } catch (error) {
      if (isUniqueViolation(error)) throw new Stale();
      throw error;
    }
  };
}
