// What the policy of today says of a request that was sent, for its card, for Details and for whoever approves it. A lifetime is measured from
// when it was asked for, so that a request does not become forbidden by waiting.
import { admit, type Verdict } from '../policy/admit.ts';
import type { OrganizationPolicy } from '../policy/policy.ts';
import type { Reason } from '../policy/reason.ts';
import { type ActiveToken, isRevokedTooLate } from '../tokens/token.ts';
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

/** Of a renewal there is one thing more: whoever revoked a token meant it. `isOver`: it is revoked by now, and not only being so. */
export type RequestReason =
  | Reason
  | { readonly code: 'renewed_revoked'; readonly tokenName: string; readonly isOver: boolean };

/** The token that a request renews, as it is now; null where it renews none. */
export type Renewed = Pick<ActiveToken, 'status' | 'tokenName' | 'agreement' | 'revocation'> | null;

/** What would go on with a revoked token is not approved by somebody who has not heard of that. */
export function isRevoked<Token extends NonNullable<Renewed>>(renewed: Token | null): renewed is Token {
  if (renewed === null) return false;
  return renewed.status === 'revoking' || renewed.status === 'revoked' || isRevokedTooLate(renewed);
}

/** Why nobody may approve it. Teams and topics are asked about at the click alone: nothing is drawn with them. */
export function reasonsAgainst(
  request: Sent,
  isOwner: boolean | null,
  policy: OrganizationPolicy,
  renewed: Renewed,
): readonly RequestReason[] {
  const { reasons } = verdictOnRequest(request, isOwner, policy);
  if (!isRevoked(renewed)) return reasons;
  return [revokedOf(renewed), ...reasons];
}

export function revokedOf({ tokenName, status }: NonNullable<Renewed>) {
  return { code: 'renewed_revoked', tokenName, isOver: status !== 'revoking' } as const;
}

/** Less of it may still be approved where only the policy is against all of it. */
export function mayBeLess(reasons: readonly RequestReason[]): boolean {
  return reasons.every(({ code }) => code !== 'renewed_revoked');
}

/** Why its requester may not take what a reviewer offers; empty, too, where nobody offers anything. */
export function reasonsAgainstOffer(
  request: Offered,
  isOwner: boolean | null,
  policy: OrganizationPolicy,
  renewed: Renewed,
): readonly RequestReason[] {
  const offer = openOffer(request);
  return offer === null ? [] : reasonsAgainst({ ...request, scope: offer.scope }, isOwner, policy, renewed);
}
