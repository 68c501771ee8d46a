// What the policy of today says of a request that was sent, for its card, for Details and for whoever approves it. A lifetime is measured from
// when it was asked for, so that a request does not become forbidden by waiting.
import { admit, type Verdict } from '../policy/admit.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Reason } from '../policy/reason.ts';
import { askedWhole } from './asked-whole.ts';
import { openOffer } from './offer.ts';
import type { TokenRequest } from './token-request.ts';

type Sent = Parameters<typeof askedWhole>[0] & Pick<TokenRequest, 'createdAt'>;
type Offered = Sent & Parameters<typeof openOffer>[0];

/** `isOwner`: whether its holder is one; null where that is not known. */
export function verdictOnRequest(
  request: Sent,
  isOwner: boolean | null,
  policy: OrganizationPolicy,
  known: Parameters<typeof askedWhole>[2] = {},
): Verdict {
  return admit(request.scope, policy, request.createdAt, askedWhole(request, isOwner, known));
}

/** Why nobody may approve it. Teams and topics are asked about at the click alone: nothing is drawn with them. */
export function reasonsAgainst(request: Sent, isOwner: boolean | null, policy: OrganizationPolicy): readonly Reason[] {
  return verdictOnRequest(request, isOwner, policy).reasons;
}

/** Why its requester may not take what a reviewer offers; empty, too, where nobody offers anything. */
export function reasonsAgainstOffer(
  request: Offered,
  isOwner: boolean | null,
  policy: OrganizationPolicy,
): readonly Reason[] {
  const offer = openOffer(request);
  return offer === null ? [] : reasonsAgainst({ ...request, scope: offer.scope }, isOwner, policy);
}
