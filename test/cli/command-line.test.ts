import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { createCommandLine } from '../../src/cli/create-command-line.ts';

/** What the command line prints, and what the parser would end with. */
async function typed(...words: readonly string[]): Promise<{ readonly said: string; readonly code: number }> {
  let said = '';
  const write = (text: string): void => {
    said += text;
  };
  const program: CommandUnknownOpts = createCommandLine();
  const capture = (command: CommandUnknownOpts): void => {
    command.configureOutput({ writeOut: write, writeErr: write, getOutHelpWidth: () => 80, getErrHelpWidth: () => 80 });
    for (const one of command.commands) capture(one);
  };
  capture(program);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { said, code: error.exitCode };
  }
  throw new Error(`it was carried out: ${words.join(' ')}`);
}

/** Every command that does something, by the words that call it. */
function commandsOf(command: CommandUnknownOpts, words: readonly string[] = []): readonly string[] {
  if (command.commands.length === 0) return [words.join(' ')];
  return command.commands.flatMap((one) => commandsOf(one, [...words, one.name()]));
}

const helps = [
  { words: 'start', says: 'Runs Countersign until it is told to stop', more: ['78', 'SIGHUP'] },
  {
    words: 'sandbox',
    says: 'Opens a Slack and a GitHub to click in your browser',
    more: ['--port', '4848', '--empty'],
  },
  { words: 'setup', says: 'Makes the Slack app and the GitHub App with you', more: ['--url', '--organization', '130'] },
  { words: 'doctor', says: 'Looks at everything that has to be right', more: ['--json', 'It changes nothing'] },
  {
    words: 'manifest',
    says: 'Prints the manifest of your Slack app',
    more: ['--url', '--socket', '(default: "/pat")'],
  },
  { words: 'audit verify', says: 'Says whether the audit trail is as it was written', more: ['--anchor'] },
  {
    words: 'audit export',
    says: 'Writes entries of the audit trail, one a line',
    more: ['--person', '--token', '--since', '--until', '(default: "jsonl")', '--out'],
  },
  { words: 'audit unused', says: 'Prints who was asked about which unused token', more: ['unused-tokens.csv'] },
  {
    words: 'policy explain',
    says: 'each rule, whether it matches and why',
    more: ['--policy', '--database', '--json'],
  },
  {
    words: 'policy replay',
    says: 'says where people decided differently',
    more: ['--database', '--json', 'only reads'],
  },
  { words: 'policy check', says: 'Reads a policy file as a start does', more: ['POLICY_FILE', '--json'] },
  { words: 'policy schema', says: 'Prints the JSON Schema of the policy file', more: ['editors'] },
  { words: 'backup', says: 'Copies the SQLite database while Countersign runs', more: ['--force', 'DATABASE_URL'] },
  {
    words: 'move-to-postgres',
    says: 'Copies the SQLite database of a stopped Countersign',
    more: ['<address>', '[file]'],
  },
];

describe('the help', () => {
  it('of the whole names every command with what it does, and how to go on', async () => {
    const { said, code } = await typed('--help');
    expect(code).toBe(0);
    expect(said).toMatch(/^Usage: countersign \[options\] \[command\]\n/);
    for (const name of new Set(helps.map(({ words }) => words.split(' ')[0]))) {
      expect(said).toMatch(new RegExp(`^ {2}${name} +\\w+ \\w+`, 'm'));
    }
    expect(said).toContain('"countersign COMMAND --help" says more');
    expect(said).toContain('Examples:\n  countersign doctor\n');
  });

  it('is there for every command', () => {
    expect(commandsOf(createCommandLine()).toSorted()).toEqual(helps.map(({ words }) => words).toSorted());
  });

  it.each(helps)('of "$words" says how it is called, what it does, its options and an example', async (one) => {
    const { said, code } = await typed(...one.words.split(' '), '--help');
    expect(code).toBe(0);
    const text = said.replaceAll(/\s+/g, ' ');
    expect(said.startsWith(`Usage: countersign ${one.words} [options]`)).toBe(true);
    expect(text).toContain(one.says);
    for (const word of one.more) expect(text).toContain(word);
    expect(said).toMatch(new RegExp(`^Examples?:\\n {2}countersign ${one.words}`, 'm'));
    expect(said).toContain('-h, --help');
    expect(said.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is shown where a command is made of others and none was said, as wrong use', async () => {
    for (const words of [[], ['audit'], ['policy']]) {
      const { said, code } = await typed(...words);
      expect(said).toMatch(/^Usage: countersign/);
      expect(code).toBe(1);
    }
  });
});

describe('a command line that can’t be meant', () => {
  it.each([
    { words: ['maniefst'], says: "countersign: unknown command 'maniefst'; did you mean manifest?" },
    { words: ['xyzzy'], says: "countersign: unknown command 'xyzzy'." },
    { words: ['audit', 'verfy'], says: "countersign audit: unknown command 'verfy'; did you mean verify?" },
    { words: ['policy', 'chekc'], says: "countersign policy: unknown command 'chekc'; did you mean check?" },
    { words: ['doctor', '--jsn'], says: "countersign doctor: unknown option '--jsn'; did you mean --json?" },
    { words: ['doctor', 'all', 'now'], says: 'countersign doctor: too many arguments: all, now.' },
    { words: ['move-to-postgres'], says: "countersign move-to-postgres: missing required argument 'address'." },
    { words: ['manifest', '--url'], says: "countersign manifest: option '--url <address>' argument missing." },
    {
      words: ['sandbox', '--port', '70000'],
      says: 'countersign sandbox: --port is a number from 0 to 65535, not 70000.',
    },
    { words: ['start', '--port', '1'], says: "countersign start: unknown option '--port'." },
  ])('$words is answered with one sentence and the way to the help', async ({ words, says }) => {
    const { said, code } = await typed(...words);
    const name = /^countersign[^:]*/.exec(says)?.[0];
    expect(said).toBe(`${says} "${name} --help" says more.\n`);
    expect(code).toBe(1);
  });
});
