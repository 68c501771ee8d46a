import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
/** Its sources, compiled once for all these starts. */
const compiled = join(root, 'node_modules/.cache/countersign-sandbox');

/** `npm run sandbox`, with an environment that would break the program if it were read. */
function run(...given: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['src/countersign.js', 'sandbox', ...given], {
    cwd: root,
    env: {
      ...{ SLACK_API_URL: 'nonsense', DATABASE_URL: 'nonsense', PORT: 'nonsense', POLICY_FILE: 'nonsense' },
      NODE_COMPILE_CACHE: compiled,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function outputOf(child: ChildProcess): Promise<{ readonly text: string; readonly code: unknown }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += String(chunk)));
  const [code] = await once(child, 'close');
  return { text, code };
}

describe('npm run sandbox', () => {
  it.each([[], ['--socket']])('serves the page, says where, and ends when it is told to: %j', async (...more) => {
    const child = run('--port', '0', ...more);
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line))?.[0] ?? '';
    const { status } = await fetch(`${address}/new-token?as=U0MONA00001`);
    expect(status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells the story in the terminal where that is asked for', async () => {
    const { text, code } = await outputOf(run('--story'));
    expect(text).toContain('can reach acme now');
    expect(text).toContain('all of them hold');
    expect(code).toBe(0);
  });

  it('says what is wrong with what was asked', async () => {
    const { text, code } = await outputOf(run('--port', 'somewhere'));
    expect(text).toBe(
      'countersign sandbox: --port is a number from 0 to 65535, not somewhere. "countersign sandbox --help" says more.\n',
    );
    expect(code).toBe(2);
  });
});
