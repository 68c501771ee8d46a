// A token that was not let in frees the request that it had claimed, in the same commit: another token may then fulfil it. Where it may have
// been let in all the same, or nobody stands for the approval any more, the request goes back to the reviewers.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { Reopening } from '../requests/reopened.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { allowed } from './conclusion-rule.ts';
import { claimedRequest, type Dossier } from './dossier.ts';

export function releaseClaim(dossier: Dossier, why: string, now: Instant): Change {
  const request = claimedRequest(dossier);
  return request === null ? noChange : allowed(advanceRequest(request, { act: 'release', why }, now));
}

/** GitHub was asked to let the token in, and nobody says whether it did: another token under the same request is for the reviewers to decide. */
export function reopenUsed(dossier: Dossier, now: Instant): Change {
  const request = claimedRequest(dossier);
  if (request === null) return noChange;
  const why = 'GitHub was asked to approve its token, and does not say whether it did';
  return allowed(advanceRequest(request, reopening({ why, because: 'maybe_used', by: null }, dossier), now));
}

/** Why an approval counts no longer. */
export type Lost = Reopening & { readonly why: string };

/** The approver no longer is a reviewer: the request goes back to the reviewers. */
export function reopenClaim(dossier: Dossier, lost: Lost, now: Instant): Change {
  const request = claimedRequest(dossier);
  return request === null ? noChange : reopenRequest(request, lost, dossier, now);
}

export function reopenRequest(request: TokenRequest, lost: Lost, dossier: Dossier, now: Instant): Change {
  return allowed(advanceRequest(request, reopening(lost, dossier), now));
}

function reopening({ why, because, by }: Lost, { policy }: Dossier) {
  return { act: 'reopen', why, because, by, undecidedDays: policy.lapse.undecidedDays } as const;
}
