import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type AppKeys, createAppKeys, createWorld, type World } from '@countersign/sandbox-stage/cast';
import { onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

export type Environment = Readonly<Record<string, string>>;
export type Run = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
};

export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'countersign-start-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

type Installed = { readonly folder: string; readonly remove: () => void };

function programFolder(from: string, names: readonly string[]): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-program-'));
  chmodSync(folder, 0o755);
  for (const name of names) cpSync(join(from, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const files = ['src', 'db', 'build.js', 'manifest.yml', 'package.json', 'package-lock.json'];

/** The program's folder as an install leaves it, apart from this one; `build` bundles it. */
export function installProgram({ build }: { readonly build: boolean }): Installed {
  const installed = programFolder(root, files);
  if (build) {
    const { status, stderr } = spawnSync(process.execPath, ['build.js'], { cwd: installed.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }
  return installed;
}

export function copyProgram(folder: string): Installed {
  return programFolder(folder, [...files, 'dist']);
}

/** Nobody may write there any more; whoever owns it could allow it again. */
export function writeProtect(folder: string): void {
  for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(parentPath, name);
    if (!path.includes('node_modules')) chmodSync(path, path.includes('.') ? 0o444 : 0o555);
  }
  chmodSync(folder, 0o555);
}

/** Every path, but for the packages, with the instant at which it was last written to. */
export function whatIsIn(folder: string): readonly string[] {
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map(({ name, parentPath }) => join(parentPath, name))
      // The runner's own, whose modules other tests load meanwhile.
      .filter((path) => !path.includes('.vitest-cache') && basename(path) !== 'node_modules')
      .map((path) => `${path} ${lstatSync(path).mtimeMs}`)
      .sort()
  );
}

/** Runs a command as an operator would: an environment, a folder, nothing else. */
export function run(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Environment },
): Run {
  const [file, ...more] = command;
  const child = spawn(file, more, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => output, ended };
}

export async function until(program: Run, words: RegExp): Promise<string> {
  for (;;) {
    const found = words.exec(program.output())?.[0];
    if (found !== undefined) return found;
    const more = await Promise.race([
      once(program.child.stdout as NonNullable<ChildProcess['stdout']>, 'data').then(() => true),
      program.ended.then(() => false),
    ]);
    if (!more && !words.test(program.output())) throw new Error(`it ended without ${words}:\n${program.output()}`);
  }
}

export async function portOf(program: Run): Promise<string> {
  return /\d+/.exec(await until(program, /"port":\d+/))?.[0] ?? '';
}

/** Making a key pair takes longer than a start. */
let keys: AppKeys | null = null;

/** A local Slack and GitHub, a folder with a policy for them, and the variables that lead there. */
export async function worldFor(): Promise<{
  readonly world: World;
  readonly environment: Environment;
  readonly cwd: string;
}> {
  keys ??= createAppKeys();
  const world = await createWorld(() => new Date(), keys);
  onTestFinished(() => world.stop());
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'policy.yml'), world.policy);
  const { secrets } = world;
  return {
    world,
    cwd,
    environment: {
      SLACK_BOT_TOKEN: secrets.slackBotToken,
      SLACK_SIGNING_SECRET: secrets.slackSigningSecret,
      GITHUB_APP_ID: '4711',
      GITHUB_APP_PRIVATE_KEY: secrets.githubAppPrivateKey.replaceAll('\n', '\\n'),
      SLACK_API_URL: world.slack.apiUrl,
      GITHUB_API_URL: world.github.apiUrl,
      PORT: '0',
    },
  };
}
