// Whether what people had until a certain moment to do is over. Nobody is late while nobody could act, so a deadline that an outage hid is
// prolonged by a day, once: a GitHub that is away every night would otherwise keep everything open for ever.
import { dayMs, type Instant } from '../ids.ts';

/** So long without a listing that was read to its end is an outage. */
export const outageMs = 3_600_000;

export type Deadline = {
  /** As it is by now. */
  readonly at: Instant;
  /** When it was prolonged after an outage; null where it never was. */
  readonly prolongedAt: Instant | null;
};

/** What is known of GitHub's lists. */
export type Listings = {
  /** Since when they have been read without a gap as long as an outage. */
  readonly upSince: Instant | null;
  /** When the last one that was read to its end began. */
  readonly listedAt: Instant | null;
};

export type DeadlineVerdict =
  | { readonly is: 'running' }
  | { readonly is: 'prolonged'; readonly until: Instant }
  | { readonly is: 'over' };

/**
 * Over only after a listing that says what became of it, and after a day in which people could act, if an outage took theirs away. `isListed`:
 * whether the last listing says that; left out, any that is newer does.
 */
export function judgeDeadline(
  deadline: Deadline,
  { upSince, listedAt }: Listings,
  now: Instant,
  isListed: boolean = (listedAt ?? 0) > deadline.at,
): DeadlineVerdict {
  const isAway = upSince === null || listedAt === null || now - listedAt >= outageMs;
  if (now < deadline.at || isAway || !isListed) return { is: 'running' };
  const until = upSince + dayMs;
  return deadline.prolongedAt === null && until > now ? { is: 'prolonged', until } : { is: 'over' };
}
