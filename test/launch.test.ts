import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Script } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtProgram } from './support/built-program.ts';
import {
  type Environment,
  installed,
  portOf,
  run,
  temporaryFolder,
  until,
  whatIsIn,
  worldFor,
  writeProtect,
} from './support/start-program.ts';

const unset = 'SLACK_BOT_TOKEN is not set';

function start(folder: string, more: readonly string[] = []) {
  const args = [...more, join(folder, 'src/countersign.js'), 'start'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: temporaryFolder(),
    encoding: 'utf8',
    env: {},
  });
  return { status, said: stdout + stderr };
}

describe('a Node that is too old', () => {
  it.each(['20.20.2', '22.19.0', '24.13.1'])('is told so in one sentence: %s', (version) => {
    const folder = installed({ build: false });
    const older = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
    expect(start(folder, ['--import', older])).toEqual({
      status: 78,
      said: `Countersign cannot start:\n  - it needs Node 24.14 or newer, and this is Node ${version}\n`,
    });
  });

  it.each(['24.14.0', '25.0.0'])('is not one that is newer: %s', (version) => {
    const folder = installed({ build: false });
    writeFileSync(join(folder, 'src/main.ts'), "export const start = () => process.stdout.write('it runs')");
    const newer = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
    expect(start(folder, ['--import', newer]).said).toBe('it runs');
  });
});

/** In place of the sources, which take a second and a half: that they run is shown where nothing may be written. */
const sourcesThatSaySo = `data:text/javascript,import { registerHooks } from 'node:module';
registerHooks({
  load: (url, context, next) =>
    url.endsWith('/src/cli/run-command.ts')
      ? { format: 'module', source: "process.stdout.write('the sources')", shortCircuit: true }
      : next(url, context),
});`;

describe('a start', () => {
  it('runs the bundle of these sources, and never one of others', () => {
    const folder = installed({ build: true });
    writeFileSync(join(folder, 'dist/countersign.js'), "process.stdout.write('the bundle')");
    expect(start(folder).said).toBe('the bundle');
    appendFileSync(join(folder, 'src/domain/ids.ts'), '\n// One letter more.\n');
    const { said } = start(folder, ['--import', sourcesThatSaySo]);
    expect(said).toContain(
      'the bundle was built from other sources, so the sources are run; npm run build makes a new one',
    );
    expect(said).toMatch(/the sources$/);
  });
});

/** Plain JavaScript, without types of its own. */
type Launch = {
  readonly compile: (path: string) => { readonly script: Script };
  readonly sealed: (source: Buffer, code: Buffer) => Buffer;
  readonly sealLength: number;
};

describe('what the build compiled', async () => {
  const path: string = '../src/launch/bundle.js';
  const { compile, sealed, sealLength } = (await import(path)) as Launch;
  const name = 'countersign.js';
  const kept = (folder: string): string => join(folder, 'dist', `${name}.compiled`);
  const isTaken = (folder: string, file = name): boolean => {
    const { script } = compile(join(folder, 'dist', file));
    // V8 answers it only where there was something to take.
    return script.cachedDataRejected === false;
  };

  it('is there for each file of the bundle, and is taken', () => {
    const folder = builtProgram();
    const files = readdirSync(join(folder, 'dist')).filter((file) => file.endsWith('.js'));
    expect(files).toContain(name);
    expect(files.filter((file) => !isTaken(folder, file))).toEqual([]);
  });

  it('is never run in place of another source of the same length', () => {
    const folder = installed({ build: true });
    const path = join(folder, 'dist', name);
    const other = "process.stdout.write('the other')";
    writeFileSync(path, other.padEnd(readFileSync(path, 'utf8').length));
    expect(start(folder)).toEqual({ status: 0, said: 'the other' });
  });

  it.each([
    { how: 'is not there', change: () => null },
    { how: 'was cut off', change: (whole: Buffer) => whole.subarray(0, whole.length / 2) },
    {
      how: 'was damaged',
      change: (whole: Buffer) => Buffer.concat([whole.subarray(0, whole.length - 8), Buffer.alloc(8, 7)]),
    },
    {
      how: 'is another Node’s',
      // The first bytes of the code say which V8 made it.
      change: (whole: Buffer, source: Buffer) =>
        sealed(source, Buffer.concat([Buffer.alloc(8, 7), whole.subarray(sealLength + 8)])),
    },
  ])('is done without where it $how', ({ change }) => {
    const folder = installed({ build: true });
    const changed = change(readFileSync(kept(folder)), readFileSync(join(folder, 'dist', name)));
    if (changed === null) rmSync(kept(folder));
    else writeFileSync(kept(folder), changed);
    expect(isTaken(folder)).toBe(false);
    const { status, said } = start(folder);
    expect(status).toBe(78);
    expect(said).toContain(unset);
  });
});

describe('a build', () => {
  const build = (folder: string, ...more: readonly string[]) =>
    spawnSync(process.execPath, ['build.js', ...more], { cwd: folder, encoding: 'utf8', env: {} });

  it('is left out by an install without the bundler, and only by that', () => {
    const folder = installed({ build: false });
    rmSync(join(folder, 'node_modules'));
    expect(build(folder, '--if-possible')).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    expect(build(folder).status).not.toBe(0);
  });
});

describe('a program in a folder that its user may not write to', () => {
  it.each([
    { what: 'the bundle', build: true },
    { what: 'the sources, where nothing was built', build: false },
  ])('starts, becomes ready and stops: $what', async ({ build }) => {
    const { environment, cwd } = await worldFor();
    const folder = installed({ build });
    expect(existsSync(join(folder, 'dist'))).toBe(build);
    writeProtect(folder);
    onTestFinished(() => chmodSync(folder, 0o755));
    const before = whatIsIn(folder);
    const env = {
      ...environment,
      DATABASE_URL: `file:${cwd}/data/countersign.db`,
      POLICY_FILE: join(cwd, 'policy.yml'),
    };
    const program = run([process.execPath, 'src/countersign.js', 'start'], { cwd: folder, env });
    await until(program, /"msg":"ready/);
    expect((await fetch(`http://127.0.0.1:${await portOf(program)}/healthz`)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    // Root may write all the same: it did not even try.
    expect(whatIsIn(folder)).toEqual(before);
  });
});

describe('npm start', () => {
  const npm = (folder: string, env: Environment) =>
    run(['npm', 'start', '--silent'], {
      cwd: folder,
      env: { ...env, PATH: process.env.PATH ?? '', HOME: temporaryFolder() },
    });

  it('ends with the program’s exit code', async () => {
    const program = npm(installed({ build: true }), {});
    expect(await program.ended).toBe(78);
    expect(program.output()).toContain(unset);
  });

  it('hands a signal on that reaches npm alone, and ends with 0 when the program has stopped', async () => {
    const { environment, cwd } = await worldFor();
    const program = npm(installed({ build: true }), {
      ...environment,
      POLICY_FILE: join(cwd, 'policy.yml'),
      DATABASE_URL: `file:${cwd}/data/countersign.db`,
    });
    await until(program, /"msg":"ready/);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('"msg":"stopped"');
  });
});
