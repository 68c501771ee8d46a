import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Environment } from './read-dockerfile.ts';

/** The user that the official image of Node has. */
export const user = { name: 'node', id: 1000 };

/** Of the machine, in place of the base image's own. */
const borrowed = ['/usr', '/dev', '/proc', '/etc/ssl', '/etc/resolv.conf', '/etc/hosts', '/etc/nsswitch.conf'];
const linked = ['bin', 'sbin', 'lib', 'lib64'];

type Command = {
  readonly command: readonly string[];
  readonly env: Environment;
  readonly workdir: string;
  readonly as: 'root' | typeof user.name;
  /** Folders of the machine to be laid over paths of the root; writable. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Whether nothing but those can be written to. */
  readonly isReadOnly: boolean;
};

/** An image's file system as a folder, entered by chroot with a mount table of its own. Needs root. */
export class ScratchRoot {
  readonly path = mkdtempSync(join(tmpdir(), 'countersign-image-'));
  /** Where Node is, in place of the base image's. */
  readonly #node: string;

  constructor(node: string) {
    this.#node = node;
    chmodSync(this.path, 0o755);
    for (const folder of [
      ...borrowed.map(dirname),
      'tmp',
      'home',
      'usr',
      'dev',
      'proc',
      'etc/ssl',
      'opt/node',
      'local-bin',
    ]) {
      mkdirSync(join(this.path, folder), { recursive: true });
    }
    chmodSync(join(this.path, 'tmp'), 0o1777);
    for (const name of linked) if (existsSync(`/${name}`)) symlinkSync(`usr/${name}`, join(this.path, name));
    for (const file of borrowed.filter((path) => existsSync(path) && statSync(path).isFile()))
      writeFileSync(join(this.path, file), '');
    const line = ({ name, id }: { readonly name: string; readonly id: number }) => `${name}:x:${id}:${id}::/:/bin/sh\n`;
    writeFileSync(join(this.path, 'etc/passwd'), line({ name: 'root', id: 0 }) + line(user));
    writeFileSync(join(this.path, 'etc/group'), `root:x:0:\n${user.name}:x:${user.id}:\n`);
  }

  copyIn(source: string, to: string): void {
    const isFolder = to.endsWith('/');
    const target = join(this.path, to, isFolder && statSync(source).isFile() ? basename(source) : '');
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }

  #script({ command, workdir, as, mounts, isReadOnly }: Command): string {
    const at = (path: string): string => `'${join(this.path, path)}'`;
    const bind = (from: string, to: string): string => `mount --rbind '${from}' ${at(to)}`;
    const id = as === 'root' ? 0 : user.id;
    const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    return [
      'set -e',
      // A mount point of its own, so that it can be made read-only with nothing else.
      `mount --bind '${this.path}' '${this.path}'`,
      ...borrowed.filter((path) => existsSync(path)).map((path) => bind(path, path)),
      // The machine's own: a step of an image must not change it.
      ...['/usr', '/etc/ssl'].map((path) => `mount -o remount,bind,ro ${at(path)}`),
      // But for what a step may link there.
      bind(join(this.path, 'local-bin'), 'usr/local/bin'),
      bind(dirname(this.#node), 'opt/node'),
      ...Object.entries(mounts).map(([to, from]) => bind(from, to)),
      ...(isReadOnly
        ? [`mount -o remount,bind,ro '${this.path}'`, `mount -t tmpfs -o mode=1777 none ${at('tmp')}`]
        : []),
      `exec setpriv --no-new-privs chroot --groups= --userspec=${id}:${id} '${this.path}' sh -c 'cd "$0" && exec "$@"' '${workdir}' ${quoted}`,
    ].join('\n');
  }

  #environment(env: Environment): Environment {
    return { PATH: '/opt/node:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin', HOME: '/home', ...env };
  }

  /** Runs to the end. */
  run(command: Command): { readonly status: number | null; readonly output: string } {
    const { status, stdout, stderr } = spawnSync('unshare', ['--mount', 'sh', '-c', this.#script(command)], {
      env: this.#environment(command.env),
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  /** Signals reach the command itself: nothing stays in between. */
  start(command: Command): ChildProcess {
    return spawn('unshare', ['--mount', 'sh', '-c', this.#script(command)], {
      env: this.#environment(command.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
