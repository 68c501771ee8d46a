// A token without an end needs a policy that says so.
import type { Asked } from '../asked.ts';
import type { OrganizationPolicy } from '../policy.ts';
import type { Reason } from '../reason.ts';

export function mayNeverExpire({ lifetime }: Asked, policy: OrganizationPolicy): readonly Reason[] {
  const { maxDays, mayNeverExpire: isAllowed } = policy.lifetime;
  return lifetime.kind !== 'never' || isAllowed ? [] : [{ code: 'never_not_allowed', maxDays }];
}
