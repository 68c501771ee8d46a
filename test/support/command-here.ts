import { vi } from 'vitest';
import { readCommandLine } from '../../src/cli/read-command-line.ts';

type Place = { readonly cwd: string; readonly env?: Readonly<Record<string, string>> };
export type Outcome = { readonly status: number; readonly stdout: string; readonly stderr: string };

/**
 * Carries a command out in this process, in a folder and with an environment of its own: what it says and ends with, without the start of a
 * process. That the bundle can do the same is for one test of each command to show.
 */
export async function commandHere({ cwd, env = {} }: Place, ...words: readonly string[]): Promise<Outcome> {
  const before = { cwd: process.cwd(), env: process.env, argv: process.argv, exitCode: process.exitCode };
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  try {
    process.chdir(cwd);
    process.env = { ...env };
    process.argv = [process.execPath, 'countersign', ...words];
    process.exitCode = 0;
    await readCommandLine();
    return { status: Number(process.exitCode), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.chdir(before.cwd);
    process.env = before.env;
    process.argv = before.argv;
    process.exitCode = before.exitCode;
  }
}
