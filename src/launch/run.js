// Runs the bundle, if there is one of these very sources; else the sources. A bundle that was left behind by an update would be an
// old program with new rules around it.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runBundle } from './bundle.js';
import { sourcesHash } from './sources-hash.js';

const root = new URL('../../', import.meta.url);

function builtFrom() {
  try {
    return readFileSync(new URL('dist/built-from', root), 'utf8');
  } catch {
    return null;
  }
}

/** Node reads drizzle's package.json, 179 KB, again for each of its files: half a second and 190 MB, of which nothing is needed. */
function loadDrizzleFast() {
  registerHooks({
    resolve(specifier, context, next) {
      const isInside = context.parentURL?.includes('/node_modules/drizzle-orm/') && /^\..*\.js$/.test(specifier);
      if (!isInside) return next(specifier, context);
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
    },
  });
}

const built = builtFrom();
if (built !== null && built === sourcesHash(fileURLToPath(root))) {
  runBundle(fileURLToPath(new URL('dist', root)));
} else {
  // Only a start has a log: what the other commands print may be read by a program.
  if (built !== null && process.argv[2] === 'start') {
    const msg = 'the bundle was built from other sources, so the sources are run; npm run build makes a new one';
    process.stdout.write(`${JSON.stringify({ level: 40, time: Date.now(), msg })}\n`);
  }
  loadDrizzleFast();
  await import('../cli/run-command.ts');
}
