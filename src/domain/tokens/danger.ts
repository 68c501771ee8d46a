// In what order tokens are looked at: the most dangerous first, then those that never end, then the one that ends first. As one number, so
// that a database sorts by it and finds its place again.
import { type ActualScope, requestedAs } from '../scope/agreement.ts';
import { type Grade, grades } from '../scope/powers.ts';
import { riskOf } from '../scope/risk.ts';

/** More than any instant in milliseconds; four grades of it are still counted exactly. */
const perGrade = 1e15;

/** Who holds it is not asked: what only an owner could do counts, as on the first day. */
export function worstGrade(scope: ActualScope): Grade {
  return riskOf(requestedAs(scope), 'unknown').grade;
}

/** The less, the more dangerous. */
export function dangerOf(scope: ActualScope): number {
  const place = grades.length - 1 - grades.indexOf(worstGrade(scope));
  return place * perGrade + Math.max(scope.expiresAt ?? 0, 0);
}

/** Those that nobody should leave alone without a look, `isDangerous` of their grade, are below it. */
export const dangerousBelow = (grades.length - grades.indexOf('high')) * perGrade;

export function mostDangerousFirst<Token extends { readonly scope: ActualScope }>(
  tokens: readonly Token[],
): readonly Token[] {
  return tokens
    .map((token) => ({ token, danger: dangerOf(token.scope) }))
    .toSorted((one, other) => one.danger - other.danger)
    .map(({ token }) => token);
}
