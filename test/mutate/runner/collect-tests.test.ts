import { expect, it } from 'vitest';
import { collectTests, describe as group, it as test } from './collect-tests.ts';
import { soonestFirst } from './load-files.ts';

const seen: unknown[] = [];
const see = (...row: readonly unknown[]): unknown => seen.push(row);

it('collects what a file tests, by the names of its groups, and runs none of it meanwhile', async () => {
  const tests = await collectTests(async () => {
    test('alone', see);
    group('a group', () => {
      test.each([1, [2]])('of rows', see);
      group.each([
        [3, 4],
        [5, 6],
      ])('of groups', (one: unknown, other: unknown) => test('in it', () => see(one, other)));
    });
  });
  expect(tests.map(({ name }) => name)).toEqual([
    'alone',
    'a group > of rows',
    'a group > of rows #2',
    'a group > of groups > in it',
    'a group > of groups > in it #2',
  ]);
  expect(seen).toEqual([]);
  for (const { run } of tests) run();
  // Only where all rows are lists are their parts given one by one.
  expect(seen).toEqual([[], [1], [[2]], [3, 4], [5, 6]]);
});

it('asks the test beside a file first, and properties last', () => {
  const tests = [
    ...['/test/domain/a.test.ts', '/test/domain/scope/scope.property.test.ts', '/test/domain/scope/risk.test.ts'],
    ...['/test/domain/scope/scope-more.test.ts', '/test/domain/scope/scope.test.ts'],
  ];
  expect(soonestFirst(tests, '/src/domain/scope/scope.ts').map((path) => path.split('/').at(-1))).toEqual([
    ...['scope.test.ts', 'scope-more.test.ts', 'risk.test.ts', 'a.test.ts', 'scope.property.test.ts'],
  ]);
});
