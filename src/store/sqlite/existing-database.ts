import { statSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import { realPath } from './real-path.ts';

/** A file that is there; nothing is made where there is none. */
export function existingFile(named: string): string {
  try {
    const path = realPath(named);
    if (statSync(path).isFile()) return path;
  } catch (error) {
    throw new Fault('store', 'missing', { isRetryable: false, cause: error });
  }
  throw new Fault('store', 'missing', { isRetryable: false });
}

/** An empty file, or another program's, would get our tables, and its copy would be a fresh start that has forgotten everything. */
export function requireOurs(sqlite: Sqlite.Database): void {
  const journal = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (journal === undefined) throw new Fault('store', 'not_ours', { isRetryable: false });
}
