import type { Reader } from './engine.ts';

/** A database that stands still, to be copied. Tables and columns go by the names that they have in it. */
export type CopySource = {
  /** To read its audit trail by. */
  readonly trail: Reader;
  /** Every row of the table, in the order in which they were written, as its values of these columns. */
  readonly rows: (table: string, columns: readonly string[]) => Iterable<readonly unknown[]>;
  readonly count: (table: string) => number;
  /** The highest number that a table which numbers its rows by itself ever gave, those of rows that are gone included. */
  readonly lastNumber: (table: string) => number;
};
