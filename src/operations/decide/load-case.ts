import type { Case } from '../../domain/decisions/case.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization.ts';
import { effectKey } from '../../domain/step.ts';
import { type Dossier, unsettled } from '../../domain/tokens/dossier.ts';
import type { Ports } from '../../ports/ports.ts';
import { organizationOf } from '../find-organization.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { loadDossier } from '../watch/load-dossier.ts';

/** What a person decides on, and the organization that it belongs to. */
export type LoadedCase = { readonly given: Case; readonly organization: Organization };

/** What a person decides on, from our rows as they are now; null where there is no such row. */
export async function loadCase(
  ports: Ports,
  on: Case['on'],
  id: string | RequestNumber,
  named: RequestNumber | null,
): Promise<LoadedCase | null> {
  const { store } = ports;
  if (on === 'request') {
    const request = await store.request(id as RequestNumber);
    if (request === null) return null;
    const governed = await organizationOf(ports, request.organizationId);
    const dossier =
      request.status === 'claimed' && request.claimedByTokenId !== null
        ? await loadDossier(ports, governed, request.claimedByTokenId, request.holder)
        : null;
    const renewed = request.renews === null ? null : await store.activeToken(request.renews.activeTokenId);
    const { organization, policy } = governed;
    return { organization, given: { on, request, dossier, renewed, ...(await circumstances(ports, policy, dossier)) } };
  }
  if (on === 'classic_token') {
    const token = await store.classicToken(String(id));
    if (token === null) return null;
    const { organization, policy } = await organizationOf(ports, token.organizationId);
    const sponsor = await sponsorOf(ports, token.holder);
    return { organization, given: { on, token, sponsor, ...(await circumstances(ports, policy, null)) } };
  }
  const token = on === 'pending_token' ? await store.pendingToken(String(id)) : await store.activeToken(String(id));
  if (token === null) return null;
  const governed = await organizationOf(ports, token.organizationId);
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const rest = await circumstances(ports, governed.policy, dossier);
  const { organization } = governed;
  if (!('patRequestId' in token)) return { organization, given: { on: 'active_token', token, dossier, ...rest } };
  const request = named === null ? null : await store.request(named);
  return { organization, given: { on: 'pending_token', token, dossier, named: request, ...rest } };
}

async function circumstances(ports: Ports, policy: Case['policy'], dossier: Dossier | null) {
  const approving = (dossier === null ? [] : unsettled(dossier)).find(({ status }) => status === 'approving');
  const call = approving === undefined ? null : effectKey.call('approve', approving.id, approving.version);
  return {
    policy,
    policyHash: ports.policy().hash,
    isApprovalUnsent: call === null || (await ports.store.isEffectUnsent(call)),
  };
}
