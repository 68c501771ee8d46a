import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { proveLoad } from '../load/prove-load.ts';
import { explore, newTally } from './explore.ts';
import { runMutants } from './run-mutants.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
    'no-shrink': { type: 'boolean' },
    mutants: { type: 'boolean' },
    load: { type: 'boolean' },
    only: { type: 'string' },
    whole: { type: 'boolean' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

async function prove(runs: number): Promise<boolean> {
  print(`seed ${seed}, ${runs} runs`);
  const tally = newTally();
  const startedAt = performance.now();
  const details = await explore(
    {
      ...{ runs, seed, isShrunk: values['no-shrink'] !== true },
      ...(values.path === undefined ? {} : { path: values.path }),
    },
    tally,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  print(
    `${tally.runs} runs held in ${seconds.toFixed(1)} s (${(tally.runs / seconds).toFixed(1)} a second): ` +
      `${tally.commands} commands, ${tally.longest} in the longest; ${tally.calls} calls to Slack and GitHub, ` +
      `${tally.decisions} reviews and revocations sent, ${tally.deaths} deaths`,
  );
  if (!details.failed) return true;
  print(fc.defaultReportMessage(details) ?? 'a run failed');
  const { errorInstance: error } = details;
  const isRule = error instanceof Error && error.name === 'Broken';
  print(isRule ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  // Of the path only the run: how it was made shorter depends on what happened then.
  print(`see it again: npm run prove -- --seed ${seed} --path ${details.counterexamplePath?.split(':')[0]}`);
  return false;
}

/** In full, the tests of which `npm test` takes a fixed share. */
function runWhole(): boolean {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.whole.config.ts'];
  return (
    spawnSync(process.execPath, args, { stdio: 'inherit', cwd: resolve(import.meta.dirname, '../..') }).status === 0
  );
}

async function run(): Promise<boolean> {
  if (values.mutants === true) return (await runMutants(Number(values.seed ?? 1), print, values.only)) === 0;
  if (values.load === true) return proveLoad(print);
  if (values.whole === true) return runWhole();
  const isAll = values.runs === undefined && values.seed === undefined;
  const isProved = await prove(Number(values.runs ?? 1_000));
  if (!isAll) return isProved;
  const isLoadKept = await proveLoad(print);
  return runWhole() && isLoadKept && isProved;
}

const isGood = await run();
// Connections that are kept alive would keep the process, too.
process.exit(isGood ? 0 : 1);
