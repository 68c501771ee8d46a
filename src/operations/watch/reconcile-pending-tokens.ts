import type { TokenId } from '../../domain/ids.ts';
import type { ListedPendingToken, Sighting } from '../../domain/tokens/sighting.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/** A selection of repositories costs one call per token: of those that we know so many are read again in a pass, each in its turn. */
const rereadsPerPass = 1;
/** As many of one person's that we don't know yet; who edits fifty tokens over and over has the rest read in the passes after it. */
const firstReadsPerPerson = 3;
const turnMs = 30_000;

/**
 * Compares our rows of PendingTokens with GitHub's list, and concludes on each token that is listed, or no longer is. Answers whether all
 * that is listed could be read.
 */
export async function reconcilePendingTokens(ports: Ports, governed: GovernedOrganization): Promise<boolean> {
  const { organization } = governed;
  const beganAt = ports.clock.now();
  const before = await ports.store.unsettledPendingTokens(organization.id);
  const { listed, unreadable } = await ports.github.listPendingTokens(organization.login);
  const isReadNow = firstReads(before, organization.pendingListedAt === null);
  const tokens = [...byToken(listed)];
  const later = new Set(
    tokens.filter(([first]) => first === undefined || !isReadNow(first)).map(([first]) => first?.tokenId),
  );
  const shown = new Set(listed.map(({ patRequestId }) => patRequestId));
  // What waits under another id by now was edited: whether the old one is absent is asked for all of them together.
  const missing = before.filter(
    ({ patRequestId, tokenId }) => !shown.has(patRequestId) && !unreadable.includes(tokenId) && !later.has(tokenId),
  );
  // Any of them may be the one that can't be told by anything.
  const isTold = !unreadable.includes(null);
  const found = await lookUp(ports, organization.login, isTold ? missing : [], beganAt);
  const done = new Set(found.map(({ token }) => token.tokenId));
  let unread = 0;
  for (const { token, sighting } of found) {
    if (!(await skipIfDeleted(ports, () => concludeToken(ports, governed, token, sighting)))) unread += 1;
  }
  const turn = Math.floor(beganAt / turnMs);
  const often = Math.ceil(listed.length / rereadsPerPass);
  const isAffordable = ports.github.room(organization.login, 'rotation') > 0;
  for (const [index, waiting] of tokens.entries()) {
    const first = waiting[0];
    if (first === undefined || done.has(first.tokenId) || later.has(first.tokenId)) continue;
    const sighting: Sighting = {
      beganAt,
      waiting: { listed: waiting, isById: false },
      active: null,
      areRepositoriesDue: isAffordable && (index + turn) % often === 0,
      call: null,
      facts: {},
    };
    if (!(await skipIfDeleted(ports, () => concludeToken(ports, governed, first, sighting)))) unread += 1;
  }
  return unread + unreadable.length === 0;
}

/** Whether a listed token is looked at in this pass. On the first day all of them are. */
function firstReads(before: readonly PendingToken[], isFirstDay: boolean): (listed: ListedPendingToken) => boolean {
  const known = new Set(before.map(({ patRequestId }) => patRequestId));
  const reads = new Map<number, number>();
  return ({ patRequestId, selection, holder }) => {
    if (isFirstDay || selection !== 'subset' || known.has(patRequestId)) return true;
    const count = (reads.get(holder.githubId) ?? 0) + 1;
    reads.set(holder.githubId, count);
    return count <= firstReadsPerPerson;
  };
}

function byToken(listed: readonly ListedPendingToken[]): Iterable<readonly ListedPendingToken[]> {
  return Map.groupBy(listed, ({ tokenId }): TokenId => tokenId).values();
}
