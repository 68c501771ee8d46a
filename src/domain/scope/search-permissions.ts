// Finds permissions by GitHub's name and people's, by group, by common words ("comment", "push") and by the call that they are for. The best
// first, and of one permission the lowest level that is enough.
import { nearestWord } from '../nearest-word.ts';
import type { Need, NeededLevel } from './endpoints.ts';
import { everydayWords, idleWords, levelWords } from './everyday-words.ts';
import {
  type CataloguePermission,
  findPermission,
  type PermissionOption,
  permissionCatalogue,
} from './permission-catalogue.ts';
import { type CallAnswer, permissionsForCall } from './permissions-for-call.ts';

export type FoundPermission = { readonly permission: CataloguePermission; readonly level: string };

const implied = 'metadata';
const longestQuery = 300;
const mostWords = 12;

function words(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '');
}

const singular = (word: string): string => word.replace(/(?<=[a-z][^s])s$/, '');

type Candidate = FoundPermission & { readonly value: string; readonly own: readonly string[] };

const candidates: readonly Candidate[] = permissionCatalogue
  .filter(({ name }) => name !== implied)
  .flatMap((permission) =>
    permission.levels.map((level) => ({
      permission,
      level,
      value: `${permission.name}:${level}`,
      own: [...words(permission.label), ...words(permission.name), level, permission.group],
    })),
  );

/** One thing that was asked for: a common phrase, or a word. */
type Term = { readonly text: string; readonly common: readonly string[] };

const isPhrase = ([known]: readonly [string, unknown]): boolean => known.includes(' ');
const phrases = new Map([...everydayWords].filter(isPhrase));
const wholeWords = [...everydayWords].filter((one) => !isPhrase(one));

/** What people mean by a word, half typed too. */
function commonOf(word: string): readonly string[] {
  const found =
    wholeWords.find(([known]) => known === singular(word)) ??
    wholeWords.find(([known]) => word.length > 3 && known.startsWith(word));
  return found?.[1] ?? [];
}

/** Phrases before words; a word half typed already finds. */
function termsOf(typed: readonly string[]): readonly Term[] {
  const terms: Term[] = [];
  const rest = typed.entries();
  for (const [place, word] of rest) {
    const pair = typed
      .slice(place, place + 2)
      .map(singular)
      .join(' ');
    const phrase = phrases.get(pair);
    terms.push(phrase === undefined ? { text: word, common: commonOf(word) } : { text: pair, common: phrase });
    if (phrase !== undefined) rest.next();
  }
  return terms;
}

/** How well it answers a term, smaller is better; null where it does not. */
function placeOf({ text, common }: Term, { own, value, level }: Candidate): number | null {
  const place = common.indexOf(value);
  if (place !== -1) return place / 10 - 2;
  // "PR" is a word of its own, not the beginning of "private".
  if (text.length < 3 && common.length > 0) return null;
  if (own.some((candidate) => candidate.startsWith(text))) return 0;
  const said = levelWords.get(text);
  return said !== undefined && (said === 'read') === (level === 'read') ? 0 : null;
}

function begins({ permission: { label, name } }: Candidate, word: string): boolean {
  return [label, name].some((text) => text.toLowerCase().startsWith(word));
}

type Ranked = { readonly candidate: Candidate; readonly answered: number; readonly place: number };

function rank(first: string, typed: readonly string[]): readonly Ranked[] {
  const terms = termsOf(typed);
  return candidates.flatMap((candidate) => {
    const places = terms.map((term) => placeOf(term, candidate)).filter((place) => place !== null);
    if (places.length === 0) return [];
    const isFirst = terms.findIndex(({ common }) => common.includes(candidate.value)) === 0 || begins(candidate, first);
    const place = places.reduce((sum, one) => sum + one, isFirst ? 0 : 1);
    return [{ candidate, answered: places.length, place }];
  });
}

const knownWords = [
  ...new Set([...wholeWords.map(([known]) => known), ...levelWords.keys(), ...candidates.flatMap(({ own }) => own)]),
];

/** A word that nothing is called by may be a typing mistake. */
function mended(word: string): string {
  if (word.length < 4 || word.length > 20 || knownWords.some((one) => one.startsWith(singular(word)))) return word;
  return nearestWord(word, knownWords) ?? word;
}

/** What answers all that was typed, or where nothing does, as much of it as can be. */
function findByWords(clause: string): readonly Candidate[] {
  const all = words(clause.replace(/\bpull[\s_-]+requests?\b/gi, 'PR'));
  const meant = all.filter((word) => !idleWords.has(word));
  const typed = (meant.length === 0 ? all : meant).slice(0, mostWords).map(mended);
  const [first] = typed;
  if (first === undefined) return candidates.toSorted(byLabel);
  const ranked = rank(first, typed);
  const most = Math.max(0, ...ranked.map(({ answered }) => answered));
  return ranked
    .filter(({ answered }) => answered === most)
    .sort((one, other) => one.place - other.place || byLabel(one.candidate, other.candidate))
    .map(({ candidate }) => candidate);
}

function byLabel(one: Candidate, other: Candidate): number {
  return one.permission.label.localeCompare(other.permission.label, 'en');
}

function needsIn(answer: CallAnswer): readonly Need[] {
  switch (answer.kind) {
    case 'git':
    case 'header':
      return [answer.need];
    case 'endpoints':
      return answer.endpoints.map(({ need }) => need);
    case 'unknown':
      return answer.nearest.map(({ need }) => need);
    default:
      return [];
  }
}

function findByCall(typed: string): readonly NeededLevel[] | null {
  const answer = permissionsForCall(typed);
  if (answer === null) return null;
  return needsIn(answer).flatMap(({ anyOf, forWorkflowFiles }) => [...anyOf.flat(), ...forWorkflowFiles]);
}

/** The best of each list, then the second of each. */
function inTurn<One>(lists: readonly (readonly One[])[]): readonly One[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}

export function searchPermissions(query: string): readonly FoundPermission[] {
  const typed = query.slice(0, longestQuery);
  const called = findByCall(query);
  const found =
    called === null
      ? inTurn(
          typed
            .split(/,|\band\b|&/i)
            .filter((clause, place) => place === 0 || clause.trim() !== '')
            .map(findByWords),
        )
      : called.flatMap(({ name, level }) => {
          const permission = name === implied ? undefined : findPermission(name);
          return permission?.levels.includes(level) ? [{ permission, level }] : [];
        });
  const seen = new Set<string>();
  return found.flatMap(({ permission, level }) => {
    const value = `${permission.name}:${level}`;
    if (seen.has(value)) return [];
    seen.add(value);
    return [{ permission, level }];
  });
}

const mostOptions = 100;

/** Options for the type-ahead, by group, the best hits first; at most 100 altogether, as Slack allows. */
export function suggestPermissions(
  typed: string,
): Readonly<Record<CataloguePermission['group'], readonly PermissionOption[]>> {
  const found = searchPermissions(typed);
  const of = (group: CataloguePermission['group'], room: number): readonly PermissionOption[] =>
    found
      .filter(({ permission }) => permission.group === group)
      .map(({ permission: { name, label }, level }) => ({ value: `${name}:${level}`, label, level }))
      .slice(0, room);
  // Repository permissions first: where the list is cut, it is the rarer ones that have to be typed.
  const repository = of('repository', mostOptions);
  return { repository, organization: of('organization', mostOptions - repository.length) };
}
