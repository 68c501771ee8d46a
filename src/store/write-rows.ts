import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Rows, Table, Write } from '../domain/change.ts';
import type { Statement, Steps, Values } from './engine.ts';
import { keyOf, tableOf, toColumns } from './rows.ts';
import { guarded, rowsUnlessTaken } from './steps.ts';

/** No column is called so: `hints` has one called `key`. */
const whereKey = 'where.key';
const whereVersion = 'where.version';
/** New rows of one table that are written by one statement, such as a token's notices. */
const mostTogether = 8;

type Writes = Readonly<Record<'update' | 'remove', Statement<unknown>>> & {
  /** The statement that inserts so many rows. */
  readonly insert: (count: number) => Statement<unknown>;
};

/** The placeholders of a column in each of several rows. */
const names = new Map<string, readonly string[]>();

function nameIn(index: number, column: string): string {
  const known =
    names.get(column) ?? Array.from({ length: mostTogether }, (_, at) => (at === 0 ? column : `${at}.${column}`));
  names.set(column, known);
  return known[index] ?? column;
}

/** The statements that write one row, or several new ones. The union of tables is too wide for drizzle's types; `rows.ts` ties each row to its table. */
function writesOf(name: Table): Writes {
  const make =
    (write: 'insert' | 'update' | 'remove', count = 1): Statement<unknown> =>
    ({ build, tables }) => {
      const table = tableOf(tables, name) as never;
      const columns = getTableColumns(table) as Readonly<Record<string, never>>;
      const key = columns[keyOf(name)] as never;
      const values = (index: number): never =>
        Object.fromEntries(
          Object.keys(columns).map((column) => [column, sql.placeholder(nameIn(index, column))]),
        ) as never;
      const isSame = and(
        eq(key, sql.placeholder(whereKey)),
        eq(columns.version as never, sql.placeholder(whereVersion)),
      );
      if (write === 'insert') {
        const rows = Array.from({ length: count }, (_, index) => values(index));
        return build.insert(table).values(rows);
      }
      if (write === 'update') {
        // A key never changes: where it is set all the same, SQLite writes every index of the row anew.
        const { [keyOf(name)]: _, ...others } = values(0) as Readonly<Record<string, never>>;
        return build.update(table).set(others).where(isSame).returning({ key });
      }
      return build.delete(table).where(isSame).returning({ key });
    };
  const inserts = Array.from({ length: mostTogether }, (_, index) => make('insert', index + 1));
  const one = make('insert');
  return { insert: (count) => inserts[count - 1] ?? one, update: make('update'), remove: make('remove') };
}

/** Writes rows; stale where a version moved or a unique key was taken. */
export function createWriteRows(): (writes: readonly Write[]) => Steps {
  const known = new Map<Table, Writes>();

  function statementsOf(table: Table): Writes {
    const statements = known.get(table) ?? writesOf(table);
    known.set(table, statements);
    return statements;
  }

  return function* writeRows(writes) {
    for (let from = 0; from < writes.length; ) {
      const some = sameInserts(writes, from);
      const [first] = some;
      if (first === undefined) return;
      const { table, was, row, removes } = first;
      from += some.length;
      if (was === null) {
        // All of them, or a key is taken: nothing has to be answered.
        yield* rowsUnlessTaken(statementsOf(table).insert(some.length), valuesOf(some));
        continue;
      }
      const columns = toColumns(table, row as Rows[Table]);
      const which = { [whereKey]: columns[keyOf(table)], [whereVersion]: was };
      if (removes === true) yield* guarded(statementsOf(table).remove, which);
      else yield* guarded(statementsOf(table).update, { ...columns, ...which });
    }
  };
}

/** The write there, and the new rows of its table that follow it, if it is one itself. */
function sameInserts(writes: readonly Write[], from: number): readonly Write[] {
  const first = writes[from];
  const isSame = ({ table, was }: Write): boolean => was === null && table === first?.table;
  let to = from + 1;
  while (first?.was === null && to < from + mostTogether && to < writes.length && isSame(writes[to] ?? first)) to += 1;
  return writes.slice(from, to);
}

function valuesOf(inserts: readonly Write[]): Values {
  const [first] = inserts;
  if (first !== undefined && inserts.length === 1) return toColumns(first.table, first.row as Rows[Table]);
  const values: Record<string, unknown> = {};
  for (const [index, { table, row }] of inserts.entries()) {
    for (const [column, value] of Object.entries(toColumns(table, row as Rows[Table])))
      values[nameIn(index, column)] = value;
  }
  return values;
}
