import type { Values } from './engine.ts';

/** Rows of one table that are inserted by one statement, such as a token's notices or what the trail tells of them. */
export const mostTogether = 8;

/** The placeholders of a column in each of several rows. */
const names = new Map<string, readonly string[]>();

export function nameIn(index: number, column: string): string {
  const known =
    names.get(column) ?? Array.from({ length: mostTogether }, (_, at) => (at === 0 ? column : `${at}.${column}`));
  names.set(column, known);
  return known[index] ?? column;
}

/** What several rows are inserted with, by the placeholders of each. */
export function valuesOf(rows: readonly Values[]): Values {
  const [first] = rows;
  if (first !== undefined && rows.length === 1) return first;
  const values: Record<string, unknown> = {};
  for (const [index, row] of rows.entries()) {
    for (const column of Object.keys(row)) values[nameIn(index, column)] = row[column];
  }
  return values;
}
