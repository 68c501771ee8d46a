import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createCommandLine } from '../src/cli/create-command-line.ts';

const root = resolve(import.meta.dirname, '..');
const documents = globSync('**/*.md', {
  cwd: root,
  exclude: (name) => /(?:^|\/)(?:node_modules|dist|\.git)$/.test(name),
});
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What a document names as a file or folder of this repository. */
const named = /`((?:src|test|db|docs|sandbox|bench|deploy)\/[\w./-]*)`/g;

it('what the documents name is there', () => {
  const absent = documents.flatMap((file) =>
    [...textOf(file).matchAll(named)]
      .map(([, path = '']) => path)
      // What is built is not there in a fresh clone.
      .filter((path) => !/(?:^|\/)dist\//.test(path) && !existsSync(join(root, path)))
      .map((path) => `${file} names ${path}`),
  );
  expect(documents).toContain('SECURITY.md');
  expect(absent).toEqual([]);
});

/** As GitHub names a heading: small letters, without marks, a hyphen for each space. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

it('every link between the documents leads to a file, and to a heading, that is there', () => {
  const links = documents.flatMap((file) =>
    [...textOf(file).matchAll(/\]\((?!https?:)([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(([, link, picture = '']) => {
      const [path = '', anchor = ''] = (link ?? picture).split('#');
      return { file, target: path === '' ? file : join(dirname(file), path), anchor };
    }),
  );
  const broken = links
    .filter(({ target, anchor }) => {
      if (!existsSync(join(root, target))) return true;
      return anchor !== '' && !anchorsOf(target).includes(anchor);
    })
    .map(({ file, target, anchor }) => `${file} links to ${target}#${anchor}`);
  expect(links.length).toBeGreaterThan(30);
  expect(broken).toEqual([]);
});

describe('the documents of an operator', () => {
  it('README takes at most a thousand words', () => {
    expect(textOf('README.md').split(/\s+/).length).toBeLessThanOrEqual(1_000);
  });

  it.each(['README.md', 'README.ja.md'])('%s names every command', (file) => {
    const hint = /usage_hint: (.*)/.exec(textOf('manifest.yml'))?.[1] ?? '';
    const words = hint.split('|').map((usage) => usage.trim().split(' ')[0]);
    expect(words.length).toBeGreaterThan(4);
    expect(words.filter((word) => !new RegExp(`^\\| \`/pat ${word}\\b`, 'm').test(textOf(file)))).toEqual([]);
  });

  it('docs/set-up.md explains every variable', () => {
    const variables = [...textOf('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => `\`${name}\``,
    );
    const setUp = textOf('docs/set-up.md');
    expect(variables.length).toBeGreaterThan(10);
    expect(variables.filter((name) => !setUp.includes(name))).toEqual([]);
  });

  it('docs/troubleshooting.md quotes sentences that people really read', () => {
    const plain = (text: string): string => text.replaceAll('’', "'");
    const wording = globSync('src/wording/**/*.ts', { cwd: root })
      .map((file) => plain(textOf(file)))
      .join('\n');
    const cells = [...textOf('docs/troubleshooting.md').matchAll(/^\| ([^|]+) \|/gm)].map(([, cell = '']) =>
      plain(cell),
    );
    const quoted = cells.flatMap((cell) => [...cell.matchAll(/"([^"]+)"/g)].map(([, sentence = '']) => sentence));
    expect(quoted.length).toBeGreaterThan(6);
    const parts = quoted.flatMap((sentence) => sentence.split('…').map((part) => part.trim()));
    expect(parts.filter((part) => !wording.includes(part))).toEqual([]);
  });

  it('docs/policy.md explains every key of the policy', () => {
    const keys = (of: object): readonly string[] =>
      Object.entries(of).flatMap(([key, value]) => {
        if (key === 'people' || key === 'machine_users') return [key];
        const below: unknown = Array.isArray(value) ? value[0] : value;
        return [key, ...(typeof below === 'object' && below !== null ? keys(below) : [])];
      });
    const named = new Set(
      [...textOf('docs/policy.md').matchAll(/^\| `([^`]+)`/gm)].flatMap(([, key = '']) => key.split(/[[\].]+/)),
    );
    const wanted = keys(parse(textOf('policy.example.yml')) as object);
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((key) => !named.has(key))).toEqual([]);
  });
});

describe('the Japanese documents', () => {
  const japanese = globSync('src/wording/japanese/*.ts', { cwd: root }).map(textOf).join('\n');

  it('use the words of the glossary that the sentences use', () => {
    const rows = [...textOf('docs/ja/terms.md').matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].filter(
      ([, term = '']) => !/^(?:英語|-+)$/.test(term),
    );
    const terms = rows.flatMap(([, , said = '']) => said.replaceAll(/（[^）]*）|「|」/g, '').split('、'));
    expect(terms.length).toBeGreaterThan(30);
    // A verb is found by its stem.
    expect(terms.map((term) => term.replace(/(?:する|る|す)$/, '')).filter((stem) => !japanese.includes(stem))).toEqual(
      [],
    );
  });

  it('name only keys of the policy that there are', () => {
    const named = [...textOf('docs/ja/policy.md').matchAll(/^\| `organizations\[\]\.([\w.]+)`/gm)].map(
      ([, key]) => key,
    );
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((key) => !textOf('docs/policy.md').includes(`| \`organizations[].${key}`))).toEqual([]);
  });
});

describe('the command line in the documents', () => {
  /** The words of a command that may be typed; those of a table of commands too. */
  const known = new Set(
    createCommandLine().commands.flatMap((one) => [
      one.name(),
      ...one.commands.map((below) => `${one.name()} ${below.name()}`),
    ]),
  );
  const files = [...documents, '.env.example', 'Dockerfile', 'compose.yml', 'deploy/countersign.service'];
  const found = (pattern: RegExp): readonly (readonly [string, string])[] =>
    files.flatMap((file) => [...textOf(file).matchAll(pattern)].map(([, words = '']) => [file, words] as const));

  it('names no command that there is none of', () => {
    const named = found(
      /(?:`|npx |countersign |src\/)countersign(?:\.js)? ([a-z][a-z-]*(?: (?:verify|check|schema))?)/g,
    );
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter(([, words]) => !known.has(words))).toEqual([]);
  });

  it('names no script of npm’s that there is none of, and no file in place of a command', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { readonly scripts: object };
    const named = found(/npm run (?:--silent )?([a-z][a-z:-]*)/g);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter(([, name]) => !(name in scripts))).toEqual([]);
    expect(found(/(node (?:\S*\/)?src\/(?!countersign\.js|launch\/check-health\.js)\S+)/g)).toEqual([]);
  });

  it('has a row for each command in docs/running.md', () => {
    const leaves = [...known].filter((words) => ![...known].some((other) => other.startsWith(`${words} `)));
    expect(leaves.length).toBeGreaterThan(8);
    expect(leaves.filter((words) => !textOf('docs/running.md').includes(`| \`countersign ${words}\` |`))).toEqual([]);
  });
});

describe('the table of threats', () => {
  const rows = textOf('SECURITY.md')
    .split('\n')
    .filter((line) => /^\| T\d+ \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it('has every threat once, in turn', () => {
    expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 25 }, (_, index) => `T${index + 1}`));
  });

  it.each(rows)('|%s names its test, or says why there is none|', (_, __, ___, control = '', proof = '', left = '') => {
    expect(control).not.toBe('');
    expect(left).not.toBe('');
    expect(proof).toMatch(/`(?:test|sandbox)\/[\w./-]+\.test\.ts`|^no test needed$/);
  });
});
