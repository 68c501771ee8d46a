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
 * nothing is concluded from a listing that was not complete. Only one pass runs at a time.
 */
export async function reconcileOrganization(ports: Ports, login: string, pass: PassPlan): Promise<void> {
  try {
    const governed = await findOrganization(ports, login);
    if (governed === null) return;
    await tellMode(ports, governed);
    await followReminders(ports, governed);
    const startedAt = ports.clock.now();
    const { id } = governed.organization;
    // What was approved moves from the pending to the active list: in this order a token is never missed by both.
    if (pass.pending) {
      const unread = await reconcilePendingTokens(ports, governed);
      await recordListing(ports, id, { list: 'pending', startedAt, unread });
    }
    if (pass.active) {
      const unread = await reconcileActiveTokens(ports, governed);
      await endRequestsOfLeavers(ports, governed);
      await recordListing(ports, id, { list: 'active', startedAt, unread });
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
