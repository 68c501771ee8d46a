// A language that nobody speaks: each text stands in brackets, and is 40 % longer than the English one.
import { english } from '../../src/wording/english.ts';
import type { Wording } from '../../src/wording/wording.ts';

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', O: 'Ó' };

/** What stands in angle brackets is Slack's, in braces filled in by it, and an address leads somewhere. */
const kept = /(<[^<>]*>|\{[^{}]*\}|https?:\S+)/;

function stretched(text: string): string {
  if (text === '') return text;
  const accented = text
    .split(kept)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll(/[aeiouAEO]/g, (letter) => accents[letter] ?? letter),
    )
    .join('');
  return `⟦${accented}${'ü'.repeat(Math.ceil(text.length * 0.4))}⟧`;
}

function pseudo(said: unknown, key = ''): unknown {
  // What a line is about is for the place that shows it, and commands and addresses are the same everywhere.
  if (key === 'of' || key === 'url' || key === 'helpWords') return said;
  if (typeof said === 'string') return stretched(said);
  if (typeof said === 'function') return (...given: readonly unknown[]) => pseudo(said(...given));
  if (Array.isArray(said)) return said.map((one) => pseudo(one));
  if (typeof said !== 'object' || said === null) return said;
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, pseudo(one, name)]));
}

export const pseudoWording = pseudo(english) as Wording;

/** What of a text does not come from a wording. */
export function outsideBrackets(text: string): string {
  let left = text;
  for (;;) {
    const next = left.replaceAll(/⟦[^⟦⟧]*⟧/g, '');
    if (next === left) return left;
    left = next;
  }
}
