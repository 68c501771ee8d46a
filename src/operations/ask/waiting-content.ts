import type { RequestNumber } from '../../domain/ids.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { comparedWith } from '../../domain/tokens/advance-pending-token.ts';
import { acceptedOf, type Dossier, isChange } from '../../domain/tokens/dossier.ts';
import { endingOf } from '../../domain/tokens/ending.ts';
import { possibleRequests, takerIn, unusedBy } from '../../domain/tokens/possible-requests.ts';
import { mayExplain } from '../../domain/tokens/reasons-against-token.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { OneContent } from '../../ports/message-content.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Observed } from '../../ports/request-content.ts';
import type { GovernedOrganization } from '../find-organization.ts';
import { unlinkedSponsorOf } from '../people/require-impartial.ts';
import { loadDossier } from '../watch/load-dossier.ts';

export type WaitingContent = Extract<OneContent, { kind: 'pending_token_held' }>;

/** What every message about a waiting token is made from. */
export async function aboutWaiting(ports: Ports, organization: string, token: PendingToken, dossier: Dossier) {
  const compared: RequestNumber | null = comparedWith(token.match);
  return {
    organization,
    token,
    request: compared === null ? null : await ports.store.request(compared),
    accepted: acceptedOf(dossier, token.match),
    holderSlackId: dossier.holder.slackId,
    ending: token.status === 'open' || token.status === 'held' ? endingOf(dossier) : null,
    isSponsored: dossier.holder.isMachineUser,
  };
}

/** The name of the token that its request let in instead. */
async function takerOf(
  { store }: Ports,
  { match, organizationId }: PendingToken,
  request: TokenRequest | null,
): Promise<string | null> {
  const taker = takerIn(match, request);
  if (taker === null) return null;
  return (await store.pendingTokensOfToken(organizationId, taker)).at(-1)?.tokenName ?? null;
}

/** What its holder is told of it, in their direct messages, on their Home and in their list alike. */
export async function waitingContent(
  ports: Ports,
  governed: GovernedOrganization,
  token: PendingToken,
  observed: Observed,
): Promise<WaitingContent> {
  const dossier = await loadDossier(ports, governed, token.tokenId, token.holder);
  const about = await aboutWaiting(ports, governed.organization.login, token, dossier);
  return {
    ...{ kind: 'pending_token_held', ...observed, ...about, isEdit: isChange(token, dossier) },
    mayExplain: mayExplain(token, dossier, ports.clock.now()),
    offered: possibleRequests(token, dossier),
    unused: unusedBy(about.ending, dossier),
    isUntold: !dossier.told.some(({ patRequestId }) => patRequestId === token.patRequestId),
    mustLink: about.isSponsored && (await unlinkedSponsorOf(ports, token.holder)) !== null,
    takenBy: await takerOf(ports, token, about.request),
  };
}
