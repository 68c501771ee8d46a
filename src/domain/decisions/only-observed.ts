// What no person may do where the policy only observes: whatever has something changed at GitHub.
import type { OrganizationPolicy } from '../policy/policy.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Why nothing may be changed at GitHub; null where the policy enforces. */
export function onlyObserved({ mode, login }: Pick<OrganizationPolicy, 'mode' | 'login'>): Refusal | null {
  return mode === 'observe' ? refuse({ why: 'only_observed', organization: login }) : null;
}
