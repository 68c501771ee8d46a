// What the channel is told of holders who aren't linked: one message a morning, which also says what falls due before the next one, and another
// one only of what would end before that.
import { dayMs, hourMs, type Instant } from '../ids.ts';
import type { Organization } from '../organization.ts';
import type { DueNotice } from './due-notice.ts';

/** Nine o'clock, in UTC. */
const morningMs = 9 * hourMs;

export function morningOf(now: Instant): Instant {
  return now - (now % dayMs) + morningMs;
}

/** Whether this day's message was sent. */
export function isToldOn({ digestedAt }: Pick<Organization, 'digestedAt'>, now: Instant): boolean {
  return (digestedAt ?? 0) >= morningOf(now);
}

/** What falls due before tomorrow's message, as far as today's may still say it: an organization whose message was sent hears of what ends before. */
export function aheadOfDigest(organizations: readonly Pick<Organization, 'id' | 'digestedAt'>[], now: Instant) {
  const tomorrow = morningOf(now) + dayMs;
  const told = organizations.filter((one) => isToldOn(one, now)).map(({ id }) => id);
  return { after: now, upTo: tomorrow - 1, told, endsBefore: tomorrow };
}

/** What is to be told now; before the morning nothing is. */
export function toldInDigest<Notice extends Pick<DueNotice, 'threshold' | 'expiresAt'>>(
  notices: readonly Notice[],
  organization: Pick<Organization, 'digestedAt'>,
  now: Instant,
): readonly Notice[] {
  const thisMorning = morningOf(now);
  if (now < thisMorning) return [];
  if (!isToldOn(organization, now)) return notices;
  return notices.filter(({ threshold, expiresAt }) => threshold !== 'expired' && expiresAt < thisMorning + dayMs);
}
