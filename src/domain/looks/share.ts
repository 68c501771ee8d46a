// What one person may cause to be looked at on GitHub: who edits fifty tokens over and over must not use up the calls of all.

/** So many at once, more than GitHub lets anybody have tokens (50); then they come back evenly, so many in an hour. */
export const shareOfPerson = { atOnce: 60, anHour: 120 } as const;

/** How many looks somebody has left, by login. */
export type LeftOf = (login: string) => number;
/** How many were taken, by login in lower case. */
export type Spent = ReadonlyMap<string, number>;

/** Counts what is taken of each person's share. */
export function byPerson(left: LeftOf): {
  readonly take: (login: string) => boolean;
  readonly spent: () => Spent;
} {
  const taken = new Map<string, number>();
  return {
    take: (login) => {
      const person = login.toLowerCase();
      const before = taken.get(person) ?? 0;
      if (left(person) < before + 1) return false;
      taken.set(person, before + 1);
      return true;
    },
    spent: () => taken,
  };
}
