import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
export const builtPage = join(here, 'dist');
/** What lies beside the sources and is no part of the page. */
const noSources: readonly string[] = ['dist', 'node_modules', 'test'];

/** Builds the page, unless it is there and newer than all that it is made of. Throws where it can't be built. */
export async function buildWhenStale(): Promise<void> {
  if (newestSource() < builtAt()) return;
  // Nothing of the environment is its own.
  const child = spawn(process.execPath, [join(here, 'build.ts')], { env: {}, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the page of the sandbox could not be built');
}

function builtAt(): number {
  return statSync(join(builtPage, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestSource(): number {
  const parts = readdirSync(here, { withFileTypes: true }).filter(({ name }) => !noSources.includes(name));
  return Math.max(...parts.map((part) => (part.isDirectory() ? newestIn(join(here, part.name)) : changedAt(part))));
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map(changedAt));
}

function changedAt({ parentPath, name }: { readonly parentPath: string; readonly name: string }): number {
  return statSync(join(parentPath, name)).mtimeMs;
}
