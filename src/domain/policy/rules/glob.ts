// `*` for any text, `?` for one character; everything else stands for itself. Both sides are in lower case. It goes back to the last star
// only, so its time is bounded by the product of the two lengths: no pattern can hang it.
import { compileOnce } from './compile-once.ts';

/** Whether one of them matches: names without a sign are looked up, the others are tried in turn. */
export const matcherOf = compileOnce((globs: readonly string[]): ((text: string) => boolean) => {
  const exact = new Set(globs.filter((glob) => !/[*?]/.test(glob)));
  const others = globs.filter((glob) => !exact.has(glob)).map(compileGlob);
  return (text) => exact.has(text) || others.some((matches) => matches(text));
});

function compileGlob(glob: string): (text: string) => boolean {
  const [, start = '', end = ''] = /^([^*?]*)\*+([^*?]*)$/.exec(glob) ?? [];
  const least = start.length + end.length;
  if (least === 0) return (text) => matchesGlob(glob, text);
  return (text) => text.length >= least && text.startsWith(start) && text.endsWith(end);
}

export function matchesGlob(glob: string, text: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const wanted = glob[place];
    if (wanted === '*') {
      star = place;
      mark = at;
      place += 1;
    } else if (wanted === '?' || wanted === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (glob[place] === '*') place += 1;
  return place === glob.length;
}
