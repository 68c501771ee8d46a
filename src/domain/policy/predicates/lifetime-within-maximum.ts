// A lifetime that ends must end in time. Fail closed: one that can't be measured is beyond the maximum.
import type { Instant } from '../../ids.ts';
import { lifetimeDays } from '../../scope/lifetime-days.ts';
import type { Asked } from '../asked.ts';
import type { OrganizationPolicy } from '../policy.ts';
import type { Reason } from '../reason.ts';

export function lifetimeWithinMaximum(asked: Asked, policy: OrganizationPolicy, now: Instant): readonly Reason[] {
  const days = lifetimeDays(asked, now);
  const { maxDays } = policy.lifetime;
  return days === null || days <= maxDays ? [] : [{ code: 'lifetime_beyond_maximum', maxDays }];
}
