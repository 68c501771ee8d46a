import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { findOrganization } from '../find-organization.ts';
import { endRequestsOfLeavers } from './end-requests-of-leavers.ts';
import { pauseOrganization, resumeOrganization } from './pause-organization.ts';
import { reconcileActiveTokens } from './reconcile-active-tokens.ts';
import { reconcilePendingTokens } from './reconcile-pending-tokens.ts';
import { recordListing } from './record-listing.ts';

/** Which of GitHub's lists a pass reads. */
export type PassPlan = { readonly pending: boolean; readonly active: boolean };

/**
 * One pass over an organization: reads GitHub's lists (the truth), compares, matches and commits what follows. A Fault ends the pass;
 * nothing is concluded from a listing that was not complete. Only one pass runs at a time. A list with something in it that can't be read is
 * not recorded as one that deadlines could rest on, but for the first: without it nobody would ever get a card.
 */
export async function reconcileOrganization(ports: Ports, login: string, pass: PassPlan): Promise<void> {
  try {
    const governed = await findOrganization(ports, login);
    if (governed === null) return;
    const startedAt = ports.clock.now();
    // What was approved moves from the pending to the active list: in this order a token is never missed by both.
    const { id, pendingListedAt, baselinedAt } = governed.organization;
    if (pass.pending) {
      const isWhole = await reconcilePendingTokens(ports, governed);
      if (isWhole || pendingListedAt === null) await recordListing(ports, id, 'pending', startedAt);
    }
    if (pass.active) {
      const isWhole = await reconcileActiveTokens(ports, governed);
      await endRequestsOfLeavers(ports, governed);
      if (isWhole || baselinedAt === null) await recordListing(ports, id, 'active', startedAt);
    }
    // After a pause only a pass over everything has caught up.
    if (pass.pending && pass.active) await resumeOrganization(ports, governed.organization.login);
  } catch (error) {
    if (error instanceof Fault && error.where === 'github') await pauseOrganization(ports, login, error);
    throw error;
  }
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
