import { createHash } from 'node:crypto';

/** Ours among the advisory locks of a database that we may share with other programs. */
const ours = 0x43_6e_74_73;

function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readInt32BE(0);
}

/** The schema that the tables are in; null: whichever the server has for this user. */
export type Schema = string | null;

/** Locks are a database's: what goes on in one schema must not wait for another's. */
function numberIn(schema: Schema, name: string): number {
  return numberOf(schema === null ? name : `${schema}: ${name}`);
}

/** The two numbers of an advisory lock by its name. Two names with one number would only wait for each other. */
export function lockKey(schema: Schema, name: string): readonly [number, number] {
  return [ours, numberIn(schema, name)];
}

/** The same for many: in one order for all, so that no two wait for each other. */
export function lockKeys(schema: Schema, names: readonly string[]): [number, readonly number[]] {
  const numbers = new Set(names.map((name) => numberIn(schema, name)));
  return [ours, [...numbers].toSorted((one, other) => one - other)];
}

/** Held, together with all the others, by each process that is there. */
export function processLock(schema: Schema): readonly [number, number] {
  return lockKey(schema, 'process');
}

/** The same by those alone that know so many migrations. */
export function schemaLock(schema: Schema, migrations: number): readonly [number, number] {
  return lockKey(schema, `process that knows ${migrations} migrations`);
}
