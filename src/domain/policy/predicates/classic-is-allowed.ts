// A classic token needs a policy that allows it, and one of the reasons that the policy names.
import type { Asked } from '../asked.ts';
import type { OrganizationPolicy } from '../policy.ts';
import type { Reason } from '../reason.ts';

export function classicIsAllowed({ classic }: Asked, policy: OrganizationPolicy): readonly Reason[] {
  if (classic === undefined) return [];
  const { isAllowed, reasons } = policy.classic;
  if (!isAllowed) return [{ code: 'classic_not_allowed' }];
  return reasons.includes(classic.reason) ? [] : [{ code: 'classic_reason_not_allowed', reason: classic.reason }];
}
