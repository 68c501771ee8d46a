import type { z } from 'zod';
import { echoed } from '../domain/credential.ts';
import { nearestWord } from '../domain/nearest-word.ts';
import type { Path, Place, YamlText } from './read-yaml.ts';

/** Of what stands in the file so much is repeated. */
const mostShown = 40;

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], value);
}

function said(value: unknown): string {
  if (value === null) return 'empty';
  if (typeof value === 'string') return `"${echoed(value, mostShown)}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a map' : String(value);
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'the file' : path.map((step) => echoed(String(step), mostShown)).join('.');
}

export function placed({ line, column }: Place): string {
  return `${line}:${column}`;
}

/** What is wrong with a policy that reads well, by what the database and Slack know besides. */
export function complaintsBeside(file: string) {
  return {
    unnamed: (login: string): string =>
      `${file}: organizations: ${login} is missing, but the database holds its requests and tokens`,
    namedTwice: ([one, other]: readonly [string, string]): string =>
      `${file}: people: ${one} and ${other} are the same person in Slack; name them once`,
  };
}

type Complaint = { readonly place: Place; readonly text: string };

/** One line for each mistake, as they stand in the file: file, line, column, key, what must be, and what it is instead. */
export function complaintsOf(
  error: z.ZodError,
  yaml: YamlText,
  options: { readonly file: string; readonly keysAt: (path: Path) => readonly string[] },
): readonly string[] {
  const complaint = (path: Path, of: 'key' | 'value', what: string): Complaint => ({
    place: yaml.placeOf(path, of),
    text: `${nameOf(path)}: ${what}`,
  });
  const found = error.issues.flatMap((issue): readonly Complaint[] => {
    if (issue.code === 'unrecognized_keys') {
      const known = options.keysAt(issue.path);
      return issue.keys.map((key) => {
        const nearest = nearestWord(key, known);
        const hint = nearest === null ? `the keys here are ${known.join(', ')}` : `did you mean ${nearest}?`;
        return complaint([...issue.path, key], 'key', `is not a key of the policy; ${hint}`);
      });
    }
    if (issue.code === 'invalid_key') {
      const message = issue.issues[0]?.message ?? issue.message;
      return [complaint(issue.path, 'key', `the key ${message}; it is ${said(issue.path.at(-1))}`)];
    }
    const value = valueAt(yaml.value, issue.path);
    if (value === undefined) return [complaint(issue.path, 'value', `is missing; it ${issue.message}`)];
    // What is wrong with a key is no matter of its value.
    const instead = issue.code === 'custom' && issue.params?.of === 'key' ? '' : `; it is ${said(value)}`;
    return [complaint(issue.path, 'value', `${issue.message}${instead}`)];
  });
  return found
    .toSorted((one, other) => one.place.line - other.place.line || one.place.column - other.place.column)
    .map(({ place, text }) => `${options.file}:${placed(place)}: ${text}`);
}
