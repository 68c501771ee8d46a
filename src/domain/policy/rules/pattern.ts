// The pattern of a justification: a part of regular expressions that can't hang. No groups and no references: a row of characters and
// classes, each with ?, *, + or {n,m}; | between whole alternatives, ^ and $ at their ends. It is read as a set of places that moves along
// the text once, so the time is the length of the text times that of the pattern, whatever the two say.
type Atom = { readonly takes: (character: string) => boolean; readonly isOptional: boolean; readonly repeats: boolean };
type Row = { readonly atoms: readonly Atom[]; readonly fromStart: boolean; readonly toEnd: boolean };

export type Pattern = readonly Row[];

const longest = 200;
const mostAtoms = 500;
const mostRepeated = 100;
const isDigit = (one: string): boolean => one >= '0' && one <= '9';
const isWord = (one: string): boolean => /^[A-Za-z0-9_]$/.test(one);
const isSpace = (one: string): boolean => /^\s$/.test(one);
const classes: Readonly<Record<string, (one: string) => boolean>> = { d: isDigit, w: isWord, s: isSpace };

type Reader = { readonly text: string; at: number };

/** A pattern, or what is wrong with it. */
export function readPattern(text: string): { readonly pattern: Pattern } | { readonly problem: string } {
  if (text === '' || text.length > longest) return { problem: `must have 1 to ${longest} characters` };
  const reader: Reader = { text, at: 0 };
  const rows: Row[] = [];
  for (;;) {
    const row = readRow(reader);
    if (typeof row === 'string') return { problem: row };
    rows.push(row);
    if (reader.at >= text.length) break;
    reader.at += 1;
  }
  const size = rows.reduce((sum, { atoms }) => sum + atoms.length, 0);
  return size > mostAtoms ? { problem: 'repeats too much to be read in time' } : { pattern: rows };
}

function readRow(reader: Reader): Row | string {
  const { text } = reader;
  const atoms: Atom[] = [];
  const fromStart = text[reader.at] === '^';
  if (fromStart) reader.at += 1;
  while (reader.at < text.length && text[reader.at] !== '|') {
    if (text[reader.at] === '$') {
      reader.at += 1;
      if (reader.at < text.length && text[reader.at] !== '|')
        return 'may have $ at the end only; write \\$ for the sign';
      return { atoms, fromStart, toEnd: true };
    }
    const takes = readOne(reader);
    if (typeof takes === 'string') return takes;
    const times = readTimes(reader);
    if (typeof times === 'string') return times;
    for (let time = 0; time < (times.most ?? Math.max(times.least, 1)); time += 1) {
      atoms.push({ takes, isOptional: time >= times.least, repeats: times.most === null });
    }
  }
  return { atoms, fromStart, toEnd: false };
}

function readOne(reader: Reader): Atom['takes'] | string {
  const character = reader.text[reader.at] ?? '';
  reader.at += 1;
  if ('()'.includes(character)) return 'may not have groups; write \\( and \\) for the signs';
  if ('?*+{}]^'.includes(character)) return `may not have ${character} there; write \\${character} for the sign`;
  if (character === '.') return () => true;
  if (character === '[') return readClass(reader);
  if (character !== '\\') return (one) => one === character;
  return readEscaped(reader);
}

function readEscaped(reader: Reader): Atom['takes'] | string {
  const character = reader.text[reader.at] ?? '';
  reader.at += 1;
  const known = classes[character.toLowerCase()];
  if (known !== undefined) return character === character.toLowerCase() ? known : (one) => !known(one);
  return isWord(character) || character === '' ? `may not have \\${character}` : (one) => one === character;
}

function readClass(reader: Reader): Atom['takes'] | string {
  const { text } = reader;
  const isNegated = text[reader.at] === '^';
  if (isNegated) reader.at += 1;
  const members: Atom['takes'][] = [];
  while (text[reader.at] !== ']') {
    const from = text[reader.at];
    if (from === undefined) return 'has a [ that nothing closes';
    if (from === '\\') {
      reader.at += 1;
      const takes = readEscaped(reader);
      if (typeof takes === 'string') return takes;
      members.push(takes);
      continue;
    }
    const to = text[reader.at + 2];
    const isRange = text[reader.at + 1] === '-' && to !== undefined && to !== ']';
    reader.at += isRange ? 3 : 1;
    const end = isRange ? to : from;
    if (end < from) return `may not have the range ${from}-${end}`;
    members.push((one) => one >= from && one <= end);
  }
  reader.at += 1;
  return (one) => members.some((takes) => takes(one)) !== isNegated;
}

type Times = { readonly least: number /** Null: no end. */; readonly most: number | null };

function readTimes(reader: Reader): Times | string {
  const { text } = reader;
  const sign = text[reader.at];
  const known: Readonly<Record<string, Times>> = {
    '?': { least: 0, most: 1 },
    '*': { least: 0, most: null },
    '+': { least: 1, most: null },
  };
  const simple = sign === undefined ? undefined : known[sign];
  if (simple !== undefined) {
    reader.at += 1;
    return simple;
  }
  if (sign !== '{') return { least: 1, most: 1 };
  const found = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(text.slice(reader.at, reader.at + 9));
  if (found === null) return 'may have { only as in {2}, {2,} or {2,5}; write \\{ for the sign';
  reader.at += found[0].length;
  const least = Number(found[1]);
  const most = found[2] === undefined ? least : found[3] === '' ? null : Number(found[3]);
  if (Math.max(least, most ?? 0) > mostRepeated) return `may repeat ${mostRepeated} times at most`;
  return most !== null && most < least ? 'has {n,m} with n above m' : { least, most };
}

export function matchesPattern(pattern: Pattern, text: string): boolean {
  return pattern.some((row) => matchesRow(row, text));
}

function matchesRow({ atoms, fromStart, toEnd }: Row, text: string): boolean {
  const start = new Set<number>();
  enter(start, 0, atoms);
  const begins = [...start].flatMap((place) => atoms[place] ?? []);
  let places = start;
  for (const character of text) {
    if (places.has(atoms.length) && !toEnd) return true;
    // Most of a text begins nothing: a long one costs little where it does not.
    if (places === start && !fromStart && !begins.some(({ takes }) => takes(character))) continue;
    const next = new Set<number>();
    for (const place of places) {
      const atom = atoms[place];
      if (atom?.takes(character) !== true) continue;
      if (atom.repeats) enter(next, place, atoms);
      enter(next, place + 1, atoms);
    }
    if (!fromStart) enter(next, 0, atoms);
    places = !fromStart && next.size === start.size ? start : next;
  }
  return places.has(atoms.length);
}

/** The place, and each after it that what is optional lets through. */
function enter(places: Set<number>, from: number, atoms: readonly Atom[]): void {
  for (let place = from; !places.has(place); place += 1) {
    places.add(place);
    if (atoms[place]?.isOptional !== true) return;
  }
}
