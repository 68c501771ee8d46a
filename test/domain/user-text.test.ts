import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, lengthOf } from '../../src/domain/user-text.ts';

describe('text of several lines', () => {
  it.each([
    ['plain text as it is', 'read the code, please — ünï 日本', 'read the code, please — ünï 日本'],
    ['line ends of every kind', 'a\r\nb\rc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['a tab as a space', 'a\tb', 'a b'],
    ['space around it', '  \n a \n ', 'a'],
    ['control characters', 'a\u0000b\u0007c\u001B[31md\u007Fe\u009Bf', 'abc[31mdef'],
    ['half a character', 'a\uD83Db', 'ab'],
    ['what turns the reading direction', 'a\u202Eb\u2066c\u2069d\u200Fe\u061Cf', 'abcdef'],
    ['what has no width', 'a\u200Bb\u200Cc\u200Dd\u2060e\uFEFFf\u00ADg', 'abcdefg'],
    ['what only looks like a space', 'a\u3164b\u115Fc\u2800d\u{E0020}e\uFE0Ff\u{E0100}g', 'abcdefg'],
    ['emoji that are made of several', '👩🏽‍💻 ❤️‍🔥 👨‍👩‍👧 🏳️‍🌈 1️⃣', '👩🏽‍💻 ❤️‍🔥 👨‍👩‍👧 🏳️‍🌈 1️⃣'],
    ['a joiner at the edge of an emoji', '👩\u200Dx \u200D👩', '👩x 👩'],
  ])('%s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('is not changed by cleaning it once more', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(cleanText(text)) === cleanText(text)));
  });
});

describe('one line', () => {
  it('has no line ends and no runs of space', () => {
    expect(cleanLine(' a\r\n\n b\u00A0\u2003 c ')).toBe('a b c');
  });
});

it('length is counted as people do, not in halves of characters', () => {
  expect(lengthOf('a😀é')).toBe(3);
});
