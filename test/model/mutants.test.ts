import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { mutants } from './mutants.ts';

const root = resolve(import.meta.dirname, '../..');

it('each defect that must be caught can be put into the sources as they stand', () => {
  const outdated = mutants.flatMap(({ name, file, find, put }) => {
    const count = readFileSync(resolve(root, file), 'utf8').split(find).length - 1;
    return count === 1 && find !== put ? [] : [`${name}: its line stands in ${file} ${count} times`];
  });
  expect(outdated).toEqual([]);
});

it('each test that must see a defect is there', () => {
  const missing = mutants.flatMap(({ tests = [] }) => tests.filter((test) => !existsSync(resolve(root, test))));
  expect(missing).toEqual([]);
});
