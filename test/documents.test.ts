import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

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
