import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Rows, Table, Write } from '../domain/change.ts';
import type { Statement, Steps } from './engine.ts';
import { keyOf, tableOf, toColumns } from './rows.ts';
import { guarded } from './steps.ts';

/** No column is called so: `hints` has one called `key`. */
const whereKey = 'where.key';
const whereVersion = 'where.version';

type Writes = Readonly<Record<'insert' | 'update' | 'remove', Statement<unknown>>>;

/** The statements that write one row. The union of tables is too wide for drizzle's types; `rows.ts` ties each row to its table. */
function writesOf(name: Table): Writes {
  const make =
    (write: 'insert' | 'update' | 'remove'): Statement<unknown> =>
    ({ build, tables }) => {
      const table = tableOf(tables, name) as never;
      const columns = getTableColumns(table) as Readonly<Record<string, never>>;
      const key = columns[keyOf(name)] as never;
      const values = Object.fromEntries(
        Object.keys(columns).map((column) => [column, sql.placeholder(column)]),
      ) as never;
      const isSame = and(
        eq(key, sql.placeholder(whereKey)),
        eq(columns.version as never, sql.placeholder(whereVersion)),
      );
      if (write === 'insert') return build.insert(table).values(values).returning({ key });
      if (write === 'update') return build.update(table).set(values).where(isSame).returning({ key });
      return build.delete(table).where(isSame).returning({ key });
    };
  return { insert: make('insert'), update: make('update'), remove: make('remove') };
}

/** Writes one row; stale where its version moved or a unique key was taken. */
export function createWriteRow(): (write: Write) => Steps {
  const writes = new Map<Table, Writes>();
  return function* writeRow({ table, was, row, removes }) {
    const { insert, update, remove } = writes.get(table) ?? writesOf(table);
    if (!writes.has(table)) writes.set(table, { insert, update, remove });
    const columns = toColumns(table, row as Rows[Table]);
    if (was === null) return yield* guarded(insert, columns);
    const which = { [whereKey]: columns[keyOf(table)], [whereVersion]: was };
    if (removes === true) yield* guarded(remove, which);
    else yield* guarded(update, { ...columns, ...which });
  };
}
