// What an organization's first complete listing showed, in numbers. Nothing is decided by it: it says where to look first.
import { dayMs, type Instant } from '../ids.ts';
import { isDangerous } from '../scope/risk.ts';
import { worstGrade } from './danger.ts';
import type { ActiveToken } from './token.ts';

export type Baseline = {
  readonly total: number;
  readonly neverExpiring: number;
  readonly allRepositories: number;
  readonly dangerous: number;
  readonly unused: number;
  /** Those that end first, at most five. */
  readonly soonest: readonly ActiveToken[];
};

/** Not used for so long, or never. */
export const unusedDays = 90;
const shownSoonest = 5;

const nothingFound: Baseline = {
  total: 0,
  neverExpiring: 0,
  allRepositories: 0,
  dangerous: 0,
  unused: 0,
  soonest: [],
};

/** What these tokens add to what others `before` showed: a hundred thousand of them are read page by page. */
export function summarise(tokens: readonly ActiveToken[], now: Instant, before = nothingFound): Baseline {
  const count = (is: (token: ActiveToken) => boolean): number => tokens.filter(is).length;
  return {
    total: before.total + tokens.length,
    neverExpiring: before.neverExpiring + count(({ scope }) => scope.expiresAt === null),
    allRepositories: before.allRepositories + count(({ scope }) => scope.access.selection === 'all'),
    dangerous: before.dangerous + count(({ scope }) => isDangerous(worstGrade(scope))),
    unused: before.unused + count(({ lastUsedAt }) => lastUsedAt === null || now - lastUsedAt > unusedDays * dayMs),
    soonest: [...before.soonest, ...tokens]
      .filter(({ scope }) => scope.expiresAt !== null)
      .toSorted((one, other) => (one.scope.expiresAt ?? 0) - (other.scope.expiresAt ?? 0))
      .slice(0, shownSoonest),
  };
}
