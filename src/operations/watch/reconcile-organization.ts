import type { TokenId } from '../../domain/ids.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';
import { endRequestsOfLeavers } from './end-requests-of-leavers.ts';
import { tellMode } from './follow-mode.ts';
import { followReminders } from './follow-reminders.ts';
import { pauseOrganization, resumeOrganization } from './pause-organization.ts';
import { reconcileActiveTokens } from './reconcile-active-tokens.ts';
import { reconcilePendingTokens } from './reconcile-pending-tokens.ts';
import { recordListing } from './record-listing.ts';

/** Which of GitHub's lists a pass reads. */
export type PassPlan = { readonly pending: boolean; readonly active: boolean };

/**
 * One pass over an organization: reads GitHub's lists (the truth), compares, matches and commits what follows. A Fault ends the pass;
 * nothing is concluded from a listing that was not complete. Only one pass runs at a time. A list with something in it that can't be told by
 * anything is not recorded as one that deadlines could rest on, but for the first: without it nobody would ever get a card.
 */
export async function reconcileOrganization(ports: Ports, login: string, pass: PassPlan): Promise<void> {
  try {
    const governed = await findOrganization(ports, login);
    if (governed === null) return;
    await tellMode(ports, governed);
    await followReminders(ports, governed);
    const startedAt = ports.clock.now();
    // What was approved moves from the pending to the active list: in this order a token is never missed by both.
    const { id, pendingListedAt, baselinedAt } = governed.organization;
    if (pass.pending) {
      const unread = await reconcilePendingTokens(ports, governed);
      const isTold = areTold(unread) || pendingListedAt === null;
      if (isTold) await recordListing(ports, id, 'pending', startedAt, told(unread));
    }
    if (pass.active) {
      const unread = await reconcileActiveTokens(ports, governed);
      await endRequestsOfLeavers(ports, governed);
      const isTold = areTold(unread) || baselinedAt === null;
      if (isTold) await recordListing(ports, id, 'active', startedAt, told(unread));
    }
    // After a pause only a pass over everything has caught up.
    if (pass.pending && pass.active) await resumeOrganization(ports, governed.organization.login);
  } catch (error) {
    if (error instanceof Fault && error.where === 'github') await pauseOrganization(ports, login, error);
    throw error;
  }
}

/** Null is a token that can't be told by its id: it might be any. */
function areTold(unread: readonly (TokenId | null)[]): boolean {
  return !unread.includes(null);
}

function told(unread: readonly (TokenId | null)[]): readonly TokenId[] {
  return [...new Set(unread)].filter((tokenId) => tokenId !== null).toSorted((one, other) => one - other);
}

/**
 * A pass over every organization of the policy; one that fails does not keep the others waiting, and is tried again later the more often it
 * failed. Answers whether all succeeded.
 */
export async function reconcileAll(ports: Ports, pass: PassPlan): Promise<boolean> {
  let isComplete = true;
  for (const { login } of ports.policy().organizations) {
    try {
      const wasDone = await ports.pace.run(`pass ${login}`, async () => {
        await reconcileOrganization(ports, login, pass);
        return 0;
      });
      isComplete &&= wasDone;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      isComplete = false;
      ports.log.warn('a pass could not be completed; it will be tried again', {
        organization: login,
        ...error.fields,
      });
    }
  }
  return isComplete;
}
