import type { Instant, TokenId } from '../../domain/ids.ts';
import { type LookedAt, oldestFirst, planActivePass } from '../../domain/looks/plan-active-pass.ts';
import type { ListedActiveToken, Sighting } from '../../domain/tokens/sighting.ts';
import type { Ports } from '../../ports/ports.ts';
import { breather } from '../breathe.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { type Piece, sideBySide } from '../side-by-side.ts';
import { concludeToken } from './conclude-token.ts';
import { findUnknownTokens } from './find-unknown-tokens.ts';
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
  const breathe = breather(ports.clock);
  const pass = planActivePass({ ...living, open, unreadable });
  const toLookAt: LookedAt[] = [];
  for (const token of listed) {
    const pause = breathe();
    if (pause !== null) await pause;
    const lookedAt = pass.take(token);
    if (lookedAt !== null) toLookAt.push(lookedAt);
  }
  for (const { token, sighting } of await lookUp(ports, organization.login, pass.gone(), beganAt)) {
    await concludeToken(ports, governed, token, sighting);
  }
  // Thousands of selections may be to be read on the first day: that must leave calls for what waits.
  const isFirst = organization.baselinedAt === null;
  const reading = isFirst ? { ...ports, github: ports.github.for('rotation') } : ports;
  const unread: (TokenId | null)[] = [...unreadable];
  const ordered = isFirst ? oldestFirst(toLookAt) : toLookAt;
  const isUnknown = findUnknownTokens(ports, organization.id, ordered);
  await sideBySide(
    (function* (): Iterable<Piece> {
      for (const [index, { token, mayBeBeside, areRepositoriesDue }] of ordered.entries()) {
        yield {
          key: token.tokenId,
          mayBeBeside,
          work: async () => {
            const known = { areRepositoriesDue, isUnknown: mayBeBeside && (await isUnknown(index)) };
            const isRead = await skipIfDeleted(ports, () => look(reading, governed, token, known, beganAt));
            if (!isRead) unread.push(token.tokenId);
          },
        };
      }
    })(),
  );
  return unread;
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
