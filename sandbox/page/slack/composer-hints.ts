import type { KnownCommand } from '@countersign/sandbox-stage/protocol';

/** What could be typed on: the whole line, the words to read, and what it does. */
export type Hint = { readonly line: string; readonly shown: string; readonly about: string };

/** Commands after a slash, then the command's words. */
export function hintsFor(typed: string, commands: readonly KnownCommand[]): readonly Hint[] {
  if (!typed.startsWith('/')) return [];
  const [first = '', ...rest] = typed.split(' ');
  if (rest.length === 0) {
    return commands
      .filter(({ command }) => command.startsWith(first))
      .map(({ command, description }) => ({ line: `${command} `, shown: command, about: description }));
  }
  const known = commands.find(({ command }) => command === first);
  const word = rest.join(' ');
  return (known?.words ?? [])
    .filter((one) => one.word.startsWith(word) && one.word !== word)
    .map((one) => ({ line: `${first} ${one.word}`, shown: `${first} ${one.word}`, about: one.hint }));
}
