// A line as a shell would part it into words, quotes gone. Phones' quotes and dashes count as those that were meant.

const longest = 4_000;

export function shellWords(line: string): readonly string[] {
  const plain = line
    .slice(0, longest)
    .replace(/[“”„]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/—/g, '--')
    .replace(/[–−]/g, '-');
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (const sign of plain) {
    if (quote !== null) {
      if (sign === quote) quote = null;
      else word = `${word ?? ''}${sign}`;
    } else if (sign === '"' || sign === "'" || sign === '`') {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = `${word ?? ''}${sign}`;
    }
  }
  if (word !== null) words.push(word);
  // A line that goes on below ends in a backslash.
  return words.filter((one) => one !== '\\');
}
