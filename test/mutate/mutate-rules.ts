import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Mutant } from './judge.ts';

const root = resolve(import.meta.dirname, '../..');
const onOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

type Options = ConstructorParameters<typeof Stryker>[0];
type Place = { readonly line: number; readonly column: number };

/** Lines and columns count from one; the end is the first character after it. */
function between(lines: readonly string[], start: Place, end: Place): string {
  return lines
    .slice(start.line - 1, end.line)
    .map((line, index, all) =>
      line.slice(
        index === 0 ? start.column - 1 : 0,
        index === all.length - 1 ? end.column - 1 : Number.POSITIVE_INFINITY,
      ),
    )
    .join('\n');
}

/** Changes the rules in every way that Stryker knows, and asks the tests of the domain about each. */
export async function mutateRules(patterns: readonly string[], workers: number): Promise<readonly Mutant[]> {
  const results = await new Stryker({
    mutate: [...patterns],
    testRunner: 'rules',
    plugins: [resolve(import.meta.dirname, 'runner/runner.ts')],
    coverageAnalysis: 'perTest',
    concurrency: workers,
    // Without tsconfig.json Stryker doesn't look for TypeScript's old programming interface, which version 7 has no more.
    ignorePatterns: ['/*', '!/src', '!/test', '!/docs', '!/package.json'],
    disableTypeChecks: false,
    // Only a loop that never ends takes so long, however busy the machine is.
    timeoutMS: 10_000,
    // What was loaded is never given back: now and then another process goes on.
    maxTestRunnerReuse: 200,
    reporters: ['progress-append-only'],
    logLevel: 'warn' as NonNullable<Options['logLevel']>,
    warnings: false,
  }).runMutationTest();
  const sources = new Map<string, readonly string[]>();
  return results.flatMap(({ fileName, location, replacement = '', status }) => {
    // What can't even be loaded is no change of a rule.
    if (status === 'CompileError' || status === 'RuntimeError' || status === 'Ignored') return [];
    const lines = sources.get(fileName) ?? readFileSync(fileName, 'utf8').split('\n');
    sources.set(fileName, lines);
    return [
      {
        file: relative(root, fileName),
        lineNumber: location.start.line,
        line: onOneLine(lines[location.start.line - 1] ?? ''),
        text: onOneLine(between(lines, location.start, location.end)),
        becomes: onOneLine(replacement),
        isCaught: status === 'Killed' || status === 'Timeout',
      },
    ];
  });
}
