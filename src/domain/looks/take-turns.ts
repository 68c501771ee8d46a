// Who of many is asked about now: a few at a time, others each time. Pure.
import type { GithubAccount } from '../person.ts';

/** After as many turns as it takes everybody had theirs. */
export function takeTurns<One>(all: readonly One[], turn: number, atOnce: number): readonly One[] {
  const first = (turn * atOnce) % Math.max(all.length, 1);
  return [...all.slice(first), ...all.slice(0, first)].slice(0, atOnce);
}

/** Those who are no members are asked for one by one, so many at a time. */
const strangersAtOnce = 25;

/** Whoever is in the list of members costs no call. `members`: by login in lower case. */
export function askedInTurn<Person>(
  people: readonly Person[],
  loginOf: (person: Person) => string,
  members: ReadonlyMap<string, GithubAccount>,
  turn: number,
): readonly Person[] {
  const isMember = (person: Person): boolean => members.has(loginOf(person).toLowerCase());
  const strangers = people.filter((person) => !isMember(person));
  return [...people.filter(isMember), ...takeTurns(strangers, turn, strangersAtOnce)];
}
