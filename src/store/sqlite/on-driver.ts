import type Sqlite from 'better-sqlite3';
import { Column, is, noopDecoder, Param, Placeholder, SQL } from 'drizzle-orm';
import type { Values } from '../engine.ts';

type Encoder = { readonly mapToDriverValue: (value: unknown) => unknown };
type Decoder = { readonly mapFromDriverValue: (value: unknown) => unknown };

/** What drizzle has prepared: a statement of the driver's, what it is bound to, and what its columns are called. */
export type Prepared = {
  readonly stmt: Sqlite.Statement<unknown[], unknown>;
  readonly query: { readonly sql: string; readonly params: readonly unknown[] };
  readonly fields?: readonly { readonly path: readonly string[]; readonly field: unknown }[] | undefined;
};

type Bind = (values: Values) => unknown;

function given(name: string, values: Values): unknown {
  if (!(name in values)) throw new Error(`a statement has no value for ${name}`);
  return values[name];
}

function bindOf(param: unknown): Bind {
  if (is(param, Placeholder)) {
    const { name } = param;
    return (values) => given(name, values);
  }
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { name } = param.value;
    const encoder = param.encoder as Encoder;
    return (values) => encoder.mapToDriverValue(given(name, values));
  }
  return () => param;
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field;
  if (is(field, SQL)) return (field as unknown as { readonly decoder: Decoder }).decoder;
  return (field as { readonly sql: { readonly decoder: Decoder } }).sql.decoder;
}

function changesNothing({ mapFromDriverValue }: Decoder): boolean {
  return (
    mapFromDriverValue === Column.prototype.mapFromDriverValue || mapFromDriverValue === noopDecoder.mapFromDriverValue
  );
}

/**
 * Runs a prepared statement by the driver itself. drizzle wrote it once and for all; what it would find out anew at each run (what each value
 * and each column is) is found out here once. That is most of what a small statement costs.
 */
export function onDriver({ stmt, query, fields }: Prepared): (values: Values) => readonly unknown[] {
  const binds = query.params.map(bindOf);
  const bound = (values: Values): unknown[] => binds.map((bind) => bind(values));
  if (fields === undefined) {
    if (stmt.reader) return (values) => stmt.all(...bound(values));
    return (values) => {
      stmt.run(...bound(values));
      return [];
    };
  }
  const columns = fields.map(({ path: [name, ...more], field }) => {
    if (name === undefined || more.length > 0) throw new Error(`no column is called ${[name, ...more].join('.')}`);
    const decoder = decoderOf(field);
    return { name, decoder: changesNothing(decoder) ? null : decoder };
  });
  const raw = stmt.raw();
  return (values) =>
    (raw.all(...bound(values)) as unknown[][]).map((found) => {
      const row: Record<string, unknown> = {};
      for (let index = 0; index < columns.length; index += 1) {
        const column = columns[index];
        if (column === undefined) continue;
        const value = found[index];
        row[column.name] = value === null || column.decoder === null ? value : column.decoder.mapFromDriverValue(value);
      }
      return row;
    });
}
