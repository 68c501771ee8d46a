import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { explore, newTally } from './explore.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' }, replay: { type: 'string' } },
});
const runs = Number(values.runs ?? 1_000);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`seed ${seed}, ${runs} runs`);
const tally = newTally();
const startedAt = performance.now();
const details = await explore(
  {
    runs,
    seed,
    ...(values.path === undefined ? {} : { path: values.path }),
    ...(values.replay === undefined ? {} : { replayPath: values.replay }),
  },
  tally,
);
const seconds = (performance.now() - startedAt) / 1_000;
print(
  `${tally.runs} runs passed in ${seconds.toFixed(1)} s (${(tally.runs / seconds).toFixed(1)} a second), ${tally.commands} commands, the longest run ${tally.longest}; ${tally.calls} calls, ${tally.decisions} reviews sent, ${tally.deaths} deaths`,
);
if (details.failed) {
  print(fc.defaultReportMessage(details) ?? 'failed');
  const { errorInstance: error } = details;
  print(
    error instanceof Error ? (error.name === 'Broken' ? error.message : (error.stack ?? error.message)) : String(error),
  );
  process.exitCode = 1;
}
process.exit();
