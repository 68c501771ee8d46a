import type { Instant, TokenId } from '../../domain/ids.ts';
import { isAsListed } from '../../domain/tokens/refresh-grant.ts';
import { grantKey, type ListedActiveToken } from '../../domain/tokens/sighting.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/**
 * A selection of repositories costs one call per token: those that were read longest ago are read again, so many in a pass, as long as the
 * hour has room for it.
 */
const rereadsPerPass = 20;
const tokensPerTurn = 10;

/**
 * Compares our rows of ActiveTokens with GitHub's list, and concludes on each token that is new, has changed, or is missing. Answers which
 * could not be read; null for one that can't be told by its id.
 */
export async function reconcileActiveTokens(
  ports: Ports,
  governed: GovernedOrganization,
): Promise<readonly (TokenId | null)[]> {
  const { organization } = governed;
  const beganAt = ports.clock.now();
  const before = await ports.store.livingActiveTokens(organization.id);
  const { listed, unreadable } = await ports.github.listActiveTokens(organization.login);
  const shown = new Set(listed.map(grantKey));
  const most = Math.min(rereadsPerPass, ports.github.room(organization.login, 'rotation'));
  const due = dueForRereading(before, most);
  const living = new Map(before.map((token) => [grantKey(token), token]));
  const asking = await holdersWithApprovals(ports, governed);
  const isListed = new Set([...listed.map(({ tokenId }) => tokenId), ...unreadable]);
  // A grant that gave way to a newer one of its token is concluded on with that.
  const missing = before.filter((token) => !shown.has(grantKey(token)) && !isListed.has(token.tokenId));
  // Any of them may be the one that can't be told by anything.
  const isTold = !unreadable.includes(null);
  for (const { token, sighting } of await lookUp(ports, organization.login, isTold ? missing : [], beganAt)) {
    await concludeToken(ports, governed, token, sighting);
  }
  // Thousands of selections may be to be read on the first day: that must leave calls for what waits.
  const reading = organization.baselinedAt === null ? { ...ports, github: ports.github.for('rotation') } : ports;
  const unread: (TokenId | null)[] = [...unreadable];
  for (const [index, token] of listed.entries()) {
    // The store answers at once: without a pause a click would wait for the whole list (Slack waits 3 s).
    if (index % tokensPerTurn === tokensPerTurn - 1) await new Promise((resolve) => setImmediate(resolve));
    const areRepositoriesDue = due.has(grantKey(token));
    const row = living.get(grantKey(token));
    // Most are as they were: what would only be loaded to find that out is not loaded.
    const isKnown = row !== undefined && !areRepositoriesDue && isAsListed(row, token);
    if (isKnown && !asking.has(token.holder.githubId)) continue;
    const isRead = await skipIfDeleted(ports, () => look(reading, governed, token, areRepositoriesDue, beganAt));
    if (!isRead) unread.push(token.tokenId);
  }
  return unread;
}

async function look(
  ports: Ports,
  governed: GovernedOrganization,
  listed: ListedActiveToken,
  areRepositoriesDue: boolean,
  beganAt: Instant,
): Promise<void> {
  await concludeToken(ports, governed, listed, {
    beganAt,
    waiting: null,
    active: { listed: [listed], isById: false },
    areRepositoriesDue,
    call: null,
    facts: {},
  });
}

function dueForRereading(living: readonly ActiveToken[], most: number): ReadonlySet<string> {
  return new Set(
    living
      .filter(({ scope }) => scope.access.selection === 'subset')
      .toSorted((one, other) => one.repositoriesReadAt - other.repositoriesReadAt)
      .slice(0, most)
      .map(grantKey),
  );
}

/** An approval that came later than its token may cover it. */
async function holdersWithApprovals(
  ports: Ports,
  { organization }: GovernedOrganization,
): Promise<ReadonlySet<number>> {
  const open = await ports.store.openRequests(organization.id);
  return new Set(open.filter(({ status }) => status === 'approved').map(({ requester }) => requester.githubId));
}
