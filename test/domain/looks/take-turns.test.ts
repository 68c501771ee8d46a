import { expect, it } from 'vitest';
import type { GithubUserId } from '../../../src/domain/ids.ts';
import { askedInTurn, takeTurns } from '../../../src/domain/looks/take-turns.ts';

it.each<[string, readonly string[], number, readonly string[]]>([
  ['is nobody of nobody', [], 7, []],
  ['is everybody of few', ['a'], 3, ['a']],
  ['begins with the first', ['a', 'b', 'c', 'd', 'e'], 0, ['a', 'b']],
  ['goes on with the next', ['a', 'b', 'c', 'd', 'e'], 1, ['c', 'd']],
  ['begins anew at the end', ['a', 'b', 'c', 'd', 'e'], 2, ['e', 'a']],
])('whose turn it is %s', (_, all, turn, who) => {
  expect(takeTurns(all, turn, 2)).toEqual(who);
});

it('asks about members each time, and about 25 others in turn', () => {
  const strangers = [...Array(30).keys()].map((at) => `Nobody-${at}`);
  const members = new Map([['mona', { githubId: 1 as GithubUserId, login: 'mona' }]]);
  const asked = (turn: number) => askedInTurn([...strangers, 'Mona'], (login) => login, members, turn);
  expect(asked(0)).toEqual(['Mona', ...strangers.slice(0, 25)]);
  expect(asked(1)).toEqual(['Mona', ...strangers.slice(25), ...strangers.slice(0, 20)]);
});
