// The program and the anchor, bundled alike, each as a process of its own on one core; what is outside, and who clicks, is on the other.
import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import { askers, botToken, channel, owners, signingSecret } from './outside.ts';

const root = resolve(import.meta.dirname, '..');
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

export type Server = {
  readonly address: string;
  readonly pid: number;
  readonly startedMs: number;
  /** Looks at its event loop from now on. */
  readonly watchLoop: () => void;
  readonly stop: () => Promise<void>;
};
type How = {
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly path: string;
};

function onCore(core: number, command: readonly string[]): readonly [string, readonly string[]] {
  const [file = '', ...more] = canPin ? ['taskset', '-c', String(core), ...command] : command;
  return [file, more];
}

/** What is outside, on the second core. */
export async function startOutside(): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = fork(join(import.meta.dirname, 'outside.ts'));
  const [{ address }] = (await once(child, 'message')) as [{ readonly address: string }];
  if (canPin) spawnSync('taskset', ['-acp', '1', String(child.pid)]);
  return { child, address };
}

function freePort(): Promise<number> {
  const { promise, resolve: found } = Promise.withResolvers<number>();
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { readonly port: number };
    server.close(() => found(port));
  });
  return promise;
}

function answers(url: string): Promise<number> {
  return new Promise((found) => {
    get(url, (answer) => void answer.resume().on('end', () => found(answer.statusCode ?? 0))).on('error', () =>
      found(0),
    );
  });
}

/** Until it answers there at all; with `status`, until it answers so. */
async function start({ file, args = [], cwd, env, path }: How, status?: number): Promise<Server> {
  const port = await freePort();
  const startedAt = performance.now();
  // To profile: BENCH_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=somewhere'.
  const { PATH = '', BENCH_NODE_OPTIONS = '' } = process.env;
  const NODE_OPTIONS = `${env.NODE_OPTIONS ?? ''} ${BENCH_NODE_OPTIONS}`;
  const child = spawn(...(onCore(0, [process.execPath, file, ...args]) as [string, string[]]), {
    ...{ cwd, env: { PATH, PORT: String(port), ...env, NODE_OPTIONS } },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const address = `http://127.0.0.1:${port}`;
  for (;;) {
    const answered = await answers(`${address}${path}`);
    if (status === undefined ? answered > 0 : answered === status) break;
    if (child.exitCode !== null) throw new Error(`${file} ended before it answered`);
    await wait(2);
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const startedMs = performance.now() - startedAt;
  return { address, pid: child.pid ?? Number.NaN, startedMs, watchLoop: () => void child.kill('SIGUSR2'), stop };
}

export type Bundled = {
  /** Bytes of each bundle. */
  readonly size: { readonly program: number; readonly bare: number };
  readonly databasePath: string;
  /** `watched`: with the probe of its event loop. */
  readonly program: (until: 'answering' | 'ready' | 'watched') => Promise<Server>;
  /** The longest stretch of a watched program's event loop, when it has ended. */
  readonly longestMs: () => number;
  /** `same`: it makes the program's calls of an approval and writes its rows, into a copy of the database as it is now. */
  readonly bare: (does?: 'least' | 'same') => Promise<Server>;
  readonly remove: () => void;
};

const policy = `organizations:
  - login: acme
    channel: ${channel}
    lifetime: { max_days: 90, never_expires: false }
people:
${[...askers, ...owners].map(({ slackId, login }) => `  ${slackId}: ${login}`).join('\n')}
`;

/** All that a command may load, without the maps. */
const sizeOf = (folder: string): number =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Bundles both into a folder of their own. */
export async function bundle(outside: string): Promise<Bundled> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'db'), join(folder, 'db'));
  mkdirSync(join(folder, 'data'));
  const { status, stderr } = spawnSync(process.execPath, ['build.js'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const bare = join(folder, 'bare', 'main.js');
  const built = await rolldown({
    ...{ input: join(root, 'bench/bare-bolt.ts'), cwd: root, platform: 'node', external: ['better-sqlite3', 'pino'] },
    logLevel: 'silent',
  });
  await built.write({ file: bare, format: 'esm', sourcemap: true });
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  writeFileSync(join(folder, 'policy.yml'), policy);
  writeFileSync(join(folder, 'key.pem'), privateKey);
  const databasePath = join(folder, 'data', 'countersign.db');
  const loop = join(folder, 'loop');
  const env = {
    ...{ SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: `${outside}/api/` },
    ...{ GITHUB_API_URL: outside, GITHUB_APP_ID: '4711', GITHUB_APP_PRIVATE_KEY: join(folder, 'key.pem') },
    ...{ POLICY_FILE: join(folder, 'policy.yml'), DATABASE_URL: `file:${databasePath}`, LOG_LEVEL: 'warn' },
  };
  const ours: How = { file: join(root, 'src/countersign.js'), args: ['start'], cwd: folder, env, path: '/healthz' };
  const theirs: How = {
    ...{ file: bare, cwd: folder, path: '/' },
    env: { BENCH_OUTSIDE: outside, BENCH_DATABASE: join(folder, 'data', 'bare.db'), BENCH_SECRET: signingSecret },
  };
  return {
    size: { program: sizeOf(join(root, 'dist')), bare: statSync(bare).size },
    databasePath,
    program: (until) => {
      if (until === 'answering') return start(ours, 200);
      const watched = {
        ...env,
        NODE_OPTIONS: `--import ${join(import.meta.dirname, 'report-loop.ts')}`,
        BENCH_LOOP: loop,
      };
      return start({ ...ours, path: '/readyz', env: until === 'watched' ? watched : env }, 200);
    },
    longestMs: () => Number(readFileSync(loop, 'utf8')),
    bare: (does = 'least') => {
      if (does === 'least') return start(theirs);
      const copy = join(folder, 'data', 'same.db');
      copyFileSync(databasePath, copy);
      return start({ ...theirs, env: { ...theirs.env, BENCH_WRITES: copy } });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Of one process with all its threads, by Linux: seconds of processor time until now. */
export function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) => {
    try {
      return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // It has ended.
      return 0;
    }
  });
  return nanoseconds.reduce((sum, one) => sum + one, 0) / 1e9;
}

/** What a process has in memory, by Linux. */
export function residentMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
