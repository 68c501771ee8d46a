import { acts, type PersonAct } from '../../domain/decisions/acts.ts';
import type { Case } from '../../domain/decisions/case.ts';
import type { RequestNumber } from '../../domain/ids.ts';
import { remindAct } from '../../domain/notices/remind-holder.ts';
import { isTokenThere } from '../../domain/requests/is-token-there.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { effectKey } from '../../domain/step.ts';
import { comparedWith } from '../../domain/tokens/advance-pending-token.ts';
import { type Dossier, unsettled } from '../../domain/tokens/dossier.ts';
import { grantMeant } from '../../domain/tokens/grant-meant.ts';
import type { Ports } from '../../ports/ports.ts';
import { type GovernedOrganization, organizationOf } from '../find-organization.ts';
import { sponsorOf } from '../people/find-holder.ts';
import { lastDone } from '../watch/last-done.ts';
import { loadDossier } from '../watch/load-dossier.ts';
import { renewedToken } from '../watch/renewed-token.ts';

/** What a person decides on, from our rows as they are now; null where there is no such row. */
export async function loadCase(ports: Ports, deed: PersonAct, id: string | RequestNumber): Promise<Case | null> {
  const { store } = ports;
  const { on } = acts[deed.act];
  if (on === 'request') {
    const request = await store.request(id as RequestNumber);
    if (request === null) return null;
    const governed = await organizationOf(ports, request.organizationId);
    const dossier =
      request.status === 'claimed' && request.claimedByTokenId !== null
        ? await loadDossier(ports, governed, request.claimedByTokenId, request.holder)
        : null;
    const renewed = await renewedToken(ports, request);
    const there = acts[deed.act].grants ? { isTokenThere: await isThere(ports, request, governed.policy) } : {};
    const denied = deed.act === 'deny_request' ? { heldAgainst: await heldAgainst(ports, governed, request) } : {};
    return {
      on,
      request,
      dossier,
      renewed,
      ...there,
      ...denied,
      ...(await circumstances(ports, governed.policy, dossier)),
    };
  }
  if (on === 'classic_token') {
    const token = await store.classicToken(String(id));
    if (token === null) return null;
    const { policy } = await organizationOf(ports, token.organizationId);
    const sponsor = await sponsorOf(ports, token.holder);
    return { on, token, sponsor, ...(await circumstances(ports, policy, null)) };
  }
  const token = on === 'pending_token' ? await store.pendingToken(String(id)) : await store.activeToken(String(id));
  if (token === null) return null;
  const governed = await organizationOf(ports, token.organizationId);
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const rest = await circumstances(ports, governed.policy, dossier);
  if ('patRequestId' in token) {
    const named = deed.act === 'answer_pending_token' ? deed.number : null;
    return { on: 'pending_token', token, dossier, named: named === null ? null : await store.request(named), ...rest };
  }
  const meant = acts[deed.act].isOfToken === true ? grantMeant(token, dossier.activeTokens) : token;
  const reminded =
    deed.act === 'remind_holder'
      ? { remindedAt: await lastDone(ports, { of: 'active_token', id: meant.id }, remindAct) }
      : {};
  return { on: 'active_token', token: meant, dossier, ...reminded, ...rest };
}

/** Whose cards tell of it once it is denied. What has claimed it is not among them: its denial is its own. */
async function heldAgainst(
  ports: Ports,
  governed: GovernedOrganization,
  { number, organizationId, claimedByTokenId }: TokenRequest,
): Promise<readonly Dossier[]> {
  const waiting = await ports.store.unsettledPendingTokens(organizationId);
  const compared = waiting.filter(
    ({ match, tokenId }) => comparedWith(match) === number && tokenId !== claimedByTokenId,
  );
  const holders = new Map(compared.map(({ tokenId, holder }) => [tokenId, holder]));
  return Promise.all([...holders].map(([tokenId, holder]) => loadDossier(ports, governed, tokenId, holder)));
}

/** Where the policy only observes, nothing follows from an approval here. */
async function isThere({ store, clock }: Ports, request: TokenRequest, { mode }: Case['policy']): Promise<boolean> {
  if (mode === 'observe') return false;
  const waiting = await store.unsettledPendingTokens(request.organizationId);
  return isTokenThere(request, waiting, await store.activeTokensOf(request.holder.githubId), clock.now());
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
