// A token that was regenerated on GitHub within a renewal that was agreed: the renewal is fulfilled by it, and from then on the token is held
// to the end that it got. One renewal moves one end once: whoever regenerates again goes past it, and is asked again.
import type { Instant } from '../ids.ts';
import { isRenewalOf } from '../requests/renews.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { covers, latestEnd } from '../scope/scope.ts';
import { claimantIn, type Dossier } from './dossier.ts';
import { isMadeFor } from './match.ts';
import { isRenewable } from './renewable.ts';
import type { ActiveToken } from './token.ts';

export type RenewedBy = { readonly request: TokenRequest; readonly agreement: Agreement };

/** Later than what was agreed before, so that a renewal is not used up by a token that was not regenerated. */
function isMoved({ renews }: TokenRequest, { agreement, scope }: ActiveToken, { expiresAt }: ActualScope): boolean {
  if (renews === null) return false;
  // A token whose holder took its end away had one all the same by what was agreed.
  const before = renews.endsAt ?? (agreement === null ? null : latestEnd(agreement, scope.createdAt));
  return before !== null && (expiresAt === null || expiresAt > before);
}

/** The approved renewal that the token's new end is within; null where there is none. What somebody ended is never renewed. */
export function renewedBy(dossier: Dossier, row: ActiveToken, seen: ActualScope, now: Instant): RenewedBy | null {
  if (!isRenewable(dossier, row)) return null;
  // Its days count from the day on which its new end is seen: the token itself was made long before.
  const scope: ActualScope = { ...seen, createdAt: now };
  for (const request of dossier.requests) {
    const { agreement, status } = request;
    if (status !== 'approved' || agreement === null || !isRenewalOf(request, row.tokenId)) continue;
    if (hasLapsed(agreement, movedAt(row, seen, now))) continue;
    if (!isMadeFor(claimantIn(dossier), request) || !isMoved(request, row, scope) || !covers(agreement, scope))
      continue;
    return { request, agreement: { ...agreement, lifetime: endOf(seen), lapsesAt: null } };
  }
  return null;
}

/** When its new end was first seen: now, or when it was flagged for that. Null where it never was flagged. */
function movedAt({ scope, drift }: ActiveToken, seen: ActualScope, now: Instant): Instant | null {
  return scope.expiresAt === seen.expiresAt ? (drift?.since ?? null) : now;
}

/** Whoever regenerates after the approval has ended goes past what was agreed, and is asked: they must not read that they renewed it too. */
function hasLapsed({ lapsesAt }: Agreement, at: Instant | null): boolean {
  return lapsesAt !== null && at !== null && at > lapsesAt;
}

function endOf({ expiresAt }: ActualScope): Agreement['lifetime'] {
  return expiresAt === null ? { kind: 'never' } : { kind: 'until', at: expiresAt };
}
