import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Mutant, mutants } from './mutants.ts';

const root = resolve(import.meta.dirname, '../..');
const copied = [
  'src',
  'db',
  'sandbox',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'ARCHITECTURE.md',
  'manifest.yml',
];
const usualRuns = 150;
/** The store's contract too on one engine: a defect above both shows on either. */
const vitestRun = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'sqlite'];

type Verdict = { readonly mutant: Mutant; readonly caughtBy: string | null; readonly seconds: number };

/** Exit code and output of a command in the copy. */
function run(folder: string, args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const { promise, resolve: done } = Promise.withResolvers<{ readonly code: number; readonly output: string }>();
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.on('close', (code) => done({ code: code ?? 1, output }));
  return promise;
}

function copyOfSources(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-mutant-'));
  for (const part of copied) cpSync(join(root, part), join(folder, part), { recursive: true });
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    // The sandbox's packages are links beside the sources: each copy has its own, or the program that they start is the one without the defect.
    if (name === '@countersign') cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else symlinkSync(join(from, name), join(to, name));
  }
  return folder;
}

/** A copy of the sources with the defect in it. Throws where the line is not there exactly once: the list is out of date then. */
function seeded({ file, find, put, name }: Mutant): string {
  const text = readFileSync(join(root, file), 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${name}: the line does not stand in ${file} exactly once`);
  const folder = copyOfSources();
  writeFileSync(
    join(folder, file),
    text.replace(find, () => put),
  );
  return folder;
}

/** What breaks without any defect would seem to catch every one: throws where the sources as they are do not hold. */
async function requireSound(asked: readonly Mutant[], seed: number): Promise<void> {
  const folder = copyOfSources();
  try {
    const most = Math.max(0, ...asked.map(({ runs = usualRuns }) => runs));
    const tests = [...new Set(asked.flatMap((mutant) => mutant.tests ?? []))];
    const [model, vitest] = await Promise.all([
      run(folder, ['test/model/run.ts', '--runs', String(most), '--seed', String(seed), '--no-shrink']),
      tests.length === 0 ? { code: 0, output: '' } : run(folder, [...vitestRun, ...tests]),
    ]);
    if (model.code !== 0) throw new Error(`the sources as they are do not hold: ${whyOf(model.output)}`);
    if (vitest.code !== 0) throw new Error(`the tests fail without a defect:\n${vitest.output.slice(-2_000)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(mutant: Mutant, seed: number): Promise<Verdict> {
  const startedAt = performance.now();
  const folder = seeded(mutant);
  const verdict = (caughtBy: string | null): Verdict => ({
    mutant,
    caughtBy,
    seconds: (performance.now() - startedAt) / 1_000,
  });
  try {
    const runs = mutant.runs ?? usualRuns;
    if (runs > 0) {
      const model = await run(folder, [
        'test/model/run.ts',
        '--runs',
        String(runs),
        '--seed',
        String(seed),
        '--no-shrink',
      ]);
      if (model.code !== 0) return verdict(`the model: ${whyOf(model.output)}`);
    }
    for (const test of mutant.tests ?? []) {
      const vitest = await run(folder, [...vitestRun, '--bail', '1', test]);
      if (vitest.code !== 0) return verdict(test);
    }
    return verdict(null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first rule that the model run says to be broken. */
function whyOf(output: string): string {
  const line = output.split('\n').find((one) => /^(?:I\d+ |bug: )/.test(one)) ?? output.trim().split('\n').at(-1) ?? '';
  return line.length > 90 ? `${line.slice(0, 90)}…` : line;
}

/** Seeds each defect into a copy of the sources and says what caught it. Answers how many were not. */
export async function runMutants(
  seed: number,
  print: (line: string) => void,
  only: string | undefined,
): Promise<number> {
  const waiting = mutants.filter(({ name }) => only === undefined || only.split(',').some((one) => name.includes(one)));
  const verdicts: Verdict[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const verdict = await judge(next, seed);
      verdicts.push(verdict);
      print(`| ${next.name} | ${verdict.caughtBy ?? 'NOTHING'} | ${verdict.seconds.toFixed(0)} s |`);
    }
  };
  await requireSound(waiting, seed);
  print(['| defect | caught by | in |', '|---|---|---|'].join('\n'));
  await Promise.all([worker(), worker()]);
  const survivors = verdicts.filter(({ caughtBy }) => caughtBy === null);
  print(`\n${verdicts.length - survivors.length} of ${verdicts.length} defects were caught (seed ${seed})`);
  return survivors.length;
}
