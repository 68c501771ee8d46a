import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { collectTests, type Test } from './collect-tests.ts';

const beside = (file: string): string => pathToFileURL(join(import.meta.dirname, file)).href;

/** What the tests get in place of the packages that they import. */
const standsFor: Readonly<Record<string, string>> = {
  vitest: beside('collect-tests.ts'),
  'fast-check': beside('few-runs.ts'),
};
const imported = /\bfrom '(\.[^']+\.ts)'/g;

/** Under `root`, the tests of the rules: which of them reach these files, and what each tests. */
export type Files = {
  reaching(sources: readonly string[]): readonly string[];
  /** Each generation has modules of its own, so that nothing is left of the one before. */
  load(test: string, generation: number): Promise<readonly Test[]>;
};

const scripts = new Map<string, string>();

/** To take the types out costs more than to load what is left. */
function scriptOf(file: string): string {
  const known = scripts.get(file);
  if (known !== undefined) return known;
  const script = stripTypeScriptTypes(readFileSync(file, 'utf8'));
  scripts.set(file, script);
  return script;
}

function importsOf(file: string): readonly string[] {
  return [...scriptOf(file).matchAll(imported)].map(([, path = '']) => resolve(dirname(file), path));
}

export function openFiles(root: string): Files {
  const inRoot = `${pathToFileURL(root).href}/`;
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      const isOurs = parentURL.startsWith(inRoot) && !Object.values(standsFor).includes(parentURL);
      if (!isOurs) return next(specifier, context);
      const stand = standsFor[specifier];
      if (stand !== undefined) return { url: stand, shortCircuit: true };
      const found = next(specifier, context);
      const generation = new URL(parentURL).search;
      return found.url.startsWith(inRoot) && found.url.endsWith('.ts')
        ? { ...found, url: found.url + generation }
        : found;
    },
    load(url, context, next) {
      if (!url.startsWith(inRoot) || !new URL(url).pathname.endsWith('.ts')) return next(url, context);
      return { format: 'module', source: scriptOf(fileURLToPath(url)), shortCircuit: true };
    },
  });

  const tests = readdirSync(join(root, 'test/domain'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join(root, 'test/domain', file))
    .sort();
  const imports = new Map<string, readonly string[]>();
  const wholeOf = new Map<string, ReadonlySet<string>>();

  function wholeOfTest(test: string): ReadonlySet<string> {
    const known = wholeOf.get(test);
    if (known !== undefined) return known;
    const whole = new Set([test]);
    // A set that grows while it is walked is walked to its end.
    for (const file of whole) {
      const own = imports.get(file) ?? importsOf(file);
      imports.set(file, own);
      for (const path of own) whole.add(path);
    }
    wholeOf.set(test, whole);
    return whole;
  }

  return {
    reaching: (sources) => tests.filter((test) => sources.some((source) => wholeOfTest(test).has(source))),
    load: (test, generation) => collectTests(() => import(`${pathToFileURL(test).href}?${generation}`)),
  };
}

/** The test that a file of the rules has beside it comes first, properties come last: most mutants are caught soon. */
export function soonestFirst(tests: readonly string[], source: string): readonly string[] {
  const own = source.replace('/src/', '/test/').replace(/\.ts$/, '');
  const folder = `${dirname(own)}/`;
  const rank = (test: string): number => {
    if (test.includes('.property.')) return 4;
    if (test === `${own}.test.ts`) return 0;
    if (test.startsWith(own)) return 1;
    return test.startsWith(folder) ? 2 : 3;
  };
  return tests.toSorted((one, other) => rank(one) - rank(other));
}

export const idOf = (file: string, test: { readonly name: string }): string => `${file}#${test.name}`;
