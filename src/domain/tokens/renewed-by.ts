// A token that was regenerated on GitHub within a renewal that was agreed: the renewal is fulfilled by it, and from then on the token is held
// to the end that it got. One renewal moves one end once: whoever regenerates again goes past it, and is asked again.
import { dayMs, type Instant } from '../ids.ts';
import { isRenewalOf } from '../requests/renews.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { lifetimeDays } from '../scope/lifetime-days.ts';
import { covers, latestEnd } from '../scope/scope.ts';
import { claimantIn, type Dossier } from './dossier.ts';
import { isMadeFor } from './match.ts';
import { isRenewable } from './renewable.ts';
import type { ActiveToken } from './token.ts';

export type RenewedBy = { readonly request: TokenRequest; readonly agreement: Agreement };

/**
 * Later than what was agreed before, so that a renewal is not used up by a token that was not regenerated. Where it gives fewer days than were
 * left, whoever follows it gets a sooner end, and only by regenerating.
 */
function isMoved(
  { renews, scope: asked }: TokenRequest,
  { agreement, scope }: ActiveToken,
  { expiresAt }: ActualScope,
  now: Instant,
): boolean {
  if (renews === null) return false;
  // A token whose holder took its end away had one all the same by what was agreed.
  const before = renews.endsAt ?? (agreement === null ? null : latestEnd(agreement, scope.createdAt));
  if (before === null) return false;
  if (expiresAt === null || expiresAt > before) return true;
  const days = lifetimeDays(asked, now);
  // Whoever gives a token back the end that it had lost has not renewed it by that.
  return days !== null && now + days * dayMs <= (renews.endsAt ?? 0) && expiresAt !== scope.expiresAt;
}

/** The approved renewal that the token's new end is within; null where there is none. What somebody ended is never renewed. */
export function renewedBy(dossier: Dossier, row: ActiveToken, seen: ActualScope, now: Instant): RenewedBy | null {
  if (!isRenewable(dossier, row)) return null;
  // Its days count from the day on which its new end is seen: the token itself was made long before.
  const scope: ActualScope = { ...seen, createdAt: now };
  for (const request of dossier.requests) {
    const { agreement, status } = request;
    if (status !== 'approved' || agreement === null || !isRenewalOf(request, row.tokenId)) continue;
    if (!isMadeFor(claimantIn(dossier), request) || !isMoved(request, row, seen, now)) continue;
    // Nobody knows when it was regenerated: until a list says that the approval was not used in time, its end is what says so.
    if (!covers(agreement, scope)) continue;
    return { request, agreement: { ...agreement, lifetime: endOf(seen), lapsesAt: null } };
  }
  return null;
}

function endOf({ expiresAt }: ActualScope): Agreement['lifetime'] {
  return expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt };
}
