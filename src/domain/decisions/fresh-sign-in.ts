// Whose sign-in has to be fresh: of whoever lets in what is critical, where the policy asks for it. A stolen Slack session alone lets none of it in.
import { gradeOfSubject } from '../policy/rules/subject.ts';
import { isApproval, type PersonAct } from './acts.ts';
import type { Case } from './case.ts';
import { scopeLetIn } from './scope-let-in.ts';

/** Within how many minutes before this act its reviewer must have signed in at GitHub; null where they need not. */
export function freshSignInMinutes(deed: PersonAct, given: Case): number | null {
  if (!isApproval(deed.act)) return null;
  const { policy, isHolderOwner: isOwner = null } = given;
  const scope = scopeLetIn(deed, given);
  return scope !== null && gradeOfSubject({ scope, isOwner }) === 'critical' ? policy.signIn.criticalMinutes : null;
}
