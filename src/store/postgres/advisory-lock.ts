import { createHash } from 'node:crypto';

/** Ours among the advisory locks of a database that we may share with other programs. */
const ours = 0x43_6e_74_73;

function numberOf(name: string): number {
  return createHash('sha256').update(name).digest().readInt32BE(0);
}

/** The two numbers of an advisory lock by its name. Two names with one number would only wait for each other. */
export function lockKey(name: string): readonly [number, number] {
  return [ours, numberOf(name)];
}

/** The same for many: in one order for all, so that no two wait for each other. */
export function lockKeys(names: readonly string[]): [number, readonly number[]] {
  return [ours, names.map(numberOf).toSorted((one, other) => one - other)];
}

/** Held, together with all the others, by each process that is there. */
export const processLock = lockKey('process');

/** The same by those alone that know so many migrations. */
export function schemaLock(migrations: number): readonly [number, number] {
  return lockKey(`process that knows ${migrations} migrations`);
}
