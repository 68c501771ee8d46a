// `npm run bench`: every bench, each in a process of its own so that none pays for the memory of another. What they measure is printed, and
// written into BENCHMARKS.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './figures.ts';
import { circumstances, writeMeasured } from './note.ts';

const benches = [
  'beside-bolt',
  'messages',
  'passes',
  'passes-100000',
  'rows',
  'type-ahead',
  'inventory',
  'rules',
  'sandbox',
] as const;
type Bench = (typeof benches)[number];
/** The long one is a bench of its own: its figures stand beside those of 10,000. */
const files: Readonly<Record<Bench, readonly string[]>> = {
  'beside-bolt': ['beside-bolt.ts'],
  messages: ['messages.ts'],
  passes: ['passes.ts'],
  'passes-100000': ['passes.ts', '--tokens', '100000', '--rounds', '3'],
  rows: ['rows.ts'],
  'type-ahead': ['type-ahead.ts'],
  inventory: ['inventory.ts'],
  rules: ['rules.ts'],
  sandbox: ['sandbox.ts'],
};
const { values } = parseArgs({ options: { only: { type: 'string' }, 'dry-run': { type: 'boolean' } } });
const chosen = benches.filter((name) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  process.stderr.write(`--only is one of ${benches.join(', ')}, not ${values.only}\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
let failed = 0;
for (const name of chosen) {
  process.stdout.write(`## ${name}\n\n`);
  const [file = '', ...options] = files[name];
  const rows = join(folder, `${name}.json`);
  const loadBefore = loadavg();
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...options], {
    ...{ stdio: 'inherit', env: { ...process.env, BENCH_ROWS: rows } },
  });
  if (status !== 0) failed += 1;
  else if (values['dry-run'] !== true) {
    const measured = JSON.parse(readFileSync(rows, 'utf8')) as readonly Row[];
    writeMeasured(name, measured, circumstances(`npm run bench -- --only ${name}`, loadBefore));
  }
  process.stdout.write('\n');
}
rmSync(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
