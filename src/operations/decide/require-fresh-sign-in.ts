import { acts, type PersonAct } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { gradeOf } from '../../domain/policy/rules/subject.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import { type RequestedScope, requestedAs } from '../../domain/scope/agreement.ts';
import type { Ports } from '../../ports/ports.ts';

const minuteMs = 60_000;

/**
 * What is critical is approved only by somebody who has signed in at GitHub lately: a stolen Slack session alone lets none of it in. Where the
 * policy asks for it and nobody can sign in, nobody approves it here.
 */
export async function requireFreshSignIn(
  ports: Ports,
  deed: PersonAct,
  by: LinkedPerson,
  given: Case,
): Promise<Refusal | null> {
  const { who, grants } = acts[deed.act];
  const { criticalMinutes } = given.policy.signIn;
  if (criticalMinutes === null || !grants || who !== 'reviewer') return null;
  const { isHolderOwner: isOwner = null } = given;
  const scope = scopeOf(deed, given);
  if (scope === null || gradeOf({ scope, isOwner }) !== 'critical') return null;
  if (await ports.store.hasSignedIn(by, ports.clock.now() - criticalMinutes * minuteMs)) return null;
  return refuse({ why: 'sign_in_needed', minutes: criticalMinutes, isPossible: ports.signIn !== null });
}

function scopeOf(deed: PersonAct, given: Case): RequestedScope | null {
  if (deed.act === 'adjust_request') return deed.scope;
  if (given.on === 'request') return given.request.scope;
  // Nobody lets in a classic token that exists.
  return given.on === 'classic_token' ? null : requestedAs(given.token.scope);
}
