// A token that was not let in frees the request that it had claimed, in the same commit: another token may then fulfil it.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { allowed } from './conclusion-rule.ts';
import { claimedRequest, type Dossier } from './dossier.ts';

export function releaseClaim(dossier: Dossier, why: string, now: Instant): Change {
  const request = claimedRequest(dossier);
  return request === null ? noChange : allowed(advanceRequest(request, { act: 'release', why }, now));
}

/** The approver no longer is a reviewer: the request goes back to the reviewers. */
export function reopenClaim(dossier: Dossier, why: string, now: Instant): Change {
  const request = claimedRequest(dossier);
  return request === null ? noChange : reopenRequest(request, why, dossier, now);
}

export function reopenRequest(request: TokenRequest, why: string, { policy }: Dossier, now: Instant): Change {
  const { undecidedDays } = policy.lapse;
  return allowed(advanceRequest(request, { act: 'reopen', why, undecidedDays }, now));
}
