import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../../page/', import.meta.url));

/** Builds the page into the folder, unless it is there and newer than all that it is made of. Throws where it can't be built. */
export async function buildPage(folder: string): Promise<void> {
  const build = join(sources, 'build.ts');
  if (!existsSync(build) || newest(sources) < builtAt(folder)) return;
  // Nothing of the environment is its own.
  const child = spawn(process.execPath, [build], { env: {}, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the page of the sandbox could not be built');
}

function builtAt(folder: string): number {
  return statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}
