// What it is for, as whoever asks wrote it: by globs, not case by case.
import { matcherOf } from './glob.ts';
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byPurpose({ purpose }: When, account: Account): Matching {
  if (purpose === undefined) return 'yes';
  return matching(matcherOf(purpose)(account.purpose.toLowerCase()));
}
