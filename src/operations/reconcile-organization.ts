import type { Organization } from '../domain/change.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { findOrganization } from './find-organization.ts';
import { reconcileActiveTokens } from './reconcile-active-tokens.ts';
import { reconcilePendingTokens } from './reconcile-pending-tokens.ts';

export type Pass = { readonly pending: boolean; readonly active: boolean };

/** Notes when a listing was complete: what lapses unused may lapse only after one that is newer than its deadline. */
async function noteListing(ports: Ports, organization: Organization, pass: Pass, startedAt: number): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = await ports.store.organizationById(organization.id);
    if (before === null) return;
    const row: Organization = {
      ...before,
      version: before.version + 1,
      pendingListedAt: pass.pending ? startedAt : before.pendingListedAt,
      activeListedAt: pass.active ? startedAt : before.activeListedAt,
      baselinedAt: before.baselinedAt ?? (pass.active ? startedAt : null),
    };
    const change = {
      writes: [{ table: 'organizations' as const, was: before.version, row }],
      entries: [],
      effects: [],
    };
    if ((await ports.store.commit(change, ports.clock.now())) === 'done') return;
  }
}

/**
 * One pass over an organization: reads GitHub's lists (the truth), compares, matches and commits what follows. A Fault ends the pass;
 * nothing is concluded from a listing that was not complete. Only one pass runs at a time.
 */
export async function reconcileOrganization(ports: Ports, login: string, pass: Pass): Promise<void> {
  const governed = await findOrganization(ports, login);
  if (governed === null) return;
  const { organization } = governed;
  const startedAt = ports.clock.now();
  // What was approved moves from the pending to the active list: in this order a token is never missed by both.
  if (pass.pending) await reconcilePendingTokens(ports, governed);
  if (pass.active) await reconcileActiveTokens(ports, governed);
  await noteListing(ports, organization, pass, startedAt);
}

/** A pass over every organization of the policy; one that fails does not keep the others waiting. Answers whether all succeeded. */
export async function reconcileAll(ports: Ports, pass: Pass): Promise<boolean> {
  let isComplete = true;
  for (const { login } of ports.policy().organizations) {
    try {
      await reconcileOrganization(ports, login, pass);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      isComplete = false;
      ports.log.warn('a pass could not be completed; it will be tried again', {
        organization: login,
        where: error.where,
        code: error.code,
      });
    }
  }
  return isComplete;
}
