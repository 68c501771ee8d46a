// Whether a token that nobody uses is asked about, and whom: first its holder, then the owners. Kept with a reason, it is asked about again
// after as many days without use. What GitHub shows as used again is no question any more.
import { dayMs, type Instant } from '../ids.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { requestedAs } from '../scope/agreement.ts';
import { grades } from '../scope/powers.ts';
import { riskOf } from '../scope/risk.ts';
import type { ActiveToken } from './token.ts';

export type UseStep = 'ask' | 'ask_owners' | 'use_again';

/** Since when it was not used. A new grant is a new chance; one that was never used counts from when we first saw it. */
export function idleSince({ lastUsedAt, accessGrantedAt, firstSeenAt }: ActiveToken): Instant {
  return lastUsedAt === null ? firstSeenAt : Math.max(lastUsedAt, accessGrantedAt);
}

/** Whether somebody still has to say that it is needed. */
export function isAskedAbout({ status, unused }: ActiveToken): boolean {
  return (status === 'active' || status === 'exceeding') && unused !== null && unused.kept === null;
}

/** Whether the owners have to. */
export function isLeftToOwners(token: ActiveToken): boolean {
  return isAskedAbout(token) && token.unused?.ownersAskedAt !== null;
}

/** What is due about it; null where nothing is. */
export function useStep(token: ActiveToken, rule: OrganizationPolicy['unused'], now: Instant): UseStep | null {
  const { status, unused, lastUsedAt } = token;
  if (status !== 'active' && status !== 'exceeding') return null;
  if (unused !== null && lastUsedAt !== null && lastUsedAt > unused.askedAt) return 'use_again';
  if (rule.afterDays === null) return null;
  if (unused !== null && unused.kept === null) {
    const isOver = unused.ownersAskedAt === null && now - unused.askedAt >= rule.answerDays * dayMs;
    return isOver ? 'ask_owners' : null;
  }
  const since = Math.max(idleSince(token), unused?.kept?.at ?? 0);
  return now - since >= rule.afterDays * dayMs ? 'ask' : null;
}

/** The riskiest first, then those that were idle for longest. */
export function riskiestFirst<T>(list: readonly T[], tokenOf: (one: T) => ActiveToken): readonly T[] {
  const danger = (one: T): number => grades.indexOf(riskOf(requestedAs(tokenOf(one).scope), 'unknown').grade);
  return list.toSorted(
    (one, other) => danger(other) - danger(one) || idleSince(tokenOf(one)) - idleSince(tokenOf(other)),
  );
}
