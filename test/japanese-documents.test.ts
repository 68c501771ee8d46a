import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(resolve(root, file), 'utf8');
const index = textOf('docs/ja/README.md');

type Section = { readonly level: number; readonly heading: string; readonly text: string };

/** A `#` in a terminal's lines begins no section. */
function sectionsOf(text: string): readonly Section[] {
  const sections: { level: number; heading: string; text: string }[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (/^ *```/.test(line)) isCode = !isCode;
    const [, marks, heading] = (isCode ? null : /^(#+) (.*)$/.exec(line)) ?? [];
    if (marks !== undefined && heading !== undefined) sections.push({ level: marks.length, heading, text: '' });
    const last = sections.at(-1);
    if (last !== undefined) last.text += `${line}\n`;
  }
  return sections;
}

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

/** The sections of the English document that the index does not name as English only, with what is below those. */
function translated(file: string): readonly Section[] {
  const kept: Section[] = [];
  let leftOut: number | null = null;
  for (const section of sectionsOf(textOf(`docs/${file}`))) {
    if (leftOut !== null && section.level > leftOut) continue;
    const isNamed = index.includes(`(../${file}#${anchorOf(section.heading)})`);
    leftOut = isNamed ? section.level : null;
    if (!isNamed) kept.push(section);
  }
  return kept;
}

const fences = /^ *```\w*\n(.*?)\n *```$/gms;
const blocksOf = (text: string): readonly string[] =>
  [...text.matchAll(fences)].map(([, body = '']) => body.replaceAll(/^ +/gm, ''));
const codesOf = (text: string): ReadonlySet<string> =>
  new Set([...text.replaceAll(fences, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' ')));

const files = ['policy.md', 'running.md'] as const;
describe.each(files)('docs/ja/%s', (file) => {
  const english = translated(file);
  const text = english.map((section) => section.text).join('');
  const japanese = textOf(`docs/ja/${file}`);

  it('has every section of the English document, but those that the index names', () => {
    const levels = (sections: readonly Section[]) => sections.map(({ level }) => level);
    expect(english.length).toBeGreaterThan(3);
    expect(levels(sectionsOf(japanese)), english.map(({ heading }) => heading).join('\n')).toEqual(levels(english));
  });

  it('has every line for a terminal or a file as it stands there', () => {
    const [there, here] = [blocksOf(text), blocksOf(japanese)];
    expect(there.length).toBeGreaterThan(2);
    expect(there.filter((block) => !here.some((one) => one.startsWith(block)))).toEqual([]);
    expect(here).toHaveLength(there.length);
  });

  it('names the same commands, variables, keys, values and paths', () => {
    const [there, here] = [codesOf(text), codesOf(japanese)];
    expect(there.size).toBeGreaterThan(60);
    expect([...there].filter((code) => !here.has(code))).toEqual([]);
    // What only Japanese readers need: their own language and zone.
    expect([...here].filter((code) => !there.has(code) && !['Asia/Tokyo'].includes(code))).toEqual([]);
  });
});

it('the index leads to every Japanese document', () => {
  for (const file of ['set-up.md', 'policy.md', 'running.md', 'faq.md', 'terms.md'])
    expect(index).toContain(`](${file})`);
});
