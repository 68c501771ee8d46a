import { expect, it } from 'vitest';
import { shellWords } from '../../../src/domain/scope/shell-words.ts';

it.each<[string, readonly string[]]>([
  ['', []],
  ['  \n ', []],
  ['git push', ['git', 'push']],
  [' git \t push \n', ['git', 'push']],
  [`-H "a b" 'c d' \`e f\``, ['-H', 'a b', 'c d', 'e f']],
  [`a"b c"d'e f'g`, ['ab cde fg']],
  [`"it's" 'a "b"' "a \`b"`, ["it's", 'a "b"', 'a `b']],
  [`"" '' \`\` x`, ['', '', '', 'x']],
  ['"never closed here', ['never closed here']],
  ["'never closed here", ['never closed here']],
  ['`never closed here', ['never closed here']],
  ['“a b” ‘c d’ „e f” ‚g h’', ['a b', 'c d', 'e f', 'g h']],
  ['—get –X −d', ['--get', '-X', '-d']],
  ['curl \\\n -G \\ x\\', ['curl', '-G', 'x\\']],
])('%j is parted into %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

it('reads no more than four thousand characters', () => {
  expect(shellWords('x'.repeat(4_001))).toEqual(['x'.repeat(4_000)]);
});
