// What is known of the classic token of a request: GitHub shows none of them unless the organization has SAML SSO, so its holder's word is all
// there is of when it was made and when it ends.
import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { Threshold } from '../notices/due-notice.ts';
import type { Agreement } from '../scope/agreement.ts';

export type ClassicRecord = {
  /** When its holder said that they have made it; null until then. */
  readonly madeAt: Instant | null;
  /** The last eight characters of it, where they said them. They tell tokens apart, and give nothing away. */
  readonly lastEight: string | null;
  /** What its holder was reminded of last. */
  readonly told: Threshold | null;
};

export const noRecord: ClassicRecord = { madeAt: null, lastEight: null, told: null };

/** When it ends by what was declared; null where it never does, or the request is of another kind. */
export function declaredEnd({
  agreement,
  classic,
}: {
  readonly agreement: Agreement | null;
  readonly classic: ClassicRecord | null;
}): Instant | null {
  if (agreement === null || classic === null) return null;
  const { lifetime, agreedAt } = agreement;
  switch (lifetime.kind) {
    case 'never':
      return null;
    case 'until':
      return lifetime.at;
    case 'days':
      return (classic.madeAt ?? agreedAt) + lifetime.days * dayMs;
    case 'date': {
      const start = startOfUtcDay(lifetime.date);
      // The last moment of that day. An invalid date is over.
      return start === null ? agreedAt : start + dayMs - 1;
    }
  }
}

/** Its holder, or GitHub, says that it was made at that moment. Of an end that moves by it nothing was told yet. */
export function recordMade(
  { agreement, classic }: Parameters<typeof declaredEnd>[0],
  madeAt: Instant,
  lastEight: string | null,
): ClassicRecord {
  const before = classic ?? noRecord;
  const made = { ...before, madeAt, lastEight };
  const isSameEnd = declaredEnd({ agreement, classic: made }) === declaredEnd({ agreement, classic: before });
  return isSameEnd ? made : { ...made, told: null };
}

/** Since when that end is known. */
export function endKnownSince({
  agreement,
  classic,
  createdAt,
}: Parameters<typeof declaredEnd>[0] & { readonly createdAt: Instant }): Instant {
  const agreedAt = agreement?.agreedAt ?? createdAt;
  return agreement?.lifetime.kind === 'days' ? (classic?.madeAt ?? agreedAt) : agreedAt;
}

/** Read as people copy it; null where it is not the end of any token. */
export function readLastEight(given: string): string | null {
  const text = given.trim();
  return /^[A-Za-z0-9_]{8}$/.test(text) ? text : null;
}
