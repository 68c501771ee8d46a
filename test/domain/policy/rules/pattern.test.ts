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
  'a?$',
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
  '^a+$',
  '^a*$',
  '^\\d$',
  '^a{2}$',
  '^a{2,}$',
  '^a{0,2}$',
  '^a{1,2}b$',
  '^[^0-9]{3}$',
  '^[\\d^-]+$',
  '^[a\\]]+$',
  'b$|^a',
  '^\\W$',
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
  ...['a', 'aa', 'aaa', 'ab', 'abb', '0', '5', '9', '/', ':', '^^^', '[[[', '-', '^', ']', 'a]', 'ba', '_'],
];

describe('a pattern', () => {
  it.each(patterns)('%s takes what a regular expression takes', (pattern) => {
    for (const text of texts)
      expect(`${text}: ${matches(pattern, text)}`).toBe(`${text}: ${new RegExp(pattern).test(text)}`);
  });

  it.each([
    ['(a+)+$', 'may not have groups; write \\( and \\) for the signs'],
    ['a{200}', 'may repeat 100 times at most'],
    ['a{101}', 'may repeat 100 times at most'],
    ['a{1,101}', 'may repeat 100 times at most'],
    ['a{3,2}', 'has {n,m} with n above m'],
    ['a{x}', 'may have { only as in {2}, {2,} or {2,5}; write \\{ for the sign'],
    ['a{{2}', 'may have { only as in {2}, {2,} or {2,5}; write \\{ for the sign'],
    ['a$b', 'may have $ at the end only; write \\$ for the sign'],
    ['a{100}'.repeat(6), 'repeats too much to be read in time'],
    [`${'a{100}'.repeat(3)}|${'a{100}'.repeat(3)}`, 'repeats too much to be read in time'],
    ['x'.repeat(201), 'must have 1 to 200 characters'],
    ['[b-a]', 'may not have the range b-a'],
    ['[a\\q]', 'may not have \\q'],
    ['[a', 'has a [ that nothing closes'],
    ['a\\', 'may not have \\'],
    ['[ab', 'has a [ that nothing closes'],
    ['*a', 'may not have * there; write \\* for the sign'],
    ['a\\1', 'may not have \\1'],
    ['', 'must have 1 to 200 characters'],
  ])('%s is refused: %s', (pattern, problem) => {
    expect(readPattern(pattern)).toEqual({ problem });
  });

  it.each([
    ['of 200 characters', 'x'.repeat(200), 'x'.repeat(200)],
    ['that repeats 100 times', 'x{100}', 'x'.repeat(100)],
    ['that repeats 500 times in all', 'x{100}'.repeat(5), 'x'.repeat(500)],
  ])('%s is read', (_, pattern, text) => {
    expect([matches(pattern, text), matches(pattern, text.slice(1))]).toEqual([true, false]);
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
    ['abc', 'ab', false],
    ['a*b', 'ab', true],
    ['a*b', 'abba', false],
  ])('%s and %s: %s', (glob, text, is) => {
    expect(matchesGlob(glob, text)).toBe(is);
  });
});
