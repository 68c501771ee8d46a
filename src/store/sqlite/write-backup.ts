import { chmodSync, existsSync, linkSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Fault } from '../../ports/fault.ts';
import { asFault } from './database.ts';
import { existingFile, requireOurs } from './existing-database.ts';
import { realPath } from './real-path.ts';

/** All that is left, at once: between two steps a program that writes would make it begin again, for ever. */
const allPages = 2 ** 31 - 1;

const broken = (code: string, cause?: unknown): Fault => new Fault('store', code, { isRetryable: false, cause });

async function copyTo(path: string, source: string): Promise<void> {
  const sqlite = new Sqlite(source, { readonly: true, fileMustExist: true });
  try {
    requireOurs(sqlite);
    await sqlite.backup(path, { progress: () => allPages });
  } finally {
    sqlite.close();
  }
}

/** As one file, without journals beside it, and looked through page by page and index by index. */
function requireWhole(path: string): void {
  const sqlite = new Sqlite(path, { fileMustExist: true });
  try {
    sqlite.pragma('journal_mode = DELETE');
    if (sqlite.pragma('integrity_check', { simple: true }) !== 'ok') throw broken('corrupt');
  } finally {
    sqlite.close();
  }
}

/** Where the copy may go. To write over the database, or beside the journal of another file, would damage what is there. */
function requireFree(to: string, source: string, mayReplace: boolean): void {
  if (lstatSync(to, { throwIfNoEntry: false }) === undefined) {
    if (!existsSync(dirname(resolve(to)))) throw broken('no_folder');
  } else {
    if (realPath(to) === source) throw broken('is_source');
    if (!mayReplace) throw broken('exists');
    if (!lstatSync(to).isFile()) throw broken('no_file');
  }
  if (existsSync(`${to}-wal`) || existsSync(`${to}-journal`)) throw broken('journal_beside');
}

/** In its place at once and whole. A link is refused where there is something by now, and a rename is not. */
function putInPlace(from: string, to: string, mayReplace: boolean): void {
  if (mayReplace) {
    renameSync(from, to);
    return;
  }
  try {
    linkSync(from, to);
  } catch (error) {
    throw (error as { readonly code?: unknown }).code === 'EEXIST' ? broken('exists', error) : error;
  }
}

/**
 * Copies a database, also of a program that runs and writes, into a file that only its owner can read. `check` is given the copy before it
 * is put in its place; what it throws leaves nothing behind. Throws a Fault: `missing`, `not_ours`, `corrupt`, `exists`, `is_source`,
 * `no_folder`, `no_file`, `journal_beside`, `cannot_open`, `full`.
 */
export async function writeBackup(
  named: string,
  to: string,
  options: { readonly mayReplace: boolean; readonly check: (copy: string) => Promise<void> },
): Promise<void> {
  const source = existingFile(named);
  let folder: string | null = null;
  try {
    requireFree(to, source, options.mayReplace);
    // Nobody else can enter it: the copy is private from its first byte, whatever the umask.
    folder = mkdtempSync(`${to}.part-`);
    const copy = join(folder, 'copy.db');
    await copyTo(copy, source);
    chmodSync(copy, 0o600);
    requireWhole(copy);
    await options.check(copy);
    putInPlace(copy, to, options.mayReplace);
  } catch (error) {
    throw (error as { readonly syscall?: unknown }).syscall === undefined
      ? asFault(error)
      : broken('cannot_write', error);
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}
