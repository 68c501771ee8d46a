import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { readEnvironmentFile } from '../config/environment-file.ts';
import { StartProblems } from '../config/problems.ts';
import { type Variables, withVariables } from './variables-text.ts';

function isMissing(error: unknown): boolean {
  return (error as { readonly code?: unknown }).code === 'ENOENT';
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return Buffer.alloc(0);
    throw new StartProblems([`${file} cannot be read`]);
  }
}

/** Through a link, so that the link stays one. */
function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (isMissing(error)) return file;
    throw error;
  }
}

function statusOf(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

/**
 * Adds the variables to the file, which only its owner can read from then on: written beside it and put in its place whole, so that a
 * death in between leaves the old one. A variable that has a value there is never written over.
 */
export function keepVariables(file: string, variables: Variables): void {
  const bytes = read(file);
  const before = readEnvironmentFile(bytes, file);
  if ('problems' in before) throw new StartProblems(before.problems);
  const taken = Object.keys(variables).filter((name) => (before.values[name] ?? '') !== '');
  if (taken.length > 0) throw new StartProblems(taken.map((name) => `${name} is set in ${file} already`));
  const target = realPath(file);
  const beside = `${target}.${randomUUID()}`;
  const handle = openSync(beside, 'wx', 0o600);
  try {
    const owner = statusOf(target);
    // Run by root, it stays the file of the user that the program runs as.
    if (owner !== undefined && process.getuid?.() === 0) fchownSync(handle, owner.uid, owner.gid);
    writeSync(handle, withVariables(bytes.toString('utf8'), variables));
    fsyncSync(handle);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(beside, target);
}
