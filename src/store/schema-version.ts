/** How the tables of a database stand to this program: `none` where it is no database of Countersign's, or one that was never started. */
export type SchemaVersion = 'none' | 'older' | 'same' | 'newer';

/** By the hashes of migrations: those that the database says it had, and those that this program has. Both the oldest first. */
export function schemaVersion(applied: readonly string[] | null, known: readonly string[]): SchemaVersion {
  if (applied === null || applied.length === 0) return 'none';
  if (applied.some((hash, index) => hash !== known[index])) return 'newer';
  return applied.length === known.length ? 'same' : 'older';
}
