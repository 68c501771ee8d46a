// Which tokens can be renewed: one that lives, or has come to its end. What somebody ended is never renewed, and one renewal is open at a time,
// unless its holder went past the one that was approved: then they may ask for what they took.
import { type Refusal, refuse } from '../refusal.ts';
import { isOnlyProlonged } from '../requests/renewal.ts';
import { isOpen } from '../requests/request-status.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { Dossier } from './dossier.ts';
import { endingOfGrant } from './ending.ts';
import { type ActiveToken, isInForce, standingRevocation } from './token.ts';

/** Whether regenerating it still gives it a later end. */
export function mayEndLater(token: Pick<ActiveToken, 'status'>): boolean {
  return isInForce(token) || token.status === 'expired';
}

/** Whether its end can still be moved. */
export function isRenewable(dossier: Dossier, token: ActiveToken): boolean {
  return mayEndLater(token) && endingOfGrant(dossier) === null;
}

/** One that never ends has nothing to renew, unless its holder alone took its end away. */
export function hasEndToMove({ scope, status }: Pick<ActiveToken, 'scope' | 'status'>): boolean {
  return scope.expiresAt !== null || status === 'exceeding';
}

/** By its own row: a renewal of what somebody revoked, be it that GitHub refused that, would be refused. */
export function mayOfferRenewal(token: ActiveToken): boolean {
  return isInForce(token) && hasEndToMove(token) && standingRevocation(token) === null;
}

/**
 * Of those that were asked for, the one that may still come to something: there is no second one beside it, unless its holder went past the one
 * that was approved.
 */
export function openRenewal(
  token: Pick<ActiveToken, 'status' | 'excess'>,
  renewals: readonly TokenRequest[],
): TokenRequest | null {
  const isPassed = token.status === 'exceeding' && isOnlyProlonged(token);
  return renewals.find((renewal) => isOpen(renewal) && !(isPassed && renewal.status === 'approved')) ?? null;
}

/** Why nobody may ask for its renewal. `renewals`: those that were asked for before. */
export function objectionToRenewal(
  dossier: Dossier,
  token: ActiveToken,
  renewals: readonly TokenRequest[],
): Refusal | null {
  const { tokenName, status } = token;
  if (!isRenewable(dossier, token) || !hasEndToMove(token)) {
    const ending = endingOfGrant(dossier);
    const ended =
      ending === null
        ? null
        : { how: ending.how, by: ending.by?.slackId ?? null, at: ending.at, undone: ending.undone ?? null };
    return refuse({ why: 'nothing_to_renew', tokenName, status, ended });
  }
  const open = openRenewal(token, renewals);
  return open === null ? null : refuse({ why: 'renewal_open', number: open.number, tokenName });
}

/** Whether a renewal let in another token in place of the one that it renews. */
export function letInAnother({
  status,
  renews,
  claimedByTokenId,
}: Pick<TokenRequest, 'status' | 'renews' | 'claimedByTokenId'>): boolean {
  return status === 'fulfilled' && renews !== null && claimedByTokenId !== renews.tokenId;
}
