import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { builtPage } from './build-when-stale.ts';

const here = import.meta.dirname;

/** Makes the page as a browser takes it. */
export async function buildPage(into: string = builtPage): Promise<void> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  await build({
    input: join(here, 'start.tsx'),
    cwd: here,
    platform: 'browser',
    transform: { target: 'es2023' },
    output: { file: join(into, 'page.js'), format: 'esm', minify: true, sourcemap: true },
    logLevel: 'warn',
  });
  const styles = readdirSync(join(here, 'styles')).sort();
  writeFileSync(
    join(into, 'page.css'),
    styles.map((file) => readFileSync(join(here, 'styles', file), 'utf8')).join('\n'),
  );
  const font = 'files/inter-latin-wght-normal.woff2';
  cpSync(createRequire(import.meta.url).resolve(`@fontsource-variable/inter/${font}`), join(into, 'inter.woff2'));
  cpSync(join(here, 'mark.svg'), join(into, 'mark.svg'));
  // Last, because whoever looks for it takes the rest for made.
  cpSync(join(here, 'index.html'), join(into, 'index.html'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildPage();
