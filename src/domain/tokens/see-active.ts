// What the list of active tokens shows: a grant that is known, one that nobody saw wait, one that takes over from an older one.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { allowed, type ConclusionRule, forEach } from './conclusion-rule.ts';
import { after, type Dossier, fromFirstSight, grantOf, unsettled } from './dossier.ts';
import { heldOver } from './held-over.ts';
import { listingLagMs } from './miss-waiting.ts';
import { recordGrant } from './record-grant.ts';
import { refreshGrant } from './refresh-grant.ts';
import { renewedBy } from './renewed-by.ts';
import { hasEnded, isQuestion, type ListedActiveToken, type Question, type Sighting, scopeShown } from './sighting.ts';
import { standingOf } from './standing-of.ts';
import { stillCounting } from './still-approved.ts';

export const seeActive: ConclusionRule = forEach(
  (_, { active }) => active?.listed ?? [],
  (listed, dossier, sighting, now) => {
    const row = grantOf(dossier, listed);
    if (row === null) return firstSight(listed, dossier, sighting, now);
    if (row.status === 'expired' && hasEnded(listed, now)) return noChange;
    const isOver = row.status === 'revoked' || row.status === 'gone' || row.status === 'expired';
    // It ended after the list was read: the list is the older word.
    if (isOver && row.changedAt >= sighting.beganAt) return noChange;
    const seen = scopeShown(listed, { scope: row.scope, readAt: row.repositoriesReadAt }, sighting, now);
    if (isQuestion(seen)) return seen;
    const counting = stillCounting((known) => renewedBy(known, row, seen.scope, now), dossier, sighting.facts, now);
    if (isQuestion(counting)) return counting;
    const { found: renewed, reopened } = counting;
    const known = after(dossier, reopened);
    if (renewed === null) {
      const over = row.agreement === null ? heldOver(known, fromFirstSight(known, seen.scope)) : null;
      const kept = refreshGrant(known, row, listed, seen, over, sighting, now);
      // Most are as they were: that stays no Change at all.
      return isQuestion(kept) || reopened === noChange ? kept : together(reopened, kept);
    }
    const { request, agreement } = renewed;
    const fulfilled = allowed(advanceRequest(request, { act: 'fulfil', tokenId: row.tokenId }, now));
    const standing = { agreement, requestNumber: request.number };
    const refreshed = refreshGrant(after(known, fulfilled), row, listed, seen, standing, sighting, now);
    return isQuestion(refreshed) ? refreshed : together(reopened, fulfilled, refreshed);
  },
);

function firstSight(listed: ListedActiveToken, dossier: Dossier, sighting: Sighting, now: Instant): Change | Question {
  // GitHub may list a token after its end; its row, if there is one, was ended by the clock.
  if (listed.isExpired) return noChange;
  // It was seen waiting: whether it still does says whether this grant is its approval.
  if (unsettled(dossier).length > 0 && sighting.waiting?.isById !== true) return { ask: 'is_it_waiting' };
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const rests = standingOf(listed, seen.scope, null, dossier, sighting.facts, now);
  if (isQuestion(rests)) return rests;
  const { standing, settled, isNew } = rests;
  const isApprovalOff = isNew && seemsApprovalOff(dossier, sighting, now);
  if (typeof isApprovalOff !== 'boolean') return isApprovalOff;
  const unasked = isNew ? { isApprovalOff } : null;
  const recorded = recordGrant(dossier, listed, seen, { ...standing, unasked }, sighting, now);
  return isQuestion(recorded) ? recorded : together(settled, recorded);
}

/**
 * Whether GitHub let it in without asking is worth a word where its holder owns nothing. Those of the first listing are recorded as found;
 * and where nobody could look when it was granted, or a webhook told of an approval, GitHub may well have asked.
 */
function seemsApprovalOff({ organization, told }: Dossier, { facts }: Sighting, now: Instant): boolean | Question {
  const couldNotLook = now - (organization.pendingListedAt ?? 0) > listingLagMs;
  if (organization.baselinedAt === null || couldNotLook || told.some(({ act }) => act === 'approved')) return false;
  return facts.isHolderOwner === undefined ? { ask: 'is_holder_owner' } : facts.isHolderOwner === false;
}
