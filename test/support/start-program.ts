import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppKeys, createAppKeys, createWorld, type World } from '@countersign/sandbox-stage/cast';
import { onTestFinished } from 'vitest';
import { builtProgram } from './built-program.ts';
import { layOut, root } from './program-files.ts';

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

/** A copy of the program as an install leaves it, to be changed: bundled, or of sources alone. It goes when the test ends. */
export function installed({ build }: { readonly build: boolean }): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (build) layOut(builtProgram(), folder, ['dist']);
  else layOut(root, folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Every file and folder below, but for what is in the packages: thousands, which other tests' processes write beside. */
function below(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...below(path)] : [path];
  });
}

/** Nobody may write there any more; whoever owns it could allow it again. */
export function writeProtect(folder: string): void {
  for (const path of below(folder))
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, path.includes('.') ? 0o444 : 0o555);
  chmodSync(folder, 0o555);
}

/** Every path, with the instant at which it was last written to; of the packages their names. */
export function whatIsIn(folder: string): readonly string[] {
  const packages = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
  return [...packages, ...below(folder).map((path) => `${path} ${lstatSync(path).mtimeMs}`)].sort();
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
