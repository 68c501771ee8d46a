// How the benches say what they measured.
import { writeFileSync } from 'node:fs';

export type Row = readonly [what: string, measured: string, goal: string];

export function median(all: readonly number[]): number {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;
}

export function percentile(all: readonly number[], part: number): number {
  const sorted = all.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The middle one, and between which the others lie. */
export function spread(all: readonly number[], unit: string, digits = 0): string {
  const said = (value: number): string => value.toFixed(digits);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return all.length < 2
    ? `${said(median(all))} ${unit}`
    : `${said(median(all))} ${unit} (${said(least)}–${said(most)})`;
}

export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return ['| what | measured | goal |', '|---|---|---|', ...lines, ''].join('\n');
}

/** For whoever looks, and for `run.ts`, which writes it down. */
export function print(rows: readonly Row[]): void {
  process.stdout.write(tableOf(rows));
  const { BENCH_ROWS: path } = process.env;
  if (path !== undefined) writeFileSync(path, JSON.stringify(rows));
}
