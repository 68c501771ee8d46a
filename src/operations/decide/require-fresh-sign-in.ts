import type { PersonAct } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import { freshSignInMinutes } from '../../domain/decisions/fresh-sign-in.ts';
import type { LinkedPerson } from '../../domain/person.ts';
import { type Refusal, refuse } from '../../domain/refusal.ts';
import type { Ports } from '../../ports/ports.ts';

const minuteMs = 60_000;

/** Where the policy asks for a fresh sign-in (`domain/decisions/fresh-sign-in.ts`) and nobody can sign in, nobody approves it here. */
export async function requireFreshSignIn(
  ports: Ports,
  deed: PersonAct,
  by: LinkedPerson,
  given: Case,
): Promise<Refusal | null> {
  const minutes = freshSignInMinutes(deed, given);
  if (minutes === null || (await ports.store.hasSignedIn(by, ports.clock.now() - minutes * minuteMs))) return null;
  return refuse({ why: 'sign_in_needed', minutes, isPossible: ports.signIn !== null });
}
