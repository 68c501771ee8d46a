import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { NamedStretches } from '../../bench/loop-delay.ts';
import { proveLoad } from '../load/prove-load.ts';
import { startServer } from '../store/postgres/server.ts';
import { proveStoriesOnPostgres } from '../stories/prove-on-postgres.ts';
import { explore, newTally } from './explore.ts';
import { nameRequests } from './name-work.ts';
import { runMutants } from './run-mutants.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
    'no-shrink': { type: 'boolean' },
    mutants: { type: 'boolean' },
    load: { type: 'boolean' },
    postgres: { type: 'boolean' },
    socket: { type: 'boolean' },
    only: { type: 'string' },
    whole: { type: 'boolean' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));

type ProveOn = { readonly server?: string; readonly isSocketMode?: boolean };

/**
 * The goal is that nobody waits longer than 50 ms, and what does not keep it is told. That time is the machine's too, and means little
 * where others use it: so what fails is five times as much work of the very thread that serves clicks, which nobody else can cause.
 */
const mostWorkMs = 250;

/** Says who kept the event loop for how long; false where that is more than anybody may. */
function tellStretches(stretches: NamedStretches): boolean {
  stretches.stop();
  const inMs = (ms: number): string => `${ms.toFixed(0)} ms`;
  print(
    `longest stretch of the event loop ${inMs(stretches.longestMs())}, most work in one ${inMs(stretches.mostWorkedMs())} (at most ${inMs(mostWorkMs)})`,
  );
  const long = [...stretches.long()].toSorted(([, one], [, other]) => other.workedMs - one.workedMs);
  for (const [names, { ms, workedMs }] of long.slice(0, 12))
    print(`  ${inMs(ms)}, ${inMs(workedMs)} of work: ${names}`);
  const isKept = stretches.mostWorkedMs() <= mostWorkMs;
  if (!isKept) print('something kept everybody else waiting for too long');
  return isKept;
}

/** On a PostgreSQL server where one is named, and over Socket Mode where that is asked for. */
async function prove(runs: number, { server, isSocketMode = false }: ProveOn = {}): Promise<boolean> {
  const where = `${server === undefined ? '' : ' on PostgreSQL'}${isSocketMode ? ' over Socket Mode' : ''}`;
  print(`seed ${seed}, ${runs} runs${where}`);
  const tally = newTally();
  const stopNaming = nameRequests(tally.stretches);
  const startedAt = performance.now();
  const details = await explore(
    {
      ...{ runs, seed, server, isSocketMode, isShrunk: values['no-shrink'] !== true },
      ...(values.path === undefined ? {} : { path: values.path }),
    },
    tally,
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  print(
    `${tally.runs} runs held in ${seconds.toFixed(1)} s (${(tally.runs / seconds).toFixed(1)} a second): ` +
      `${tally.commands} commands, ${tally.longest} in the longest; ${tally.calls} calls to Slack and GitHub, ` +
      `${tally.decisions} reviews and revocations sent, ${tally.deaths} deaths` +
      (isSocketMode ? `; ${tally.envelopes} envelopes over ${tally.connections} connections` : ''),
  );
  stopNaming();
  const isLoopKept = tellStretches(tally.stretches);
  if (!details.failed) return isLoopKept;
  print(fc.defaultReportMessage(details) ?? 'a run failed');
  const { errorInstance: error } = details;
  const isRule = error instanceof Error && error.name === 'Broken';
  print(isRule ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  // Of the path only the run: how it was made shorter depends on what happened then.
  const engine = `${server === undefined ? '' : '--postgres '}${isSocketMode ? '--socket ' : ''}`;
  print(`see it again: npm run prove -- ${engine}--seed ${seed} --path ${details.counterexamplePath?.split(':')[0]}`);
  return false;
}

/** In full, the tests of which `npm test` takes a fixed share. */
function runWhole(): boolean {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.whole.config.ts'];
  return (
    spawnSync(process.execPath, args, { stdio: 'inherit', cwd: resolve(import.meta.dirname, '../..') }).status === 0
  );
}

/** A run takes about three times as long there, so there are fewer. */
async function proveOnPostgres(runs: number): Promise<boolean> {
  const server = await startServer(['max_connections=200']);
  try {
    if (!(await prove(runs, { server: server.url('postgres') }))) return false;
  } finally {
    await server.remove();
  }
  return values.path === undefined ? proveStoriesOnPostgres() : true;
}

async function proveAll(): Promise<boolean> {
  if (values.mutants === true) return (await runMutants(Number(values.seed ?? 1), print, values.only)) === 0;
  if (values.load === true) return proveLoad(print);
  if (values.whole === true) return runWhole();
  const runs = Number(values.runs ?? 1_000);
  if (values.postgres === true) return proveOnPostgres(runs);
  if (values.socket === true) return prove(runs, { isSocketMode: true });
  const isModelKept = await prove(runs);
  // Who asks for some runs wants to see those.
  if (values.runs !== undefined || values.seed !== undefined) return isModelKept;
  const isSocketKept = await prove(Math.ceil(runs / 10), { isSocketMode: true });
  const isLoadKept = await proveLoad(print);
  const isWholeKept = runWhole();
  return (await proveOnPostgres(Math.ceil(runs / 10))) && isWholeKept && isLoadKept && isSocketKept && isModelKept;
}

const isGood = await proveAll();
// Connections that are kept alive would keep the process, too.
process.exit(isGood ? 0 : 1);
