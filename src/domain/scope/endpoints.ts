// Which permission each call of GitHub's REST API needs, by GitHub's documentation of API version 2026-03-10. In `endpoints.json`
// `|` parts alternatives, `+` joins what is needed together, and what stands after `?` is needed for some files only.
import { nearestWord } from '../nearest-word.ts';
import endpoints from './endpoints.json' with { type: 'json' };

export const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Verb = (typeof verbs)[number];

/** By GitHub's name and level; account permissions, which no token of an organization has, are among them. */
export type NeededLevel = { readonly name: string; readonly level: string };

export type Need = {
  /** Each of these sets is enough; the lowest first. */
  readonly anyOf: readonly (readonly NeededLevel[])[];
  /** Needed as well where the call changes files in `.github/workflows`. */
  readonly forWorkflowFiles: readonly NeededLevel[];
};
/** `path` is GitHub's template, so that what somebody typed is never repeated. */
export type Endpoint = { readonly verb: Verb; readonly path: string; readonly need: Need };

function readLevels(text: string): readonly NeededLevel[] {
  return [...text.matchAll(/([^+:]+):([^+]+)/g)].map((found) => {
    const [, name, level] = found as unknown as readonly [string, string, string];
    return { name, level };
  });
}

function readNeed(text: string): Need {
  const [always, ...forWorkflowFiles] = text.split('?') as [string, ...string[]];
  return { anyOf: always.split('|').map(readLevels), forWorkflowFiles: forWorkflowFiles.flatMap(readLevels) };
}

type Path = { readonly path: string; readonly segments: readonly string[]; readonly endpoints: readonly Endpoint[] };

export const knownPaths: readonly Path[] = Object.entries(endpoints).map(([path, byVerb]) => {
  const needs: ReadonlyMap<string, string> = new Map(Object.entries(byVerb));
  return {
    path,
    segments: path.slice(1).split('/'),
    endpoints: verbs.flatMap((verb) => {
      const need = needs.get(verb);
      return need === undefined ? [] : [{ verb, path, need: readNeed(need) }];
    }),
  };
});

/** These may have slashes in them: a file's path, a branch, two branches to compare. */
const long = new Set(['{path}', '{dir}', '{ref}', '{basehead}', '{branch}', '{tag}']);

export const isPlaceholder = (segment: string): boolean => segment.startsWith('{');

/** How many segments of a template are the given ones word for word; null where it is another path. Plain values fill placeholders. */
function likeness(template: readonly string[], given: readonly string[]): number | null {
  let alike = 0;
  let at = 0;
  for (const [place, segment] of template.entries()) {
    const rest = template.length - place - 1;
    if (long.has(segment)) at = Math.max(at, given.length - rest - 1);
    const here = given[at];
    if (here === undefined) return null;
    if (!isPlaceholder(segment)) {
      if (segment.toLowerCase() !== here.toLowerCase()) return null;
      alike += 1;
    }
    at += 1;
  }
  return at === given.length ? alike : null;
}

/** The path's calls; where two templates fit (`/user/keys`, `/user/{id}`), the one that says more of it. */
export function endpointsAt(given: readonly string[]): readonly Endpoint[] {
  let best: { readonly alike: number; readonly path: Path } | null = null;
  for (const path of knownPaths) {
    const alike = likeness(path.segments, given);
    if (alike !== null && (best === null || alike > best.alike)) best = { alike, path };
  }
  return best?.path.endpoints ?? [];
}

const literals = [
  ...new Set(knownPaths.flatMap(({ segments }) => segments.filter((segment) => !isPlaceholder(segment)))),
];
const isLiteral = new Set(literals);

/** How many segments at a path's beginning are names, not words of GitHub's. */
const names: Readonly<Record<string, number>> = { repos: 3, orgs: 2, organizations: 2, users: 2, teams: 2, user: 1 };

/** Calls that look most like an unknown one, `most` at the most; none where nothing but the beginning is shared. */
export function nearestEndpoints(verb: Verb | null, given: readonly string[], most: number): readonly Endpoint[] {
  const root = String(given[0]).toLowerCase();
  const words = new Set(
    given.slice(names[root] ?? 0).map((segment) => {
      const word = segment.toLowerCase();
      if (isLiteral.has(word)) return word;
      return root in names ? nearestWord(word, literals) : null;
    }),
  );
  return knownPaths
    .flatMap(({ segments, endpoints: calls }) => {
      const shared = segments.filter((segment) => words.has(segment));
      if (shared.length === 0) return [];
      const isSameRoot = segments[0] === root;
      const score = shared.length * 4 + (isSameRoot ? 6 : 0) - Math.abs(segments.length - given.length);
      return calls.map((call) => ({ call, score: score + (call.verb === (verb ?? 'GET') ? 1 : 0) }));
    })
    .sort((one, other) => other.score - one.score || one.call.path.length - other.call.path.length)
    .slice(0, most)
    .map(({ call }) => call);
}
