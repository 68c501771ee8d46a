import type { Instant, TokenId } from '../../domain/ids.ts';
import { grantKey, type ListedActiveToken, type Sighting } from '../../domain/tokens/sighting.ts';
import { isAsListed } from '../../domain/tokens/stored-grant.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { type Piece, sideBySide } from '../side-by-side.ts';
import { concludeToken } from './conclude-token.ts';
import { findUnknownTokens, type LookedAt } from './find-unknown-tokens.ts';
import { readLivingGrants } from './living-grants.ts';
import { lookUp } from './look-up.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/**
 * A selection of repositories costs one call per token: those that were read longest ago are read again, so many in a pass, as long as the
 * hour has room for it.
 */
const rereadsPerPass = 20;

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
  const most = Math.min(rereadsPerPass, ports.github.room(organization.login, 'rotation'));
  // GitHub's answers are waited for: meanwhile our rows are read.
  const [{ listed, unreadable }, living] = await Promise.all([
    ports.github.listActiveTokens(organization.login),
    readLivingGrants(ports, organization.id, most),
  ]);
  const open = await ports.store.openRequests(organization.id);
  const holders = open.map(({ holder }) => holder.githubId);
  const withRequests = new Set(holders);
  // An approval that came later than its token may cover it.
  const asking = new Set(holders.filter((_, index) => open[index]?.status === 'approved'));
  const breathe = breather(ports.clock);
  const due = new Set(living.longestUnread.map(grantKey));
  /** What is left of our rows once all that is listed was taken out: no copy, since there may be a hundred thousand. */
  const missing = living.byKey;
  const isListed = new Set(unreadable);
  const toLookAt: LookedAt[] = [];
  for (const token of listed) {
    const pause = breathe();
    if (pause !== null) await pause;
    const key = grantKey(token);
    const isFirstGrant = !isListed.has(token.tokenId);
    isListed.add(token.tokenId);
    const row = missing.get(key);
    missing.delete(key);
    // Most are as they were: what would only be loaded to find that out is not loaded.
    const isKnown = row !== undefined && !due.has(key) && isAsListed(row, token);
    if (!isKnown || asking.has(token.holder.githubId)) {
      // What asks GitHub goes one by one, and so does what a request may be matched to.
      const isNew = isFirstGrant && row === undefined;
      const mayBeBeside = isNew && token.selection !== 'subset' && !withRequests.has(token.holder.githubId);
      toLookAt.push({ token, mayBeBeside });
    }
  }
  // A grant that gave way to a newer one of its token is concluded on with that. Any of them may be the one that can't be told by anything.
  const gone = unreadable.includes(null) ? [] : [...missing.values()].filter(({ tokenId }) => !isListed.has(tokenId));
  for (const { token, sighting } of await lookUp(ports, organization.login, gone, beganAt)) {
    await concludeToken(ports, governed, token, sighting);
  }
  // Thousands of selections may be to be read on the first day: that must leave calls for what waits.
  const reading = organization.baselinedAt === null ? { ...ports, github: ports.github.for('rotation') } : ports;
  const unread: (TokenId | null)[] = [...unreadable];
  const ordered = organization.baselinedAt === null ? oldestFirst(toLookAt) : toLookAt;
  const isUnknown = findUnknownTokens(ports, organization.id, ordered);
  await sideBySide(
    (function* (): Iterable<Piece> {
      for (const [index, { token, mayBeBeside }] of ordered.entries()) {
        yield {
          key: token.tokenId,
          mayBeBeside,
          work: async () => {
            const known = {
              areRepositoriesDue: due.has(grantKey(token)),
              isUnknown: mayBeBeside && (await isUnknown(index)),
            };
            const isRead = await skipIfDeleted(ports, () => look(reading, governed, token, known, beganAt));
            if (!isRead) unread.push(token.tokenId);
          },
        };
      }
    })(),
  );
  return unread;
}

/**
 * GitHub lists the newest first, and rows that are added before all others leave every index half empty: of a hundred thousand that counts.
 * Only neighbours that touch nothing of each other are turned round.
 */
function oldestFirst(tokens: readonly LookedAt[]): readonly LookedAt[] {
  const ordered: LookedAt[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from + 1;
    while (tokens[from]?.mayBeBeside === true && tokens[to]?.mayBeBeside === true) to += 1;
    for (const token of tokens.slice(from, to).reverse()) ordered.push(token);
    from = to;
  }
  return ordered;
}

async function look(
  ports: Ports,
  governed: GovernedOrganization,
  listed: ListedActiveToken,
  { areRepositoriesDue, isUnknown }: { readonly areRepositoriesDue: boolean; readonly isUnknown: boolean },
  beganAt: Instant,
): Promise<void> {
  const sighting: Sighting = {
    beganAt,
    waiting: null,
    active: { listed: [listed], isById: false },
    areRepositoriesDue,
    call: null,
    facts: {},
  };
  await concludeToken(ports, governed, listed, sighting, isUnknown);
}
