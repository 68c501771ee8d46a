import type { Instant, TokenId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import { type SeenToken, sightEach } from '../../domain/tokens/sight-each.ts';
import type { Call, Facts, Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Asks both of GitHub's lists for just these tokens: page numbers are no snapshot, so only this shows that a token is absent. What waits
 * first, what is active second: what is approved moves from the one to the other, and so is missed by neither.
 */
export async function lookUp(
  ports: Ports,
  organization: string,
  tokens: readonly { readonly tokenId: TokenId; readonly holder: GithubAccount | null }[],
  beganAt: Instant,
): Promise<readonly SeenToken[]> {
  const ids = [...new Set(tokens.map(({ tokenId }) => tokenId))];
  if (ids.length === 0) return [];
  const waiting = await ports.github.pendingTokens(organization, ids);
  return sightEach(waiting, await ports.github.activeTokens(organization, ids), tokens, beganAt);
}

/**
 * Right before or right after a call to GitHub: the token as GitHub shows it now, its repositories included. Only the list that the call is
 * about is read: where the other one matters, the rules ask for it.
 */
export async function lookUpForCall(
  ports: Ports,
  organization: string,
  tokenId: TokenId,
  call: Call,
  facts: Facts = {},
): Promise<Sighting> {
  const beganAt = ports.clock.now();
  const isRevoke = call.of === 'revoke';
  const waiting = isRevoke ? null : { listed: await ports.github.pendingTokens(organization, [tokenId]), isById: true };
  const active = isRevoke ? { listed: await ports.github.activeTokens(organization, [tokenId]), isById: true } : null;
  return { beganAt, waiting, active, areRepositoriesDue: true, call, facts };
}
