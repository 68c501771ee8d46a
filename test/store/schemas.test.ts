import { is, SQL } from 'drizzle-orm';
import { PgDialect, getTableConfig as postgresConfig } from 'drizzle-orm/pg-core';
import { SQLiteSyncDialect, getTableConfig as sqliteConfig } from 'drizzle-orm/sqlite-core';
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

type Index = {
  readonly config: {
    readonly name?: string | undefined;
    readonly unique: boolean;
    readonly columns: readonly unknown[];
    readonly where?: SQL | undefined;
  };
};

type Shape = {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly indexes: readonly Index[];
  readonly foreignKeys: readonly unknown[];
  readonly checks: readonly unknown[];
  readonly primaryKeys: readonly unknown[];
  readonly uniqueConstraints: readonly unknown[];
};

/** All that a schema says of a table, without the words of its dialect. */
function described({ name, columns, indexes, ...rest }: Shape, textOf: (where: SQL) => string) {
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
      columns: config.columns.map((column) => (column as { readonly name: string }).name),
      where: config.where === undefined ? null : textOf(config.where),
    })),
    others: [rest.foreignKeys, rest.checks, rest.primaryKeys, rest.uniqueConstraints].map((list) => list.length),
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
const sqliteText = (where: SQL): string => new SQLiteSyncDialect().sqlToQuery(where).sql;
const postgresText = (where: SQL): string => new PgDialect().sqlToQuery(where).sql;

describe('the two schemas', () => {
  it('have the same tables', () => {
    expect(Object.keys(postgres)).toEqual(Object.keys(sqlite));
  });

  it.each(pairs)('say the same of $name: columns, null, defaults, what is unique and what is looked up', (pair) => {
    const one = described(sqliteConfig(pair.sqlite) as unknown as Shape, sqliteText);
    const other = described(postgresConfig(pair.postgres) as unknown as Shape, postgresText);
    expect(other).toEqual(one);
    expect(one.columns.length).toBeGreaterThan(1);
  });

  it('give rows of the same types, or this file does not compile', () => {
    const isSame: Readonly<Record<keyof typeof sqlite, true>> extends Same ? true : never = true;
    expect(isSame).toBe(true);
  });
});
