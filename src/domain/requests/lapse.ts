// When a request's time is over: an undecided one's to be decided, an approval's to be used. Nobody is late while nobody could act, and a token
// that was made in time, while we could not see it, must still be let in.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { type Deadline, judgeDeadline, type Listings } from '../notices/deadline.ts';
import type { Organization } from '../organization.ts';
import type { Refusal } from '../refusal.ts';
import { isPastUse, noLaterThanUse } from '../scope/last-day.ts';
import type { PendingToken } from '../tokens/token.ts';
import { advanceRequest } from './advance-request.ts';
import type { TokenRequest } from './token-request.ts';

/** What is known of GitHub: its organization's lists, and the token that waits there for the request. */
export type LapseFacts = {
  readonly organization: Pick<Organization, 'upSince' | 'pendingListedAt' | 'activeListedAt' | 'unread'>;
  readonly waiting: Pick<PendingToken, 'heldWhy'> | null;
};

/** What becomes of the request by now: nothing yet, a day more after an outage, or its end. */
export function lapse(request: TokenRequest, { organization, waiting }: LapseFacts, now: Instant): Change | Refusal {
  const deadline = deadlineOf(request, now);
  if (deadline === null) return noChange;
  const { pending, active } = organization.unread;
  if (request.status === 'approved') {
    // Whose a token is that can't be read is not known: it may be the one that uses this approval.
    if (pending.length + active.length > 0) return noChange;
    // Its token was made in time, and waits for an owner on GitHub: nothing of ours is late.
    if (waiting?.heldWhy === 'observing') return noChange;
  }
  const verdict = judgeDeadline(deadline, listingsFor(request, organization), now);
  switch (verdict.is) {
    case 'running':
      return noChange;
    case 'prolonged':
      return advanceRequest(request, { act: 'extend', until: noLaterThanUse(request.scope, verdict.until) }, now);
    case 'over':
      return advanceRequest(request, { act: 'lapse' }, now);
  }
}

function deadlineOf(request: TokenRequest, now: Instant): Deadline | null {
  const { status, scope, undecidedUntil, prolongedAt, agreement } = request;
  if (status === 'pending') {
    // A day more would help nobody: what was made by then would end too late.
    return { at: undecidedUntil, prolongedAt: isPastUse(scope, now) ? undecidedUntil : prolongedAt };
  }
  // Nobody but GitHub is needed to use an approval, so there is no day's notice to give.
  if (status !== 'approved' || agreement?.lapsesAt == null) return null;
  return { at: agreement.lapsesAt, prolongedAt: agreement.lapsesAt };
}

function listingsFor({ status }: TokenRequest, organization: LapseFacts['organization']): Listings {
  const { upSince, pendingListedAt, activeListedAt } = organization;
  if (status !== 'approved') return { upSince, listedAt: pendingListedAt };
  // A token that uses an approval may be in the one list or already in the other: both are to be newer. Never is as long ago as can be.
  return { upSince, listedAt: Math.min(pendingListedAt ?? 0, activeListedAt ?? 0) };
}
