import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/**
 * The parser says `error: unknown option '--jsn'`, and on a second line in brackets what may have been meant. It says of too many words how
 * many it wanted, and of a value that was refused the same twice.
 */
function asSentence(said: string): string {
  const [, what = said, meant] = /^error: (.*?)\.?(?:\n\(Did you mean (.*)\?\))?\n$/s.exec(said) ?? [];
  const once = what
    .replace(/^(too many arguments) for .*? but got \d+: /, '$1: ')
    .replace(/^option '.*?' argument '.*' is invalid\. /s, '');
  return meant === undefined ? `${once}.` : `${once}; did you mean ${meant}?`;
}

/** What is wrong with a command line is said in one sentence, by the command that it is wrong for, and with the way to its help. */
export function sayErrors(command: CommandUnknownOpts, name: string): void {
  command.configureOutput({
    outputError: (said, write) => write(`${name}: ${asSentence(said)} "${name} --help" says more.\n`),
  });
  for (const one of command.commands) sayErrors(one, `${name} ${one.name()}`);
}
