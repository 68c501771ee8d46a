import { expect, it } from 'vitest';
import { matcherOf, matchesGlob } from '../../../../src/domain/policy/rules/glob.ts';

const matching = (glob: string, texts: readonly string[]) => texts.filter(matcherOf([glob]));

it.each<[string, readonly string[], readonly string[]]>([
  ['docs', ['docs'], ['docs-2', 'my-docs', 'doc', '']],
  ['*', ['', 'docs'], []],
  ['docs-*', ['docs-', 'docs-site'], ['docs', 'my-docs-']],
  ['*-docs', ['-docs', 'my-docs'], ['docs', 'my-docs-2']],
  ['a*a', ['aa', 'aba'], ['a', 'ab', 'ba']],
  ['web-*-site', ['web--site', 'web-new-site'], ['web-site', 'web-new', 'new-site']],
  ['web-**-site', ['web--site', 'web-new-site'], ['web-site']],
  ['*docs*', ['docs', 'my-docs-2'], ['doc-s']],
  ['a*b*c', ['abc', 'a-b-b-c'], ['acb', 'a-b', 'xabc']],
  ['a?c', ['abc', 'a-c'], ['ac', 'abbc']],
  ['?*-x', ['a-x', 'ab-x'], ['-x', 'a-y']],
  ['x-*?', ['x-a', 'x-ab'], ['x-', 'y-a']],
])('%s is matched by some names and by no others', (glob, matched, others) => {
  expect(matching(glob, [...matched, ...others])).toEqual(matched);
  expect([...matched, ...others].filter((text) => matchesGlob(glob, text))).toEqual(matched);
});

it('one of several is enough', () => {
  expect(['docs', 'web', 'web-1', 'api'].filter(matcherOf(['docs', 'web-*', 'ap?']))).toEqual(['docs', 'web-1', 'api']);
  expect(['docs'].filter(matcherOf([]))).toEqual([]);
});
