// Approve, deny and answer, on a token that waits on GitHub, on the revision (the scope) that was shown.
import { type Change, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { advanceRequest, requestAlready } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { agreementTo } from '../scope/agreement.ts';
import { advancePendingToken } from '../tokens/advance-pending-token.ts';
import { allowed } from '../tokens/conclusion-rule.ts';
import { claimantIn, ownAgreement, pendingContextOf, requestIn } from '../tokens/dossier.ts';
import { endingOf } from '../tokens/ending.ts';
import { isMadeFor } from '../tokens/match.ts';
import { releaseClaim } from '../tokens/release-claim.ts';
import type { Match } from '../tokens/token.ts';
import type { PersonAct } from './acts.ts';
import { already, type Case } from './case.ts';
import { progressOf } from './progress.ts';
import { retractApproval } from './retract-approval.ts';

type OnPendingToken = Extract<Case, { on: 'pending_token' }>;

export function decideOnPendingToken(
  given: OnPendingToken,
  deed: PersonAct,
  by: LinkedPerson,
  now: Instant,
): Change | Refusal {
  const { token, dossier } = given;
  const context = pendingContextOf(dossier);
  switch (deed.act) {
    case 'approve_pending_token': {
      const progress = progressOf(given, by);
      if (isRefusal(progress)) return progress;
      const { earlier, missing, lost } = progress;
      if (missing > 1) {
        const act = { act: 'review', by, of: earlier.length + missing, ...lost } as const;
        return advancePendingToken(token, act, now, context);
      }
      const agreement = agreementTo(token.scope, now, { by: 'people', people: [...earlier, by] });
      const { match, claims } = madeFor(given);
      const approving = advancePendingToken(
        token,
        { act: 'start_approving', match, agreement, by, ...lost },
        now,
        context,
      );
      if (claims === null || isRefusal(approving)) return approving;
      return together(approving, allowed(advanceRequest(claims, { act: 'claim', tokenId: token.tokenId }, now)));
    }
    case 'deny_pending_token': {
      const { reason } = deed;
      if (token.status !== 'approving') {
        return advancePendingToken(token, { act: 'start_denying', by, reason }, now, context);
      }
      if (!given.isApprovalUnsent) return already(given);
      const back = { by, reason, why: 'the approval was taken back' };
      return together(retractApproval(dossier, token, back, now), releaseClaim(dossier, 'its token was denied', now));
    }
    case 'answer_pending_token': {
      const { tokenName } = token;
      // What was ended before is a person's to decide, whatever it was made for.
      if (endingOf(dossier) !== null) return refuse({ why: 'nothing_to_explain', tokenName });
      const { number } = deed;
      const { named } = given;
      if (number !== null && (named === null || !isMadeFor(claimantIn(dossier), named))) {
        return refuse({ why: 'not_your_request', number });
      }
      const isOpen = named?.status === 'pending' || named?.status === 'approved';
      if (named !== null && !isOpen) return requestAlready(named);
      return advancePendingToken(token, { act: 'answer', number, by }, now, context);
    }
    default:
      throw new Error(`${deed.act} is not decided on a waiting token`);
  }
}

/**
 * The approved request that a token was made for which a reviewer accepts as it is: it claims that, whether it has more or something else was in its
 * way, so that no second token is let in under it. What another token has claimed by now is not this one's, and what was ended before is let in by
 * a person alone: it uses up no approval that was meant for the token after it.
 */
function madeFor({ token: { match }, dossier }: OnPendingToken): {
  readonly match: Match;
  readonly claims: TokenRequest | null;
} {
  if (match.kind !== 'exact' && match.kind !== 'within' && match.kind !== 'exceeds') return { match, claims: null };
  if (ownAgreement(dossier)?.number === match.number) return { match, claims: null };
  const request = endingOf(dossier) === null ? requestIn(dossier, match.number) : null;
  const isFree = request?.status === 'approved' && isMadeFor(claimantIn(dossier), request);
  return isFree ? { match, claims: request } : { match: { kind: 'unclaimed' }, claims: null };
}
