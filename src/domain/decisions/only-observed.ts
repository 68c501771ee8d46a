// What no person may do where the policy only observes: whatever has something changed at GitHub.
import type { OrganizationPolicy } from '../policy/policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { acts, type PersonActName } from './acts.ts';

/** Why it may not be done; null where the policy enforces, or where the act changes nothing at GitHub. */
export function onlyObserved(
  act: PersonActName,
  { mode, login }: Pick<OrganizationPolicy, 'mode' | 'login'>,
): Refusal | null {
  return acts[act].changesGithub === true && mode === 'observe'
    ? refuse({ why: 'only_observed', organization: login })
    : null;
}
