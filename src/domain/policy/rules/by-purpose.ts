// What it is for, as whoever asks wrote it: by globs, not case by case.
import { matchesGlob } from './glob.ts';
import { type Matching, matching, type When } from './rule.ts';
import type { Account } from './subject.ts';

export function byPurpose({ purpose }: When, account: Account): Matching {
  if (purpose === undefined) return 'yes';
  const text = account.purpose.toLowerCase();
  return matching(purpose.some((glob) => matchesGlob(glob, text)));
}
