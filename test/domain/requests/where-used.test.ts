import { expect, it } from 'vitest';
import { readWhereUsed, wheresUsed } from '../../../src/domain/requests/where-used.ts';

it.each(wheresUsed)('%s is a place where a token is used', (where) => {
  expect(readWhereUsed(where)).toBe(where);
});

it.each([null, undefined, '', 'anywhere', 'constructor', ['git']])('%j is none', (answer) => {
  expect(readWhereUsed(answer)).toBeNull();
});
