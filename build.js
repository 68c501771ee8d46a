// `npm run build`, and `npm install` by itself: the program in a few files, one for each command and engine. drizzle's many entry points cost a second and 190 MB at every
// start otherwise. The native driver stays outside. With --if-possible, an install without development packages builds nothing.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesHash } from './src/launch/sources-hash.js';

const root = fileURLToPath(new URL('.', import.meta.url));

async function bundler() {
  try {
    return await import('rolldown');
  } catch (error) {
    if (process.argv.includes('--if-possible')) return null;
    throw error;
  }
}

/**
 * Bolt loads all its receivers, whichever is used. Ours are the one for HTTP and the one for Socket Mode: Express, and the installation by OAuth
 * that all of them know, are never asked for there, and say so if they ever are. Our own pages load the real one, where there are several workspaces.
 */
const never = {
  express: "module.exports = () => { throw new Error('express is not in this bundle'); };",
  '@slack/oauth':
    "exports.InstallProvider = class { constructor() { throw new Error('@slack/oauth is not in this bundle'); } };",
};
/** Node has a fetch of its own; Socket Mode alone needs the package for its WebSockets, and loads it when the first one is opened. */
const lazy = { undici: "module.exports = new Proxy({}, { get: (_, name) => require('undici')[name] });" };

/** Stands in for packages, for whoever below node_modules asks for them. */
const standIns = {
  name: 'stand-ins',
  /** @param {string} id @param {string | undefined} importer */
  resolveId(id, importer) {
    const isOfPackage = importer?.includes('node_modules') && !importer.startsWith('\0');
    if (isOfPackage && id in { ...never, ...lazy }) return `\0stand-in:${id}`;
    return id in lazy ? { id, external: true } : null;
  },
  /** @param {string} id */
  load(id) {
    const code = id.startsWith('\0stand-in:') ? { ...never, ...lazy }[id.slice('\0stand-in:'.length)] : undefined;
    return code === undefined ? null : { code, moduleType: 'js' };
  },
};

const rolldown = await bundler();
if (rolldown !== null) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  // Before the bundler reads them: what changes meanwhile makes the bundle an old one.
  const hash = sourcesHash(root);
  await rolldown.build({
    input: join(root, 'src/cli/run-command.ts'),
    cwd: root,
    platform: 'node',
    external: ['better-sqlite3', 'pino'],
    plugins: [standIns],
    // What is imported when it is needed (a command, an engine) is a file of its own.
    output: { dir: join(root, 'dist'), entryFileNames: 'countersign.js', format: 'esm', sourcemap: true },
    logLevel: 'warn',
  });
  writeFileSync(join(root, 'dist/built-from'), hash);
}
