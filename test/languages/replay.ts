// What a wording was asked to say, and with which values: the same is then asked of another one.
import type { Wording } from '../../src/wording/wording.ts';

export type Asked = { readonly path: string; readonly given: readonly unknown[]; readonly said: unknown };

type Sayer = (...given: readonly unknown[]) => unknown;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The wording, and everything that it was asked to say. */
export function recorded(wording: Wording): { readonly wording: Wording; readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  const listen = (said: unknown, path: string): unknown => {
    if (typeof said === 'function') {
      return (...given: readonly unknown[]) => {
        const answer = (said as Sayer)(...given);
        asked.push({ path, given, said: answer });
        return answer;
      };
    }
    if (!isObject(said)) return said;
    return Object.fromEntries(Object.entries(said).map(([key, one]) => [key, listen(one, `${path}.${key}`)]));
  };
  return { wording: listen(wording, '') as Wording, asked };
}

/** What stands under a path: a text, a function, a list. */
export function under(wording: Wording, path: string): unknown {
  return path
    .split('.')
    .slice(1)
    .reduce<unknown>((found, key) => (isObject(found) ? found[key] : undefined), wording);
}

export function sayAgain(wording: Wording, { path, given }: Asked): string {
  return textOf((under(wording, path) as Sayer)(...given));
}

/** Every path of a wording; `kind` is what stands there. */
export function pathsOf(said: unknown, path = ''): readonly { readonly path: string; readonly kind: string }[] {
  return isObject(said)
    ? Object.entries(said).flatMap(([key, one]) => pathsOf(one, `${path}.${key}`))
    : [{ path, kind: typeof said }];
}

export function textOf(said: unknown): string {
  if (typeof said === 'string') return said;
  if (Array.isArray(said)) return said.map(textOf).join('\n');
  return isObject(said) ? Object.values(said).map(textOf).join('\n') : '';
}

/** The names that are plain words, and could be taken for a status. */
const names: readonly string[] = ['acme', 'octo', 'mona', 'website', 'payments', 'nightly', 'ada', 'otto', 'globex'];

function leaves(given: unknown): readonly string[] {
  if (typeof given === 'string') return [given];
  if (given instanceof Map) return leaves([...given.values()]);
  if (Array.isArray(given)) return given.flatMap(leaves);
  return isObject(given) ? Object.values(given).flatMap(leaves) : [];
}

/** What of its values a sentence carries: people, moments, numbers, requests, commands, and names that others gave. */
export function carried(said: string, given: readonly unknown[]): readonly string[] {
  const plain = said.replaceAll(/<[^<>]*>/g, ' ');
  const theirs = leaves(given).filter((one) => one.length > 1 && (/[^a-z_]/.test(one) || names.includes(one)));
  return [
    ...[...said.matchAll(/<(@\w+|!date\^\d+)/g)].map(([, what = '']) => what),
    ...(plain.match(/\d+/g) ?? []),
    ...(plain.match(/PAT-\d+/g) ?? []),
    ...(plain.match(/\/pat \w+/g) ?? []),
    ...theirs.filter((one) => plain.includes(one)),
  ];
}
