import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Every story on PostgreSQL, and every trouble of several processes at every moment. Takes most of an hour on two cores. */
export async function proveStoriesOnPostgres(): Promise<boolean> {
  const runner = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [runner, 'run', '--config', 'vitest.prove.config.ts'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}
