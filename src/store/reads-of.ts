import { and, eq, getTableColumns, gt, lte, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Rows, Table } from '../domain/change.ts';
import type { Engine, Statement, Values } from './engine.ts';
import { type Columns, isRead, type TableOf, tableOf, toRow } from './rows.ts';

type Column<T extends Table> = keyof Columns<T> & string;
/** A column that is to have the value asked for, at most that, or more. */
type By<T extends Table> = Column<T> | { readonly upTo: Column<T> } | { readonly after: Column<T> };
type ColumnOf<T extends Table, B> = B extends { readonly upTo: infer C } | { readonly after: infer C }
  ? C & Column<T>
  : B & Column<T>;
type Asked<T extends Table, Bs extends readonly By<T>[]> = {
  readonly [I in keyof Bs]: NonNullable<Columns<T>[ColumnOf<T, Bs[I]>]>;
};

type Rest = {
  /** What holds besides. */
  readonly also?: SQL | undefined;
  readonly order?: SQL | readonly SQL[];
  readonly limit?: number | Placeholder;
};

export type ReadsOf<T extends Table> = {
  /** The table of this engine's dialect, for conditions and orders. */
  readonly table: TableOf<T>;
  /** The first row whose columns have the values asked for, in the order in which they are named, or null. Prepared. */
  one<const Bs extends readonly By<T>[]>(by: Bs, rest?: Rest): (...asked: Asked<T, Bs>) => Promise<Rows[T] | null>;
  /** All such rows. Prepared. */
  all<const Bs extends readonly By<T>[]>(by: Bs, rest?: Rest): (...asked: Asked<T, Bs>) => Promise<readonly Rows[T][]>;
  /** The first of such rows, as many at most as is said last. Prepared. */
  first<const Bs extends readonly By<T>[]>(
    by: Bs,
    rest?: Omit<Rest, 'limit'>,
  ): (...asked: readonly [...Asked<T, Bs>, number]) => Promise<readonly Rows[T][]>;
  /** All rows whose column has one of these values. Prepared. */
  among<C extends Column<T>>(column: C): (values: readonly NonNullable<Columns<T>[C]>[]) => Promise<readonly Rows[T][]>;
  /** All rows of which a condition with placeholders holds. Prepared. */
  that(condition: SQL, rest?: Rest): (values: Values) => Promise<readonly Rows[T][]>;
  /** All rows of which a condition holds that is made for this question. Not prepared: for what is asked seldom, or by lists. */
  where(condition: SQL | undefined, rest?: Rest): Promise<readonly Rows[T][]>;
};

function nameOf<T extends Table>(by: By<T>): Column<T> {
  if (typeof by === 'string') return by;
  return 'upTo' in by ? by.upTo : by.after;
}

/** How a table is read: the one place that says select, where, order and limit, and turns columns into rows. */
export function readsOf<T extends Table>(engine: Engine, name: T): ReadsOf<T> {
  const table = tableOf(engine.dialect.tables, name);
  const columns = getTableColumns(table as never) as Readonly<Record<string, never>>;
  const read = Object.fromEntries(Object.entries(columns).filter(([column]) => isRead(name, column)));

  const select =
    (condition: SQL | undefined, { order = [], limit }: Rest): Statement<Readonly<Record<string, unknown>>> =>
    ({ build }) => {
      const query = build
        .select(read)
        .from(table as never)
        .where(condition)
        .orderBy(...[order].flat());
      return limit === undefined ? query : query.limit(limit);
    };

  const prepared = <const Bs extends readonly By<T>[]>(by: Bs, rest: Rest) => {
    const conditions = by.map((one) => {
      const column = nameOf<T>(one);
      const compares = typeof one === 'string' ? eq : 'upTo' in one ? lte : gt;
      return compares(columns[column] as never, sql.placeholder(column));
    });
    const statement = select(and(...conditions, rest.also), rest);
    return async (asked: readonly unknown[], limit?: number) => {
      const values = Object.fromEntries(by.map((one, index) => [nameOf<T>(one), asked[index]]));
      return (await engine.run(statement, { ...values, limit })).map((found) => toRow(name, found));
    };
  };

  return {
    table,
    all: (by, rest = {}) => {
      const find = prepared(by, rest);
      return (...asked) => find(asked);
    },
    first: (by, rest = {}) => {
      const find = prepared(by, { ...rest, limit: sql.placeholder('limit') });
      return (...asked) => find(asked, asked[by.length] as number);
    },
    one: (by, rest = {}) => {
      const find = prepared(by, { ...rest, limit: 1 });
      return async (...asked) => (await find(asked))[0] ?? null;
    },
    among: (column) => {
      const { numbersOf, textsOf } = engine.dialect.words;
      const one: SQLiteColumn = columns[column] as never;
      const list = (one.dataType === 'number' ? numbersOf : textsOf)(sql.placeholder('list'));
      const statement = select(sql`${one} in ${list}`, {});
      return async (values) =>
        (await engine.run(statement, { list: JSON.stringify(values) })).map((found) => toRow(name, found));
    },
    that: (condition, rest = {}) => {
      const statement = select(condition, rest);
      return async (values) => (await engine.run(statement, values)).map((found) => toRow(name, found));
    },
    where: async (condition, rest = {}) =>
      (await engine.runOnce(select(condition, rest))).map((found) => toRow(name, found)),
  };
}
