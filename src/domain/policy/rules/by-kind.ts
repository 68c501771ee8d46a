// Whether somebody asked before the token was made, and whether it is a classic one. Whoever renews asks as well: a rule about requests holds
// for renewals.
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byKind({ kind }: When, account: Account): Matching {
  if (kind === undefined || kind.includes(account.kind)) return 'yes';
  return matching(account.kind === 'renewal' && kind.includes('request'));
}
