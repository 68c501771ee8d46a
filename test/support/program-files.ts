import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const files = ['src', 'db', 'build.js', 'manifest.yml', 'package.json', 'package-lock.json'];

/** The program's files as an install leaves them, apart from where they come from; `more`: what was built there. */
export function layOut(from: string, folder: string, more: readonly string[] = []): void {
  chmodSync(folder, 0o755);
  for (const name of [...files, ...more]) cpSync(join(from, name), join(folder, name), { recursive: true });
}

/** What the program is made of, by name and content, the versions of its packages among it. */
export function digestOfFiles(): string {
  const digest = createHash('sha256');
  const named = files.flatMap((name) =>
    statSync(join(root, name)).isDirectory()
      ? readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path))
      : [name],
  );
  for (const path of named.sort()) {
    if (statSync(join(root, path)).isDirectory()) continue;
    digest
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return digest.digest('hex').slice(0, 16);
}

export function build(folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['build.js'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
