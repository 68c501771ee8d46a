import type Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';

function codeOf(error: unknown): string {
  let current: unknown = error;
  // drizzle wraps the driver's error as `cause`.
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    const { code } = current as { readonly code?: unknown };
    if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
    current = current.cause;
  }
  return '';
}

export function isUniqueViolation(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

/** The driver's errors as Faults: busy and full pass, a broken file does not. Anything else is a bug and goes on as it is. */
export function asFault(error: unknown): unknown {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Fault('store', 'busy', { isRetryable: true, cause: error });
  }
  if (code.startsWith('SQLITE_FULL')) return new Fault('store', 'full', { isRetryable: true, cause: error });
  if (code.startsWith('SQLITE_IOERR')) return new Fault('store', 'disk', { isRetryable: true, cause: error });
  if (code.startsWith('SQLITE_READONLY')) return new Fault('store', 'read_only', { isRetryable: true, cause: error });
  if (code.startsWith('SQLITE_CANTOPEN'))
    return new Fault('store', 'cannot_open', { isRetryable: false, cause: error });
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new Fault('store', 'corrupt', { isRetryable: false, cause: error });
  }
  return error;
}

/** All or nothing, synchronously: drizzle's own `transaction(async …)` writes even where it throws. */
export function inTransaction<T>(sqlite: Sqlite.Database, work: () => T): T {
  return sqlite.transaction(work).immediate();
}

/** Both, made once: to make one costs as much as a small statement. */
export function transactionsOn(sqlite: Sqlite.Database) {
  const run = sqlite.transaction((work: () => unknown) => work());
  return {
    /** All or nothing. */
    inTransaction: <T>(work: () => T): T => run.immediate(work) as T,
    /** The same within a transaction: it undoes itself where it throws, and nothing else. */
    inSavepoint: <T>(work: () => T): T => run(work) as T,
  };
}
