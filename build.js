// `npm run build`, and `npm install` by itself: the program as one file. drizzle's many entry points cost a second and 190 MB at every
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

const rolldown = await bundler();
if (rolldown !== null) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  // Before the bundler reads them: what changes meanwhile makes the bundle an old one.
  const hash = sourcesHash(root);
  await rolldown.build({
    input: join(root, 'src/main.ts'),
    cwd: root,
    platform: 'node',
    external: ['better-sqlite3', 'pino'],
    output: { file: join(root, 'dist/main.js'), format: 'esm', sourcemap: true },
    logLevel: 'warn',
  });
  writeFileSync(join(root, 'dist/built-from'), hash);
}
