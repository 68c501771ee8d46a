import type { TokenId } from '../../domain/ids.ts';
import type { ListedPendingToken, Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/** A selection of repositories costs one call per token: of those that we know so many are read again in a pass, each in its turn. */
const rereadsPerPass = 5;
const turnMs = 30_000;

/**
 * Compares our rows of PendingTokens with GitHub's list, and concludes on each token that is listed, or no longer is. Answers which could
 * not be read; null for one that can't be told by its id.
 */
export async function reconcilePendingTokens(
  ports: Ports,
  governed: GovernedOrganization,
): Promise<readonly (TokenId | null)[]> {
  const { organization } = governed;
  const beganAt = ports.clock.now();
  const before = await ports.store.unsettledPendingTokens(organization.id);
  const { listed, unreadable } = await ports.github.listPendingTokens(organization.login);
  const shown = new Set(listed.map(({ patRequestId }) => patRequestId));
  const isListed = new Set([...listed.map(({ tokenId }) => tokenId), ...unreadable]);
  // Those that wait under another id are concluded on with that.
  const missing = before.filter(({ patRequestId, tokenId }) => !shown.has(patRequestId) && !isListed.has(tokenId));
  // Any of them may be the one that can't be told by anything.
  const isTold = !unreadable.includes(null);
  const found = await lookUp(ports, organization.login, isTold ? missing : [], beganAt);
  for (const { token, sighting } of found) await concludeToken(ports, governed, token, sighting);
  const turn = Math.floor(beganAt / turnMs);
  const often = Math.ceil(listed.length / rereadsPerPass);
  const unread: (TokenId | null)[] = [...unreadable];
  for (const [index, tokens] of [...byToken(listed)].entries()) {
    const first = tokens[0];
    if (first === undefined) continue;
    const sighting: Sighting = {
      beganAt,
      waiting: { listed: tokens, isById: false },
      active: null,
      areRepositoriesDue: (index + turn) % often === 0,
      call: null,
      facts: {},
    };
    if (!(await skipIfDeleted(ports, () => concludeToken(ports, governed, first, sighting))))
      unread.push(first.tokenId);
  }
  return unread;
}

function byToken(listed: readonly ListedPendingToken[]): Iterable<readonly ListedPendingToken[]> {
  return Map.groupBy(listed, ({ tokenId }): TokenId => tokenId).values();
}
