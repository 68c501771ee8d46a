/** What stands below the options: more about the command, in lines of eighty characters, and how it is called. */
export const helpBelow = (
  about: string,
  ...examples: readonly string[]
): string => `${about === '' ? '' : `\n${about}\n`}
${examples.length === 1 ? 'Example' : 'Examples'}:
${examples.map((line) => `  countersign ${line}`).join('\n')}`;
