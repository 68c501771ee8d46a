import { readFileSync } from 'node:fs';
import type { Command as TypedCommand } from '@commander-js/extra-typings';
import { Command } from 'commander';
import { pathInProgram } from '../program-folder.ts';

function version(): string {
  const { version } = JSON.parse(readFileSync(pathInProgram('package.json'), 'utf8')) as { readonly version: string };
  return version;
}

/**
 * An empty command line. The types of options and arguments follow from how they are written; they come from a package of types alone, so
 * that one parser is all that ships.
 */
export function newCommandLine(): TypedCommand {
  const program = new Command('countersign') as unknown as TypedCommand;
  return program
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride();
}
