import type { Instant, TokenId } from '../../domain/ids.ts';
import type { GithubAccount } from '../../domain/person.ts';
import type { Call, Facts, Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ConcludedToken } from './conclude-token.ts';

/**
 * Asks both of GitHub's lists for just these tokens: page numbers are no snapshot, so only this shows that a token is absent. What waits
 * first, what is active second: what is approved moves from the one to the other, and so is missed by neither. Without those that neither
 * GitHub nor whoever asks knows a holder of: they came and went.
 */
export async function lookUp(
  ports: Ports,
  organization: string,
  tokens: readonly { readonly tokenId: TokenId; readonly holder: GithubAccount | null }[],
  beganAt: Instant,
): Promise<readonly { readonly token: ConcludedToken; readonly sighting: Sighting }[]> {
  const byId = new Map(tokens.map(({ tokenId, holder }) => [tokenId, { tokenId, holder }]));
  if (byId.size === 0) return [];
  const ids = [...byId.keys()];
  const waiting = Map.groupBy(await ports.github.pendingTokens(organization, ids), ({ tokenId }) => tokenId);
  const active = Map.groupBy(await ports.github.activeTokens(organization, ids), ({ tokenId }) => tokenId);
  return [...byId.values()].flatMap(({ tokenId, holder: known }) => {
    const listed = waiting.get(tokenId) ?? [];
    const grants = active.get(tokenId) ?? [];
    const holder = (listed[0] ?? grants[0])?.holder ?? known;
    if (holder === null) return [];
    const sighting: Sighting = {
      beganAt,
      waiting: { listed, isById: true },
      active: { listed: grants, isById: true },
      areRepositoriesDue: false,
      call: null,
      facts: {},
    };
    return [{ token: { tokenId, holder }, sighting }];
  });
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
