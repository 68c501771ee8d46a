// What an organization's first complete listing showed, in numbers. Nothing is decided by it: it says where to look first.
import { dayMs, type Instant } from '../ids.ts';
import { requestedAs } from '../scope/agreement.ts';
import { isDangerous, riskOf } from '../scope/risk.ts';
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

export function summarise(tokens: readonly ActiveToken[], now: Instant): Baseline {
  const count = (is: (token: ActiveToken) => boolean): number => tokens.filter(is).length;
  return {
    total: tokens.length,
    neverExpiring: count(({ scope }) => scope.expiresAt === null),
    allRepositories: count(({ scope }) => scope.access.selection === 'all'),
    dangerous: count(({ scope }) => isDangerous(riskOf(requestedAs(scope), 'unknown').grade)),
    unused: count(({ lastUsedAt }) => lastUsedAt === null || now - lastUsedAt > unusedDays * dayMs),
    soonest: tokens
      .filter(({ scope }) => scope.expiresAt !== null)
      .toSorted((one, other) => (one.scope.expiresAt ?? 0) - (other.scope.expiresAt ?? 0))
      .slice(0, shownSoonest),
  };
}
