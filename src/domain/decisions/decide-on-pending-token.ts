// Approve, deny and answer, on a token that waits on GitHub, on the revision (the scope) that was shown.
import { type Change, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { requestAlready } from '../requests/advance-request.ts';
import { agreementTo } from '../scope/agreement.ts';
import { advancePendingToken } from '../tokens/advance-pending-token.ts';
import { claimantIn, pendingContextOf } from '../tokens/dossier.ts';
import { endingOf } from '../tokens/ending.ts';
import { isMadeFor } from '../tokens/match.ts';
import { releaseClaim } from '../tokens/release-claim.ts';
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
      const act = { act: 'start_approving', match: token.match, agreement, by, ...lost } as const;
      return advancePendingToken(token, act, now, context);
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
