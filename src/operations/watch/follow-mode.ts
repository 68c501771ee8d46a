import { type Change, noChange } from '../../domain/change.ts';
import type { Instant } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { followMode } from '../../domain/policy/follow-mode.ts';
import type { Mode } from '../../domain/policy/policy.ts';
import { tellNewMode } from '../../domain/policy/tell-policy.ts';
import type { ActiveToken } from '../../domain/tokens/token.ts';
import type { Ports } from '../../ports/ports.ts';
import { commitDecision } from '../commit-decision.ts';
import type { GovernedOrganization } from '../find-organization.ts';

/** What follows for the rows where the policy has the organization be observed or enforced by now; nothing where it did so before. */
export async function followedMode(
  { store }: Pick<Ports, 'store'>,
  organization: Organization,
  mode: Mode,
  at: Instant,
): Promise<Change> {
  if (organization.mode === mode) return noChange;
  const { id } = organization;
  const activeTokens: Pick<ActiveToken, 'id' | 'status' | 'agreement'>[] = [];
  for await (const page of store.livingActiveTokens(id)) {
    activeTokens.push(...page.map(({ id: rowId, status, agreement }) => ({ id: rowId, status, agreement })));
  }
  const requests = await store.openRequests(id);
  const pendingTokens = await store.unsettledPendingTokens(id);
  return followMode(organization, mode, { requests, pendingTokens, activeTokens }, at);
}

/** At a start: the file may have been changed while nobody ran. The channel is told once, before anything is looked at under it. */
export async function tellMode(ports: Ports, { organization, policy }: GovernedOrganization): Promise<void> {
  const { mode } = policy;
  if (organization.mode === mode) return;
  await commitDecision(ports, async () => {
    const at = ports.clock.now();
    const row = await ports.store.organizationById(organization.id);
    if (row === null) return { change: noChange };
    return { change: tellNewMode(row, mode, await followedMode(ports, row, mode, at), at) };
  });
}
