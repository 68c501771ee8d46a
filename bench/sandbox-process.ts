// The sandbox as a person starts it, in processes of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

export type Started = {
  readonly seconds: number;
  readonly address: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/**
 * Until it says where it is. `isByNpm`: with npm's own start, as it is typed; else the process id is the server's own, and nothing has
 * happened there yet.
 */
export async function startSandbox(isByNpm: boolean): Promise<Started> {
  const begun = isByNpm ? [] : ['--empty'];
  const [program, ...words] = isByNpm
    ? ['npm', 'run', 'sandbox', '--', '--port', '0', ...begun]
    : [process.execPath, 'src/countersign.js', 'sandbox', '--port', '0', ...begun];
  const startedAt = performance.now();
  // A group of its own: npm starts a shell that starts the server, and all of them end together.
  const child = spawn(program ?? '', words, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = child.pid ?? Number.NaN;
  const ended = once(child, 'exit');
  let printed = '';
  for await (const part of child.stdout) {
    printed += part;
    if (printed.includes('The sandbox is at')) break;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const address = /The sandbox is at (http:\S+?)\/ /.exec(printed)?.[1];
  if (address === undefined) throw new Error('the sandbox ended before it said where it is');
  return {
    seconds,
    address,
    pid,
    stop: async () => {
      process.kill(-pid, 'SIGTERM');
      await ended;
    },
  };
}

export type Resident = { readonly server: string; readonly bot: string };

function residentMiB(pid: string): string {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 'not measured (needs /proc)';
  const kiB = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1]);
  return `${Math.round(kiB / 1_024)} MiB`;
}

/** Resident memory of the server and of the bot that it started. */
export function resident(pid: number): Resident {
  const children = `/proc/${pid}/task/${pid}/children`;
  const bot = existsSync(children) ? (readFileSync(children, 'utf8').trim().split(' ')[0] ?? '') : '';
  return { server: residentMiB(String(pid)), bot: residentMiB(bot) };
}
