import { expect, it } from 'vitest';
import { secondsBetweenIndexes } from '../../../src/domain/looks/repositories-apart.ts';

it.each([
  [0, 570],
  [1_600, 570],
  [1_700, 582],
  [1_701, 618],
  [10_000, 3_570],
  [100_000, 35_970],
])('reads %i repositories again after so many seconds: a hundred calls an hour at the most', (count, seconds) => {
  expect(secondsBetweenIndexes(count)).toBe(seconds);
});
