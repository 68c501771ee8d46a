// Whose sign-in has to be fresh: of whoever lets in what is critical, where the policy asks for it. A stolen Slack session alone lets none of it in.
import { gradeOf } from '../policy/rules/subject.ts';
import { type RequestedScope, requestedAs } from '../scope/agreement.ts';
import { acts, type PersonAct } from './acts.ts';
import type { Case } from './case.ts';

/** Within how many minutes before this act its reviewer must have signed in at GitHub; null where they need not. */
export function freshSignInMinutes(deed: PersonAct, given: Case): number | null {
  const { who, grants } = acts[deed.act];
  if (!grants || who !== 'reviewer') return null;
  const { policy, isHolderOwner: isOwner = null } = given;
  const scope = scopeOf(deed, given);
  return scope !== null && gradeOf({ scope, isOwner }) === 'critical' ? policy.signIn.criticalMinutes : null;
}

function scopeOf(deed: PersonAct, given: Case): RequestedScope | null {
  if (deed.act === 'adjust_request') return deed.scope;
  if (given.on === 'request') return given.request.scope;
  // Nobody lets in a classic token that exists.
  return given.on === 'classic_token' ? null : requestedAs(given.token.scope);
}
