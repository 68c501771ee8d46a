import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { setup } from '../../src/cli/setup.ts';
import { keepVariables } from '../../src/setup/keep-variables.ts';
import { createNoTerminal } from '../../src/setup/no-terminal.ts';
import { Stopped } from '../../src/setup/prompts.ts';
import { createTerminalPrompts } from '../../src/setup/terminal-prompts.ts';
import { builtCommand } from '../support/built-program.ts';
import { temporaryFolder } from '../support/start-program.ts';

function terminal() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let seen = '';
  output.on('data', (chunk: Buffer) => (seen += chunk.toString()));
  return { input, prompts: createTerminalPrompts({ input, output }), seen: () => seen };
}

describe('at the terminal', () => {
  it('a secret does not show, and what can’t be right is said and typed again', async () => {
    const { input, prompts, seen } = terminal();
    const given = prompts.secret('Token', (text) => (text.startsWith('xoxb-') ? null : 'Not this one.'));
    input.write('canary-one\r');
    input.write('xoxb-canary-two\r');
    expect(await given).toBe('xoxb-canary-two');
    expect(seen()).toContain('Not this one.');
    expect(seen()).not.toContain('canary');
  });

  it('one picks with the arrows', async () => {
    const { input, prompts } = terminal();
    const given = prompts.choose('Which?', [
      { value: 'one', label: 'One' },
      { value: null, label: 'None', hint: 'really' },
    ]);
    input.write('\u001B[B');
    input.write('\r');
    expect(await given).toBeNull();
  });

  it('Ctrl+C stops', async () => {
    const { input, prompts } = terminal();
    const given = prompts.text('Which organization?', () => null);
    input.write('\u0003');
    await expect(given).rejects.toThrow(Stopped);
  });
});

describe('the file of the variables', () => {
  it('can be read by its owner alone afterwards, whatever it was before', () => {
    const file = join(temporaryFolder(), '.env');
    writeFileSync(file, 'A=b\n');
    chmodSync(file, 0o644);
    keepVariables(file, { C: 'd' });
    expect(readFileSync(file, 'utf8')).toBe('A=b\nC=d\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('never loses a value that it has', () => {
    const file = join(temporaryFolder(), '.env');
    writeFileSync(file, 'A=b\n');
    expect(() => keepVariables(file, { A: 'c', D: 'e' })).toThrow('A is set in');
    expect(readFileSync(file, 'utf8')).toBe('A=b\n');
  });

  it('stays that of the user that it belonged to, when root adds to it', () => {
    const file = join(temporaryFolder(), '.env');
    writeFileSync(file, '');
    // Only root can give a file away; whoever else runs this keeps their own.
    if (process.getuid?.() === 0) chownSync(file, 65_534, 65_534);
    const { uid, gid } = statSync(file);
    keepVariables(file, { A: 'b' });
    expect(statSync(file)).toMatchObject({ uid, gid });
  });

  it('stays behind the link that leads to it', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets/env'), '');
    symlinkSync(join(folder, 'secrets/env'), join(folder, '.env'));
    keepVariables(join(folder, '.env'), { A: 'b' });
    expect(readFileSync(join(folder, 'secrets/env'), 'utf8')).toContain('A=b\n');
  });

  it('is not touched where it can’t be read as one', () => {
    const file = join(temporaryFolder(), '.env');
    writeFileSync(file, 'A="never closed\n');
    expect(() => keepVariables(file, { B: 'c' })).toThrow('its quotation mark is never closed');
    expect(readFileSync(file, 'utf8')).toBe('A="never closed\n');
  });
});

describe('npm run setup', () => {
  it('asks nothing without a terminal, and says what to set', async () => {
    const child = spawn(process.execPath, [builtCommand(), 'setup'], {
      cwd: temporaryFolder(),
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(output).toContain('Nobody sits at this terminal, so we ask nothing.');
    expect(output).toContain('GitHub App: set GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY');
  });

  it.each([
    [{ url: 'tokens.example.com' }, '--url must be an https address without a path'],
    [{ url: 'http://tokens.example.com' }, '--url must be an https address'],
    [{ url: 'https://tokens.example.com/pat' }, '--url must be an https address'],
    [{ url: 'https://me:hush@tokens.example.com' }, '--url must be an https address'],
    [{ organization: 'acme/website' }, 'That’s no GitHub organization’s name.'],
  ])('answers %o with what it should be', async (named, words) => {
    let output = '';
    const written = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      output += String(text);
      return true;
    });
    const prompts = createNoTerminal((text) => (output += `asked: ${text}`));
    const code = await setup({ named, prompts, envFile: join(temporaryFolder(), '.env'), given: {} });
    written.mockRestore();
    expect(code).toBe(2);
    expect(output).toMatch(/^countersign setup: /);
    expect(output).toContain(words);
    expect(output).not.toContain('hush');
  });

  it.each([
    [{ SLACK_API_URL: 'http://slack.example.com' }, 'SLACK_API_URL must be an https URL'],
    [{ HTTPS_PROXY: 'ftp://proxy' }, 'HTTPS_PROXY must be the address'],
  ])('says that %o is wrong before it asks anybody', async (given, words) => {
    let output = '';
    const prompts = createNoTerminal((text) => (output += text));
    expect(await setup({ named: {}, prompts, envFile: join(temporaryFolder(), '.env'), given })).toBe(1);
    expect(output).toContain(words);
  });
});
