// The word that somebody probably meant: the one that takes the fewest typing mistakes, if they are few.

/** Insertions, deletions, replacements and swaps of neighbours. */
function mistakes(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const best = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + cost);
      rows[row]?.push(isSwap ? Math.min(best, at(row - 2, column - 2) + 1) : best);
    }
  }
  return at(one.length, other.length);
}

/** Null where none is near: more than a third of the word would be wrong. */
export function nearestWord(given: string, words: readonly string[]): string | null {
  const short = given.slice(0, 40);
  const [best] = words
    .map((word) => ({ word, distance: word.startsWith(short) && short.length > 1 ? 0 : mistakes(short, word) }))
    .sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= Math.ceil(best.word.length / 3) ? best.word : null;
}
