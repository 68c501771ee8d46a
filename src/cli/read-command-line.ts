import { CommanderError } from 'commander';
import { createCommandLine } from './create-command-line.ts';
import { wrongUseExit } from './wrong-use.ts';

/** Reads the command line and does what it says. Ends with 2 where nothing by that name can be done. */
export async function readCommandLine(): Promise<void> {
  try {
    await createCommandLine().parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and the version that were asked for end with 0; whatever else the parser stops at is a command line that can't be meant.
    process.exitCode = error.exitCode === 0 ? 0 : wrongUseExit;
  }
}
