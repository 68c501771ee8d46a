import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Rows, Table, Write } from '../domain/change.ts';
import type { Statement, Steps, Values } from './engine.ts';
import { columnsOf, keyOf, tableOf, toColumns } from './rows.ts';
import { mostTogether, nameIn, valuesOf } from './several.ts';
import { guarded, rowsUnlessTaken } from './steps.ts';

/** No column is called so: `hints` has one called `key`. */
const whereKey = 'where.key';
const whereVersion = 'where.version';
const whereKeys = 'where.keys';
type Writes = Readonly<Record<'update' | 'remove', Statement<unknown>>> & {
  /** The statement that inserts so many rows. */
  readonly insert: (count: number) => Statement<unknown>;
  /** The one that sets these columns of as many rows as are listed. */
  readonly set: (columns: readonly string[]) => Statement<unknown>;
};

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
  const sets = new Map<string, Statement<unknown>>();
  const set = (columns: readonly string[]): Statement<unknown> => {
    const known = sets.get(columns.join()) ?? setOf(name, columns);
    sets.set(columns.join(), known);
    return known;
  };
  return { insert: (count) => inserts[count - 1] ?? one, set, update: make('update'), remove: make('remove') };
}

function setOf(name: Table, set: readonly string[]): Statement<unknown> {
  return ({ build, tables, words }) => {
    const table = tableOf(tables, name) as never;
    const columns = getTableColumns(table) as Readonly<Record<string, SQLiteColumn>>;
    const key = columns[keyOf(name)] as SQLiteColumn;
    const list = (key.dataType === 'number' ? words.numbersOf : words.textsOf)(sql.placeholder(whereKeys));
    const values = Object.fromEntries(set.map((column) => [column, sql.placeholder(column)])) as never;
    return build
      .update(table)
      .set(values)
      .where(and(sql`${key} in ${list}`, eq(columns.version as never, sql.placeholder(whereVersion))))
      .returning({ key });
  };
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
      const { table, was, row, removes, only } = first;
      if (was === null) {
        from += some.length;
        const rows = some.map((write) => toColumns(write.table, write.row as Rows[Table]));
        // All of them, or a key is taken: nothing has to be answered.
        yield* rowsUnlessTaken(statementsOf(table).insert(some.length), valuesOf(rows));
        continue;
      }
      if (only !== undefined) {
        const columns = columnsOf(table, { ...row }, only);
        const alike = setAlike(writes, from, columns);
        from += alike.length;
        const which = { [whereKeys]: JSON.stringify(alike.map(keyIn)), [whereVersion]: was };
        yield* guarded(statementsOf(table).set(Object.keys(columns)), { ...columns, ...which }, alike.length);
        continue;
      }
      from += 1;
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

/** The write there, which sets these columns, and those after it that set the same of rows of the same version. */
function setAlike(writes: readonly Write[], from: number, columns: Values): readonly Write[] {
  const first = writes[from];
  const names = Object.keys(columns);
  const isAlike = ({ table, was, row, only }: Write): boolean => {
    if (table !== first?.table || was !== first.was || only === undefined) return false;
    const others = columnsOf(table, { ...row }, only);
    return Object.keys(others).length === names.length && names.every((name) => others[name] === columns[name]);
  };
  let to = from + 1;
  while (to < writes.length && isAlike(writes[to] ?? (first as Write))) to += 1;
  return writes.slice(from, to);
}

function keyIn({ table, row }: Write): unknown {
  return (row as unknown as Values)[keyOf(table)];
}
