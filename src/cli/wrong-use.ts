/** What a command ends with that was called in a way that can't be meant: nothing was done, and nothing was found to be wrong. */
export const wrongUseExit = 2;

/** One sentence on standard error. `name` is the command's own, `manifest`. */
export function refuseUse(name: string, sentence: string): number {
  process.stderr.write(`countersign ${name}: ${sentence}\n`);
  return wrongUseExit;
}
