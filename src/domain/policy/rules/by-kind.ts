// Whether somebody asked before the token was made, and whether it is a classic one.
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byKind({ kind }: When, account: Account): Matching {
  return matching(kind === undefined || kind.includes(account.kind));
}
