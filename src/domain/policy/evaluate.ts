// What the policy says of a request: a Verdict with reason codes, made again when the last approval commits.
// Fail closed: a lifetime that can't be measured is beyond the maximum.

import { startOfUtcDay } from '../calendar.ts';
import { dayMs, type Instant } from '../ids.ts';
import type { RequestedScope } from '../scope/agreement.ts';
import type { OrganizationPolicy } from './policy.ts';

export type Reason =
  | { readonly code: 'lifetime_beyond_maximum'; readonly maxDays: number }
  | { readonly code: 'never_not_allowed'; readonly maxDays: number };

export type Verdict = {
  /** `ask`: a person decides. */
  readonly outcome: 'ask' | 'refuse';
  readonly reasons: readonly Reason[];
  readonly policyHash: string;
};

/** The lifetime in days from today, or null for never. */
export function lifetimeDays({ lifetime }: Pick<RequestedScope, 'lifetime'>, now: Instant): number | null {
  switch (lifetime.kind) {
    case 'never':
      return null;
    case 'days':
      return lifetime.days;
    case 'until':
      return Math.ceil((lifetime.at - now) / dayMs);
    case 'date': {
      const start = startOfUtcDay(lifetime.date);
      return start === null ? Number.POSITIVE_INFINITY : Math.floor(start / dayMs) - Math.floor(now / dayMs);
    }
  }
}

export function evaluate(
  scope: RequestedScope,
  { lifetime }: OrganizationPolicy,
  policyHash: string,
  now: Instant,
): Verdict {
  const days = lifetimeDays(scope, now);
  const { maxDays } = lifetime;
  const reasons: Reason[] = [];
  if (days === null) {
    if (!lifetime.mayNeverExpire) reasons.push({ code: 'never_not_allowed', maxDays });
  } else if (!(days <= maxDays)) {
    reasons.push({ code: 'lifetime_beyond_maximum', maxDays });
  }
  return { outcome: reasons.length === 0 ? 'ask' : 'refuse', reasons, policyHash };
}
