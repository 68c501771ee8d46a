import type { TokenId } from '../../domain/ids.ts';
import { planPendingPass, turnAt } from '../../domain/looks/plan-pending-pass.ts';
import { shareOfPerson } from '../../domain/looks/share.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { concludeToken } from './conclude-token.ts';
import { lookUp } from './look-up.ts';
import { shareKey } from './share-key.ts';
import { skipIfDeleted } from './skip-if-deleted.ts';

/**
 * Compares our rows of PendingTokens with GitHub's list, and concludes on each token that is listed, or no longer is. Answers which could
 * not be read; null for one that can't be told by its id. What is left because somebody has used up their share delays nobody else's deadlines.
 */
export async function reconcilePendingTokens(
  ports: Ports,
  governed: GovernedOrganization,
): Promise<readonly (TokenId | null)[]> {
  const { organization } = governed;
  const { github, pace } = ports;
  const beganAt = ports.clock.now();
  const before = await ports.store.unsettledPendingTokens(organization.id);
  const { listed, unreadable } = await github.listPendingTokens(organization.login);
  const plan = planPendingPass({
    before,
    listed,
    unreadable,
    isFirst: organization.pendingListedAt === null,
    left: (login) => pace.left(shareKey(organization, login), shareOfPerson),
    turn: turnAt(beganAt, github.room(organization.login, 'rotation')),
  });
  for (const [login, count] of plan.spent) pace.spend(shareKey(organization, login), shareOfPerson, count);
  const unread: (TokenId | null)[] = [...unreadable];
  for (const { token, sighting } of await lookUp(ports, organization.login, plan.missing, beganAt)) {
    if (!(await skipIfDeleted(ports, () => concludeToken(ports, governed, token, sighting))))
      unread.push(token.tokenId);
  }
  for (const { waiting, areRepositoriesDue } of plan.shown) {
    const first = waiting[0];
    if (first === undefined) continue;
    const seen = { listed: waiting, isById: false };
    const sighting = { beganAt, waiting: seen, active: null, areRepositoriesDue, call: null, facts: {} };
    if (!(await skipIfDeleted(ports, () => concludeToken(ports, governed, first, sighting))))
      unread.push(first.tokenId);
  }
  return unread;
}
