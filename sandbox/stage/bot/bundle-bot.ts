import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { repository } from '../repository-paths.ts';

// Below node_modules, so that what stays outside of the bundle is found.
const cache = join(repository, 'node_modules/.cache/countersign-bot');
const madeOf = 'made-of.json';
const dayInMs = 86_400_000;

/**
 * The sandbox's child as one file, for the sources take four times as long to start: the file to run. What was bundled once serves
 * whoever needs it, in this run and the next, for as long as nothing that it is made of has changed.
 */
export async function bundleBot(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  return entryOf(bundled() ?? (await bundleAnew()));
}

function entryOf(folder: string): string {
  return join(folder, 'start.mjs');
}

/** The folder's name is a digest of its sources, by their paths in the repository: another state of them never meets it. */
function folderFor(sources: readonly string[]): string {
  const digest = createHash('sha256');
  for (const path of [...sources, 'package-lock.json'])
    digest.update(path).update(readFileSync(join(repository, path)));
  return join(cache, digest.digest('hex').slice(0, 16));
}

/** Files that a bundle is made of come and go only through a change of one that it was made of before. */
function bundled(): string | null {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    try {
      const sources: readonly string[] = JSON.parse(readFileSync(join(folder, madeOf), 'utf8'));
      if (folderFor(sources) === folder) return folder;
    } catch {
      // Not finished, or made of files that are gone.
    }
  }
  return null;
}

async function bundleAnew(): Promise<string> {
  removeOld();
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  // Loaded where it is needed: most find what was bundled before.
  const { build } = await import('rolldown');
  const { output } = await build({
    input: join(import.meta.dirname, 'bot.ts'),
    cwd: repository,
    platform: 'node',
    external: ['better-sqlite3', 'pino'],
    // One file, whichever engine is asked for.
    output: { file: join(unfinished, 'bot.mjs'), format: 'esm', codeSplitting: false },
    logLevel: 'warn',
  });
  // What was compiled once is read from a file by the hundreds that follow.
  writeFileSync(
    entryOf(unfinished),
    `import { enableCompileCache } from 'node:module';
enableCompileCache(new URL('compiled', import.meta.url).pathname);
await import('./bot.mjs');
`,
  );
  // What the bundler adds of its own has no path.
  const sources = output
    .flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
    .filter(isAbsolute)
    .map((id) => relative(repository, id));
  writeFileSync(join(unfinished, madeOf), JSON.stringify(sources));
  const folder = folderFor(sources);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Somebody else was faster with the same sources.
    rmSync(unfinished, { recursive: true, force: true });
    if (bundled() !== folder) throw error;
  }
  return folder;
}

function removeOld(): void {
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > dayInMs) rmSync(folder, { recursive: true, force: true });
  }
}
