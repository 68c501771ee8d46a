import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../../src/domain/policy/rules/glob.ts';
import { matchesPattern, readPattern } from '../../../../src/domain/policy/rules/pattern.ts';

function matches(pattern: string, text: string): boolean {
  const read = readPattern(pattern);
  if ('problem' in read) throw new Error(read.problem);
  return matchesPattern(read.pattern, text);
}

/** The platform's own expressions are the oracle. */
const patterns = [
  'INC-\\d+',
  '^INC',
  'x$',
  'a*b',
  'a+b?c',
  '[A-C]{2}',
  '[^0-9]{3,}',
  'x{0,2}y',
  'cat|^dog$',
  '\\S\\s\\w',
  '.',
  '^$',
  '[a-]b',
  'a\\.b',
];
const texts = [
  '',
  'x',
  'see INC-42',
  'INC-',
  'aab',
  'aacc',
  'ABC',
  'AD',
  '12a',
  'abcd',
  'xxy',
  'dog',
  'dogs',
  'a cat',
  'a b',
  'a.b',
  'acb',
  '-b',
  'aaac',
];

describe('a pattern', () => {
  it.each(patterns)('%s takes what a regular expression takes', (pattern) => {
    for (const text of texts)
      expect(`${text}: ${matches(pattern, text)}`).toBe(`${text}: ${new RegExp(pattern).test(text)}`);
  });

  it.each([
    ['(a+)+$', 'may not have groups; write \\( and \\) for the signs'],
    ['a{200}', 'may repeat 100 times at most'],
    ['[ab', 'has a [ that nothing closes'],
    ['*a', 'may not have * there; write \\* for the sign'],
    ['a\\1', 'may not have \\1'],
    ['', 'must have 1 to 200 characters'],
  ])('%s is refused: %s', (pattern, problem) => {
    expect(readPattern(pattern)).toEqual({ problem });
  });

  it('is read once along the text, so that what hangs others ends', () => {
    expect(matches(`${'a*'.repeat(90)}b$`, 'a'.repeat(5_000))).toBe(false);
  });
});

describe('a glob', () => {
  it.each([
    ['docs-*', 'docs-site', true],
    ['docs-*', 'my-docs-site', false],
    ['*a*b', 'xaxxb', true],
    ['a?c', 'abc', true],
    ['a.c', 'abc', false],
    ['*', '', true],
  ])('%s and %s: %s', (glob, text, is) => {
    expect(matchesGlob(glob, text)).toBe(is);
  });
});
