// A line as a shell would part it into words, quotes gone. Phones' quotes and dashes count as those that were meant.

const longest = 4_000;

export function shellWords(line: string): readonly string[] {
  const plain = line
    .slice(0, longest)
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/—/g, '--')
    .replace(/[–−]/g, '-');
  // A quote that is never closed goes on to the end.
  const words = plain.match(/(?:"[^"]*"?|'[^']*'?|`[^`]*`?|[^\s"'`])+/g) ?? [];
  return (
    words
      .map((word) => word.replace(/"([^"]*)"?|'([^']*)'?|`([^`]*)`?/g, '$1$2$3'))
      // A line that goes on below ends in a backslash.
      .filter((word) => word !== '\\')
  );
}
