// How dangerous it would be.
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byRisk({ risk }: When, { grade }: Account): Matching {
  return matching(risk === undefined || risk.includes(grade));
}
