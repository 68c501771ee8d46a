// BENCHMARKS.md: what people wrote stays; what was measured stands between marks and is written anew by each run.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type Row, tableOf } from './figures.ts';

const path = join(import.meta.dirname, 'BENCHMARKS.md');

/** Where and when: ratios hold for the machine and the moment that they were taken in. */
export function circumstances(command: string, loadBefore: readonly number[]): string {
  const load = (all: readonly number[]): string => (all[0] ?? 0).toFixed(1);
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}: ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}),`,
    `${memory}, ${process.platform}, Node ${process.versions.node}, load ${load(loadBefore)} before and ${load(loadavg())} after.`,
  ].join('\n');
}

/** Puts the table of a bench, and how it was taken, between its marks. */
export function writeMeasured(name: string, rows: readonly Row[], taken: string): void {
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- measured: ${name} -->`, '<!-- end -->'];
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`BENCHMARKS.md has no place for ${name}`);
  const measured = `${begin}\n${taken}\n\n${tableOf(rows)}`;
  writeFileSync(path, `${text.slice(0, from)}${measured}${text.slice(to)}`);
}
