import type { Repository } from '../domain/scope/agreement.ts';

/**
 * An organization's repositories by name, and their names in small letters as one text, a line each: to search 50,000 lines so takes about a
 * millisecond, and a hundredth of what the database takes for it.
 */
export type RepositoryNames = {
  /** Which replacement of the list it was made from. */
  readonly stamp: number;
  /** By name. */
  readonly list: readonly Repository[];
  readonly text: string;
  /** Where each line begins in the text. */
  readonly lineAt: Uint32Array;
  /** The lines in the order of their small letters. */
  readonly inOrder: Uint32Array;
};

/** `list` is in the order of names. */
export function indexNames(stamp: number, list: readonly Repository[]): RepositoryNames {
  const lineAt = new Uint32Array(list.length);
  let text = '\n';
  for (const [index, { name }] of list.entries()) {
    lineAt[index] = text.length;
    text += `${name.toLowerCase()}\n`;
  }
  // Made of many parts, it is put together where it is first searched: here, where nobody waits.
  text.indexOf('\n\n');
  const inOrder = Uint32Array.from(list.keys());
  const small = list.map(({ name }) => name.toLowerCase());
  if (small.some((name, index) => index > 0 && name < (small[index - 1] ?? ''))) {
    inOrder.sort((one, other) => ((small[one] ?? '') < (small[other] ?? '') ? -1 : 1));
  }
  return { stamp, list, text, lineAt, inOrder };
}

export function byName(list: readonly Repository[]): readonly Repository[] {
  return list.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : one.id - other.id));
}

/** The line that has this place in the text. */
function lineOf({ lineAt }: RepositoryNames, place: number): number {
  let low = 0;
  let high = lineAt.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineAt[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function nameAt({ text, lineAt }: RepositoryNames, line: number): string {
  return text.slice(lineAt[line] ?? 0, (lineAt[line + 1] ?? text.length) - 1);
}

/** How many lines come before all those of whose name this holds; it holds of all after the first. */
function countBefore(names: RepositoryNames, holds: (name: string) => boolean): number {
  let low = 0;
  let high = names.inOrder.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(nameAt(names, names.inOrder[middle] ?? 0))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Names that contain `wanted`, which is in small letters: the very name first, then those that begin with it, then the others. */
export function searchNames(names: RepositoryNames, wanted: string, limit: number): readonly Repository[] {
  if (wanted === '') return names.list.slice(0, limit);
  if (wanted.includes('\n')) return [];
  const { text, lineAt, list, inOrder } = names;
  const from = countBefore(names, (name) => name >= wanted);
  const to = countBefore(names, (name) => name >= wanted && !name.startsWith(wanted));
  const beginning = inOrder.slice(from, to).sort();
  const found = new Set<number>();
  // In order, the very name comes before all that begin with it.
  for (let at = from; at < to && nameAt(names, inOrder[at] ?? 0) === wanted; at += 1) found.add(inOrder[at] ?? 0);
  for (const line of beginning) {
    if (found.size >= limit) break;
    found.add(line);
  }
  for (let place = text.indexOf(wanted); place !== -1 && found.size < limit; ) {
    const line = lineOf(names, place);
    found.add(line);
    const next = lineAt[line + 1];
    if (next === undefined) break;
    place = text.indexOf(wanted, next);
  }
  return [...found].slice(0, limit).flatMap((line) => list[line] ?? []);
}
