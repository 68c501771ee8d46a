export { expect } from 'vitest';

/** The fixed share of what `npm run prove` runs as a whole. */
export const inject = (): undefined => undefined;

export type Test = { readonly name: string; readonly run: () => unknown };

/** What a file of tests does to say what it tests. */
type Body = (...row: readonly unknown[]) => unknown;

let path: readonly string[] = [];
let collected: Test[] = [];

function bodyOf(rest: readonly unknown[]): Body {
  const body = rest.find((part) => typeof part === 'function');
  if (body === undefined) throw new Error('a test without a body');
  return body as Body;
}

function addTest(name: string, run: () => unknown): void {
  const whole = [...path, name].join(' > ');
  const namesakes = collected.filter((test) => test.name.split(' #')[0] === whole).length;
  collected.push({ name: namesakes === 0 ? whole : `${whole} #${namesakes + 1}`, run });
}

function addGroup(name: string, body: () => unknown): void {
  const outer = path;
  path = [...outer, name];
  body();
  path = outer;
}

/** Where all rows are lists, their parts are given one by one, as the test runner does. */
function eachOf(add: (name: string, run: () => unknown) => void) {
  return (rows: readonly unknown[]) =>
    (name: string, ...rest: readonly unknown[]): void => {
      const body = bodyOf(rest);
      const areLists = rows.every((row) => Array.isArray(row));
      for (const row of rows) add(name, () => (areLists ? body(...(row as readonly unknown[])) : body(row)));
    };
}

export const it = Object.assign(
  (name: string, ...rest: readonly unknown[]): void => addTest(name, () => bodyOf(rest)()),
  { each: eachOf(addTest) },
);

export const describe = Object.assign(
  (name: string, ...rest: readonly unknown[]): void => addGroup(name, () => bodyOf(rest)()),
  { each: eachOf(addGroup) },
);

/** The tests that a file names while it is loaded. */
export async function collectTests(load: () => Promise<unknown>): Promise<readonly Test[]> {
  collected = [];
  path = [];
  await load();
  return collected;
}
