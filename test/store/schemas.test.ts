import { getTableName, is, SQL, sql } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as postgres from '../../db/postgres-schema.ts';
import * as sqlite from '../../db/sqlite-schema.ts';

type Column = {
  readonly name: string;
  readonly dataType: string;
  readonly notNull: boolean;
  readonly primary: boolean;
  readonly hasDefault: boolean;
  readonly default: unknown;
  readonly defaultFn?: unknown;
  readonly onUpdateFn?: unknown;
  readonly isUnique: boolean;
  readonly uniqueName: string | undefined;
  readonly generatedIdentity?: unknown;
  readonly autoIncrement?: boolean;
};

type Named = { readonly name: string };

/** A column of an index; only PostgreSQL's has a `indexConfig`. */
type Indexed = Named & {
  readonly indexConfig?: { readonly order?: string; readonly nulls?: string; readonly opClass?: string } | undefined;
};

type Index = {
  readonly config: {
    readonly name?: string | undefined;
    readonly unique: boolean;
    readonly columns: readonly (Indexed | SQL)[];
    readonly where?: SQL | undefined;
    readonly method?: string;
    readonly only?: boolean;
    readonly with?: unknown;
  };
};

type ForeignKey = {
  readonly getName: () => string;
  readonly reference: () => {
    readonly columns: readonly Named[];
    readonly foreignTable: never;
    readonly foreignColumns: readonly Named[];
  };
  readonly onUpdate: string | undefined;
  readonly onDelete: string | undefined;
};

type Shape = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly (Named & { readonly value: SQL })[];
  readonly primaryKeys: readonly { readonly getName: () => string; readonly columns: readonly Named[] }[];
  readonly uniqueConstraints: readonly {
    readonly getName: () => string | undefined;
    readonly columns: readonly Named[];
    readonly nullsNotDistinct?: boolean;
  }[];
};

const namesOf = (columns: readonly Named[]): readonly string[] => columns.map(({ name }) => name);

/** How an index orders: unless told by what grows, and then as its engine places nulls. */
function indexed(column: Indexed | SQL, textOf: (text: SQL) => string) {
  if (is(column, SQL)) {
    // SQLite orders by bytes; PostgreSQL where it is told to.
    const [, bytewise] = /^(?:"\w+"\.)?"(\w+)" collate "C"$/.exec(textOf(column)) ?? [];
    return bytewise === undefined ? textOf(column) : { name: bytewise, order: 'asc', nulls: 'last', opClass: null };
  }
  const { order = 'asc', nulls, opClass } = column.indexConfig ?? {};
  const usualNulls = order === 'desc' ? 'first' : 'last';
  return { name: column.name, order, nulls: nulls ?? usualNulls, opClass: opClass ?? null };
}

/** All that a schema says of a table, without the words of its dialect. */
function described(shape: Shape, textOf: (text: SQL) => string) {
  const { name, columns, indexes, foreignKeys, checks, primaryKeys, uniqueConstraints } = shape;
  return {
    name,
    columns: columns.map((column) => ({
      name: column.name,
      dataType: column.dataType,
      notNull: column.notNull,
      primary: column.primary,
      isNumberedByItself: column.generatedIdentity !== undefined || column.autoIncrement === true,
      default: is(column.default, SQL) ? textOf(column.default) : column.default,
      madeBy: [column.defaultFn, column.onUpdateFn].map((made) => made?.toString()),
      isUnique: column.isUnique,
      uniqueName: column.isUnique ? column.uniqueName : undefined,
    })),
    indexes: indexes.map(({ config }) => ({
      name: config.name,
      unique: config.unique,
      columns: config.columns.map((column) => indexed(column, textOf)),
      where: config.where === undefined ? null : textOf(config.where),
      made: [config.method ?? 'btree', config.only ?? false, config.with ?? null],
    })),
    foreignKeys: foreignKeys.map((key) => {
      const reference = key.reference();
      return {
        name: key.getName(),
        columns: namesOf(reference.columns),
        of: getTableName(reference.foreignTable),
        foreignColumns: namesOf(reference.foreignColumns),
        does: [key.onUpdate ?? 'no action', key.onDelete ?? 'no action'],
      };
    }),
    checks: checks.map((check) => ({ name: check.name, value: textOf(check.value) })),
    primaryKeys: primaryKeys.map((key) => ({ name: key.getName(), columns: namesOf(key.columns) })),
    uniqueConstraints: uniqueConstraints.map((one) => ({
      name: one.getName(),
      columns: namesOf(one.columns),
      nullsNotDistinct: one.nullsNotDistinct ?? false,
    })),
  };
}

/** Both ways, so that neither has a column, a null or a type that the other lacks. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Flat<T> = { [K in keyof T]: T[K] };
type Same = {
  readonly [T in keyof typeof sqlite]: Equal<
    Flat<(typeof sqlite)[T]['$inferSelect']>,
    Flat<(typeof postgres)[T]['$inferSelect']>
  >;
};

const twins = new Map(Object.entries(postgres));
const pairs = Object.entries(sqlite).flatMap(([name, table]) => {
  const twin = twins.get(name);
  return twin === undefined ? [] : [{ name, sqlite: table, postgres: twin }];
});
const ofSqlite = (table: lite.SQLiteTable) =>
  described(
    lite.getTableConfig(table) as unknown as Shape,
    (text) => new lite.SQLiteSyncDialect().sqlToQuery(text).sql,
  );
const ofPostgres = (table: pg.PgTable) =>
  described(pg.getTableConfig(table) as unknown as Shape, (text) => new pg.PgDialect().sqlToQuery(text).sql);

describe('the two schemas', () => {
  it('have the same tables', () => {
    expect(Object.keys(postgres)).toEqual(Object.keys(sqlite));
  });

  it.each(pairs)('say the same of $name: columns, null, defaults, what is unique and what is looked up', (pair) => {
    const one = ofSqlite(pair.sqlite);
    expect(ofPostgres(pair.postgres)).toEqual(one);
    expect(one.columns.length).toBeGreaterThan(1);
  });

  it('give rows of the same types, or this file does not compile', () => {
    const isSame: Readonly<Record<keyof typeof sqlite, true>> extends Same ? true : never = true;
    expect(isSame).toBe(true);
  });
});

describe('two tables', () => {
  const others = pg.pgTable('others', { id: pg.text('id').primaryKey() });
  const otherLites = lite.sqliteTable('others', { id: lite.text('id').primaryKey() });
  const made = (): string => 'made';
  const same = lite.sqliteTable('t', { a: lite.text('a'), b: lite.text('b').$defaultFn(made) }, (t) => [
    lite.index('i').on(t.a, t.b).where(sql`a > 1`),
    lite.check('c', sql`b > 1`),
    lite.unique('u').on(t.a, t.b),
    lite.primaryKey({ name: 'p', columns: [t.a, t.b] }),
    lite.foreignKey({ name: 'f', columns: [t.a], foreignColumns: [otherLites.id] }).onDelete('cascade'),
  ]);
  type Parts = {
    readonly index: (t: { readonly a: pg.ExtraConfigColumn; readonly b: pg.ExtraConfigColumn }) => pg.IndexBuilder;
    readonly check: SQL;
    readonly unique: boolean;
    readonly key: boolean;
    readonly onDelete: 'cascade' | 'restrict';
    readonly defaultFn: () => string;
  };
  const likeIt: Parts = {
    index: ({ a, b }) => pg.index('i').on(a, b).where(sql`a > 1`),
    check: sql`b > 1`,
    unique: true,
    key: true,
    onDelete: 'cascade',
    defaultFn: made,
  };
  const twin = (changes: Partial<Parts>) => {
    const { index, check, unique, key, onDelete, defaultFn } = { ...likeIt, ...changes };
    return ofPostgres(
      pg.pgTable('t', { a: pg.text('a'), b: pg.text('b').$defaultFn(defaultFn) }, (t) => [
        index(t),
        pg.check('c', check),
        unique ? pg.unique('u').on(t.a, t.b) : pg.unique('u').on(t.b, t.a),
        pg.primaryKey({ name: 'p', columns: key ? [t.a, t.b] : [t.b, t.a] }),
        pg.foreignKey({ name: 'f', columns: [t.a], foreignColumns: [others.id] }).onDelete(onDelete),
      ]),
    );
  };

  it('are the same where everything that is said of them is', () => {
    expect(twin({})).toEqual(ofSqlite(same));
  });

  it.each<readonly [string, Partial<Parts>]>([
    ['the order of an index', { index: ({ a, b }) => pg.index('i').on(a, b.desc()).where(sql`a > 1`) }],
    ['where it has nulls', { index: ({ a, b }) => pg.index('i').on(a, b.nullsFirst()).where(sql`a > 1`) }],
    ['what it compares by', { index: ({ a, b }) => pg.index('i').on(a, b.op('text_pattern_ops')).where(sql`a > 1`) }],
    ['an expression in it', { index: ({ a }) => pg.index('i').on(a, sql`lower(b)`).where(sql`a > 1`) }],
    ['its uniqueness', { index: ({ a, b }) => pg.uniqueIndex('i').on(a, b).where(sql`a > 1`) }],
    ['its rows', { index: ({ a, b }) => pg.index('i').on(a, b).where(sql`a > 2`) }],
    ['its kind', { index: ({ a, b }) => pg.index('i').using('hash', a, b).where(sql`a > 1`) }],
    ['a check', { check: sql`b > 2` }],
    ['the columns of what is unique', { unique: false }],
    ['the columns of a key', { key: false }],
    ['what another row’s end does', { onDelete: 'restrict' }],
    ['what makes a value', { defaultFn: () => 'another' }],
  ])('differ by %s', (_, changes) => {
    expect(twin(changes)).not.toEqual(ofSqlite(same));
  });
});
