import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import type { Test } from './collect-tests.ts';
import { type Files, idOf, openFiles, soonestFirst } from './load-files.ts';
import { type Mutated, mutated } from './mutated.ts';

type Named = Test & { readonly id: string };
type Outcome = { readonly ran: number; readonly failed: { readonly test: Named; readonly message: string } | null };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function failureOf(test: Test): Promise<string | null> {
  try {
    await test.run();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * Runs the tests of the rules in this very process. They are pure and take no time; to start a worker for each mutant, and
 * to load everything in it again, took hundreds of times longer than the tests.
 */
function createRunner(files: Files, program: Mutated): TestRunner {
  let generation = 0;
  const loaded = new Map<string, readonly Named[]>();

  async function testsOf(file: string): Promise<readonly Named[]> {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const tests = (await files.load(file, generation)).map((test) => ({ ...test, id: idOf(file, test) }));
    loaded.set(file, tests);
    return tests;
  }

  function forget(): void {
    generation += 1;
    loaded.clear();
  }

  async function runUntilOneFails(paths: readonly string[], asked: ReadonlySet<string> | null): Promise<Outcome> {
    let ran = 0;
    for (const path of paths) {
      for (const test of await testsOf(path)) {
        if (asked !== null && !asked.has(test.id)) continue;
        ran += 1;
        const message = await failureOf(test);
        if (message !== null) return { ran, failed: { test, message } };
      }
    }
    return { ran, failed: null };
  }

  /** What was reckoned once and is kept would hide a mutant, or would still be wrong when it is gone. */
  async function runAfresh(id: string, paths: readonly string[], asked: ReadonlySet<string> | null): Promise<Outcome> {
    forget();
    program.activate(id);
    const outcome = await runUntilOneFails(paths, asked);
    program.activate(null);
    forget();
    return outcome;
  }

  async function runAtOnce(id: string, paths: readonly string[], asked: ReadonlySet<string>): Promise<Outcome | null> {
    // Loaded before: what a file reckons while it is loaded has to be right for the mutants after this one.
    for (const path of paths) await testsOf(path);
    program.activate(id);
    const outcome = await runUntilOneFails(paths, asked);
    program.activate(null);
    if (outcome.failed === null) return null;
    return (await failureOf(outcome.failed.test)) === null ? outcome : null;
  }

  async function dryRun({ files: sources = [] }: DryRunOptions): Promise<DryRunResult> {
    const results: TestResult[] = [];
    for (const file of files.reaching(sources)) {
      for (const test of await testsOf(file)) {
        const start = performance.now();
        program.watch(test.id);
        const message = await failureOf(test);
        program.watch(null);
        const { id } = test;
        const told = { id, name: id, fileName: file, timeSpentMs: performance.now() - start };
        results.push(
          message === null
            ? { ...told, status: TestStatus.Success }
            : { ...told, status: TestStatus.Failed, failureMessage: message },
        );
      }
    }
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: program.coverage() };
  }

  async function mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { id } = options.activeMutant;
    const asked = options.testFilter === undefined ? null : new Set(options.testFilter);
    const reaching = soonestFirst(files.reaching([options.sandboxFileName]), options.sandboxFileName);
    program.limitHits(options.hitLimit);
    const paths = asked === null ? reaching : reaching.filter((path) => isAskedOf(path, asked));
    try {
      const soon = asked === null || options.mutantActivation === 'static' ? null : await runAtOnce(id, paths, asked);
      const { ran, failed } = soon ?? (await runAfresh(id, paths, asked));
      if (program.isOverLimit()) return { status: MutantRunStatus.Timeout };
      if (failed === null) return { status: MutantRunStatus.Survived, nrOfTests: ran };
      return {
        status: MutantRunStatus.Killed,
        killedBy: [failed.test.id],
        failureMessage: failed.message,
        nrOfTests: ran,
      };
    } catch (error) {
      // A file that can't even be loaded.
      program.activate(null);
      forget();
      return { status: MutantRunStatus.Error, errorMessage: messageOf(error) };
    }
  }

  return { capabilities: () => ({ reloadEnvironment: true }), dryRun, mutantRun };
}

function isAskedOf(path: string, asked: ReadonlySet<string>): boolean {
  const prefix = idOf(path, { name: '' });
  return [...asked].some((id) => id.startsWith(prefix));
}

function createRunnerHere(): TestRunner {
  return createRunner(openFiles(process.cwd()), mutated());
}
createRunnerHere.inject = [] as const;

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'rules', createRunnerHere)];
