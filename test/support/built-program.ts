import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, digestOfFiles, layOut, root } from './program-files.ts';

// As the sandbox's child: what was built once serves whoever starts it, in this run and the next, for as long as its sources are the same.
// Below node_modules, so that the packages are found without a link.
const cache = join(root, 'node_modules/.cache/countersign-program');
const dayInMs = 86_400_000;

let built: string | null = null;

/** The folder of the program as an install leaves it, bundled: the sources take four times as long to start. Nobody changes it; who wants to takes a copy. */
export function builtProgram(): string {
  built ??= findOrBuild();
  return built;
}

/** What Node runs to be the command of that program. */
export function builtCommand(): string {
  return join(builtProgram(), 'src/countersign.js');
}

function findOrBuild(): string {
  const folder = join(cache, digestOfFiles());
  if (!existsSync(folder)) buildAt(folder);
  return folder;
}

function buildAt(folder: string): void {
  mkdirSync(cache, { recursive: true });
  removeOld();
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  layOut(root, unfinished);
  build(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else was faster with the same sources.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function removeOld(): void {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > dayInMs) rmSync(folder, { recursive: true, force: true });
  }
}
