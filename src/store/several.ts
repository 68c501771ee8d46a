import type { Values } from './engine.ts';

/** Rows of one table that are inserted by one statement, such as a token's notices or what the trail tells of them. */
export const mostTogether = 8;

/** The placeholders of a column in each of several rows. */
const names = new Map<string, readonly string[]>();

function namesOf(column: string): readonly string[] {
  const known =
    names.get(column) ?? Array.from({ length: mostTogether }, (_, at) => (at === 0 ? column : `${at}.${column}`));
  names.set(column, known);
  return known;
}

export function nameIn(index: number, column: string): string {
  return namesOf(column)[index] ?? column;
}

/** What several rows are inserted with, by the placeholders of each. */
export function valuesOf(rows: readonly Values[]): Values {
  const [first = {}] = rows;
  if (rows.length === 1) return first;
  const values: Record<string, unknown> = {};
  for (const column of Object.keys(first)) {
    const each = namesOf(column);
    for (let index = 0; index < rows.length; index += 1) values[each[index] ?? column] = rows[index]?.[column];
  }
  return values;
}
