// `node src/launch/keep-compiled.js FOLDER`, by the build: starts the bundle there without any setting, which it refuses, and keeps beside each
// of its files what was compiled until then.
import { readdirSync, writeFileSync } from 'node:fs';
import { compile, keptAt, runBundle, sealed } from './bundle.js';

const [, , folder = 'dist'] = process.argv;
process.argv.splice(2, process.argv.length, 'start');
/** @type {Map<string, import('./bundle.js').Compiled>} */
const compiled = new Map();
runBundle(folder, (name, one) => compiled.set(name, one));
process.on('exit', () => {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const path = `${folder}/${name}`;
    const { script, source } = compiled.get(name) ?? compile(path);
    writeFileSync(keptAt(path), sealed(source, script.createCachedData()));
  }
  process.exitCode = 0;
});
