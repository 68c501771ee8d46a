// What keeps a revocation from being sent, whatever kind of token it ends: asked right before the call, and of whoever wants it.
import type { GithubUserId } from '../ids.ts';
import type { Mode } from '../policy/policy.ts';
import type { Question } from './sighting.ts';
import type { Revocation } from './token.ts';

/** The policy may only observe by now, and a reviewer may be one no longer. The holder's own will needs nothing. */
export function objectionToRevoker(
  { as, by }: Pick<Revocation, 'as' | 'by'>,
  mode: Mode,
  stillOwners: ReadonlyMap<GithubUserId, boolean> | undefined,
): 'only_observed' | 'not_an_owner' | Extract<Question, { ask: 'is_still_owner' }> | null {
  if (mode === 'observe') return 'only_observed';
  if (as !== 'reviewer') return null;
  if (by === null) return 'not_an_owner';
  const isOwner = stillOwners?.get(by.githubId);
  if (isOwner === undefined) return { ask: 'is_still_owner', person: by };
  return isOwner ? null : 'not_an_owner';
}
