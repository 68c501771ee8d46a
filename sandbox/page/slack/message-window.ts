/** Of ten thousand messages so many are on the page at a time; it moves by half of that. */
export const windowSize = 120;
export const windowStep = 60;

export type Window = { readonly start: number; readonly end: number };

/** Which of the rows are drawn; `last`: the key of the last one, null for the newest. */
export function windowOf(keys: readonly { readonly key: string }[], last: string | null): Window {
  const at = last === null ? -1 : keys.findIndex(({ key }) => key === last);
  const end = at === -1 ? keys.length : at + 1;
  return { start: Math.max(0, end - windowSize), end };
}
