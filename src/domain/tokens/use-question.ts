// Whether a token that nobody uses is asked about, and whom: first its holder, then the owners. Kept with a reason, it is asked about again
// after as many days without use. What GitHub shows as used again is no question any more.
import { localDay, localHour } from '../calendar.ts';
import { dayMs, type Instant, type SlackUserId } from '../ids.ts';
import type { Subject } from '../message.ts';
import { isWeekend } from '../notices/weekly.ts';
import type { LinkedPerson } from '../person.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import { grades } from '../scope/powers.ts';
import { worstGrade } from './danger.ts';
import { type ActiveToken, isInForce, type UseQuestion } from './token.ts';

const morning = 9;
const evening = 17;
const betweenMs = 7 * dayMs;

export type UseStep = 'ask' | 'ask_owners' | 'use_again';

export type UseAct =
  /** `asked`: its holder or their sponsor; null where nobody can be, so that the owners are. */
  | { readonly act: 'ask_use'; readonly asked: SlackUserId | null }
  | { readonly act: 'keep'; readonly by: LinkedPerson; readonly reason: string }
  | { readonly act: 'ask_owners' | 'use_again' };

/** The question after it: null where there is none any more. */
export function afterUseAct(before: UseQuestion | null, act: UseAct, at: Instant): UseQuestion | null {
  if (act.act === 'ask_use') {
    return { askedAt: at, asked: act.asked, ownersAskedAt: act.asked === null ? at : null, kept: null };
  }
  if (before === null || act.act === 'use_again') return null;
  return act.act === 'keep'
    ? { ...before, kept: { by: act.by, reason: act.reason, at } }
    : { ...before, ownersAskedAt: at };
}

/** What the trail keeps of it: all that auditors are shown, as it was then. */
export function useEntryData({ organizationId, tokenName, holder, lastUsedAt }: ActiveToken, act: UseAct): object {
  if (act.act === 'keep') return { by: act.by.githubId, reason: act.reason };
  if (act.act !== 'ask_use') return { lastUsedAt };
  return { organizationId, tokenName, holder: holder.githubId, login: holder.login, asked: act.asked, lastUsedAt };
}

/** The owners' list of unused tokens, where it is or was in it. */
export function reviewsOf(before: ActiveToken, after: ActiveToken): readonly Subject[] {
  return isLeftToOwners(before) || isLeftToOwners(after) ? [{ of: 'organization', id: after.organizationId }] : [];
}

/** Since when it was not used. A new grant is a new chance; one that was never used counts from when we first saw it. */
export function idleSince({ lastUsedAt, accessGrantedAt, firstSeenAt }: ActiveToken): Instant {
  return lastUsedAt === null ? firstSeenAt : Math.max(lastUsedAt, accessGrantedAt);
}

/** Whether somebody still has to say that it is needed. */
export function isAskedAbout(token: ActiveToken): boolean {
  return isInForce(token) && token.unused !== null && token.unused.kept === null;
}

/** Whether the owners have to. */
export function isLeftToOwners(token: ActiveToken): boolean {
  return (token.unused?.ownersAskedAt ?? null) !== null && isAskedAbout(token);
}

/** What is due about it; null where nothing is. */
export function useStep(token: ActiveToken, rule: OrganizationPolicy['unused'], now: Instant): UseStep | null {
  if (!isInForce(token)) return null;
  const { unused, lastUsedAt } = token;
  if (unused !== null && (lastUsedAt ?? 0) > unused.askedAt) return 'use_again';
  if (rule.afterDays === null) return null;
  const kept = unused?.kept ?? null;
  if (unused !== null && kept === null) {
    const isOver = unused.ownersAskedAt === null && now - unused.askedAt >= rule.answerDays * dayMs;
    return isOver ? 'ask_owners' : null;
  }
  const since = Math.max(idleSince(token), kept === null ? 0 : kept.at);
  return now - since >= rule.afterDays * dayMs ? 'ask' : null;
}

/** In somebody's zone: who is asked about their work is asked at work. */
function isWorkingTime(now: Instant, zone: string): boolean {
  const hour = localHour(now, zone);
  return hour >= morning && hour < evening && !isWeekend(now, zone);
}

/** Whether a holder may be asked now: one message a week, however their tokens fall due. `askedAt`: when they were last; 0 for never. */
export function mayAskHolder(askedAt: Instant, zone: string, now: Instant): boolean {
  return now - askedAt >= betweenMs && isWorkingTime(now, zone);
}

/** Whether the owners may be asked now, in the zone of their digest: one message a day. */
export function mayAskOwners(askedAt: Instant, zone: string, now: Instant): boolean {
  return localDay(askedAt, zone) !== localDay(now, zone) && isWorkingTime(now, zone);
}

/** The riskiest first, then those that were idle for longest. */
export function riskiestTokensFirst<T>(list: readonly T[], tokenOf: (one: T) => ActiveToken): readonly T[] {
  const danger = (one: T): number => grades.indexOf(worstGrade(tokenOf(one).scope));
  return list.toSorted(
    (one, other) => danger(other) - danger(one) || idleSince(tokenOf(one)) - idleSince(tokenOf(other)),
  );
}
