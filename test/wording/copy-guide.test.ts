import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../src/wording/english');

/** What we don't write, and what stands instead. */
const instead: readonly (readonly [word: RegExp, better: string])[] = [
  [/\banew\b/i, 'again'],
  [/\blapse[sd]?\b/i, 'expire, timed out'],
  [/\blets?(?: \w+)? in\b/i, 'approve, activate'],
  [/\btaken? up\b/i, 'start again'],
  [/\b(?:go|goes|went) past\b/i, 'is wider than'],
  [/\bfor ever\b/i, 'with no expiry date'],
  [/\bask(?:s|ed)? for (?:a|its) token/i, 'request'],
  [/\b(?:is|was|are|were) held\b/i, 'is on hold'],
  [/\btaken back\b|\btook (?:it )?back\b/i, 'cancelled, undo'],
  [/\bagree[ds]? to\b|\bwas agreed\b/i, 'approved'],
  [/\bNothing is for you\b/i, 'You don’t need to do anything'],
  [/\bYou are told\b/i, 'You get this, We’ll tell you'],
  [/\bis active since\b/i, 'has been active since'],
  [/\bThere is no \w+ .*of yours\b/i, 'You have no'],
  [/\bWhoever had\b/i, 'The owner who'],
  [/\bdid not say in time\b/i, 'We couldn’t check'],
  [/\blook whether\b/i, 'Check whether'],
  [/\bgoes on being\b/i, 'We keep'],
  [/\bNobody of that name\b/i, 'No such person'],
  // Whose typographer was the keyboard.
  [/\w'\w/, '’'],
  [/!|\p{Extended_Pictographic}/u, 'a full stop'],
];

/** Every text of more than a word that a module of English holds; what it is given stands as a word. */
function textsOf(source: string): readonly string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|^import .*$/gm, '');
  const texts: string[] = [];
  const scan = (from: number, mark: string): number => {
    let text = '';
    let at = from;
    while (at < code.length && code[at] !== mark) {
      if (code[at] === '\\') {
        text += code[at + 1] ?? '';
        at += 2;
      } else if (mark === '`' && code.startsWith('${', at)) {
        let depth = 1;
        at += 2;
        while (depth > 0 && at < code.length) {
          const here = code[at] ?? '';
          if (here === '`' || here === "'") at = scan(at + 1, here);
          else if (here === '{') depth += 1;
          else if (here === '}') depth -= 1;
          at += 1;
        }
        text += '…';
      } else {
        text += code[at];
        at += 1;
      }
    }
    if (text.trim().includes(' ')) texts.push(text);
    return at;
  };
  for (let at = 0; at < code.length; at += 1) {
    const here = code[at];
    if (here === '`' || here === "'") at = scan(at + 1, here);
  }
  return texts;
}

/** The sentences of the form and of requests. */
const notYet: readonly string[] = [];
const modules = globSync('*.ts', { cwd: folder, exclude: notYet }).map((file) => ({
  file: basename(file),
  source: readFileSync(join(folder, file), 'utf8'),
}));
const all = modules.flatMap(({ file, source }) => textsOf(source).map((text) => ({ file, text })));

describe('every sentence', () => {
  it('is found, what it is given and what stands in that included', () => {
    expect(
      textsOf(`const a = { b: 'One two.', c: \`Three \${d ? \`four \${e} five\` : 'f'} six.\` };\n// 'No no'`),
    ).toEqual(['One two.', 'four … five', 'Three … six.']);
    expect(all.length).toBeGreaterThan(200);
  });

  it.each(instead)('has no %s: %s', (word) => {
    expect(all.filter(({ text }) => word.test(text))).toEqual([]);
  });

  it('names the organization without quotation marks', () => {
    expect(
      modules.filter(({ source }) => /quoted\((?:\w+\.)?organization\)/.test(source)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('is short', () => {
    const words = (sentence: string): number => sentence.split(/\s+/).filter((word) => /\w|…/.test(word)).length;
    const long = all.flatMap(({ file, text }) =>
      text
        .split(/(?<=[.?:;])\s/)
        .filter((sentence) => words(sentence) > 18)
        .map((sentence) => `${file}: ${sentence}`),
    );
    expect(long).toEqual([]);
  });
});
