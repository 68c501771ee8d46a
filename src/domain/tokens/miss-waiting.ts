// A PendingToken that the list no longer shows was approved, denied, taken back, replaced by an edit, or has expired. GitHub does not say
// which: what is active, and what a webhook told, do. Where neither does it is closed, and what its token asks for next is a person's.
// Nothing is concluded before GitHub was asked for this very token.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { redraw } from '../step.ts';
import { advancePendingToken, nobodyTold, type PendingTokenContext } from './advance-pending-token.ts';
import { allowed, type ConclusionRule, forEachRow } from './conclusion-rule.ts';
import { after, type Dossier, pendingContextOf, type Told, toldOf, unsettled } from './dossier.ts';
import { endingOf } from './ending.ts';
import { passCardOn } from './pass-card-on.ts';
import { recordApproval } from './record-approval.ts';
import { releaseClaim, reopenUsed } from './release-claim.ts';
import { isSameScope } from './same-scope.ts';
import { rowOfListed } from './see-waiting.ts';
import {
  isQuestion,
  type ListedActiveToken,
  type ListedPendingToken,
  type Question,
  type Sighting,
  scopeShown,
} from './sighting.ts';
import { tellApprover } from './tell-approver.ts';
import type { PendingToken } from './token.ts';

/** GitHub may list a token that it has let in a moment late: so long after a call its absence means nothing. */
export const listingLagMs = 600_000;

export const missWaiting: ConclusionRule = forEachRow(unsettled, (row, dossier, sighting, now) => {
  const { waiting, active } = sighting;
  if (waiting === null || waiting.listed.some(({ patRequestId }) => patRequestId === row.patRequestId)) return noChange;
  if (!waiting.isById) return { ask: 'is_it_waiting' };
  if (active === null || !active.isById) return { ask: 'is_it_active' };
  // Its token waits under another id: it was edited.
  const replacedBy = waiting.listed.at(-1) ?? null;
  return concludeMissed(row, replacedBy, active.listed.at(-1) ?? null, dossier, sighting, now);
});

function concludeMissed(
  row: PendingToken,
  replacedBy: ListedPendingToken | null,
  active: ListedActiveToken | null,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  // Being approved by us at this moment: whoever called GitHub reads what became of it. One of which GitHub was not told is gone like any other.
  if (active === null && isSent(row) && replacedBy === null && now - row.changedAt < listingLagMs) return noChange;
  const told = toldOf(dossier, row);
  const by = told?.by ?? null;
  const approval = approvalTold(told, dossier);
  // A request that was denied or taken back is over: what GitHub let in since is another one, or it asked nobody.
  const isOver = told !== null && approval === null;
  // One that waits anew may have been approved first, and widened then.
  if (active !== null && (replacedBy === null || told?.act !== 'cancelled')) {
    const isIt = isApproved(row, active, { told: told?.act ?? null, isOver }, dossier, sighting, now);
    if (typeof isIt !== 'boolean') return isIt;
    if (isIt) return recordApproval(row, active, approval, dossier, sighting, now);
  }
  if (told?.act === 'denied' || row.status === 'denying')
    return ended(row, { act: 'observe_denied', by }, dossier, now);
  const passedOn = replacedBy === null ? noChange : passOn(row, replacedBy, dossier);
  if (told?.act === 'cancelled') return together(ended(row, { act: 'cancel', by }, dossier, now), passedOn);
  // Edited, taken back and asked for anew, or denied and asked for anew: the list shows the same of all three.
  const hasExpired = replacedBy === null && row.scope.expiresAt !== null && row.scope.expiresAt <= now;
  return together(ended(row, { act: hasExpired ? 'expire' : 'vanish', by: null }, dossier, now), passedOn);
}

/** GitHub was asked to approve it. */
function isSent({ status, sentAs }: PendingToken): boolean {
  return status === 'approving' && sentAs !== null;
}

function closed({ pendingTokens }: Dossier): readonly PendingToken[] {
  return pendingTokens.filter(({ status }) => status === 'closed');
}

/** Why a token stopped waiting may be told by a webhook that came late: the cards of what it asks for by now say so. */
export const hearWhy: ConclusionRule = forEachRow(closed, (row, dossier, _sighting, now) => {
  const told = toldOf(dossier, row);
  const by = told?.by ?? null;
  const step = (act: 'cancel' | 'observe_denied'): Change => {
    const stepTo = (context: PendingTokenContext): Change =>
      allowed(advancePendingToken(row, { act, by }, now, context));
    // Let in by a person since: to its holder the late word is no news.
    const isOver = endingOf(after(dossier, stepTo(nobodyTold))) === null;
    return together(stepTo(isOver ? nobodyTold : pendingContextOf(dossier)), {
      ...noChange,
      effects: unsettled(dossier).map(({ id }) => redraw({ of: 'pending_token', id })),
    });
  };
  if (told?.act === 'denied') return step('observe_denied');
  return told?.act === 'cancelled' ? step('cancel') : noChange;
});

/** The approval that a webhook told of: of this request, or of a later one that was never seen waiting. */
function approvalTold(told: Told | null, dossier: Dossier): Told | null {
  return dossier.told.find(({ act, at }) => act === 'approved' && told !== null && at >= told.at) ?? null;
}

function ended(
  row: PendingToken,
  act: { readonly act: 'observe_denied' | 'cancel' | 'expire' | 'vanish'; readonly by: string | null },
  dossier: Dossier,
  now: Instant,
): Change {
  // Our call may have worked, and its grant have ended before a list showed it: only a webhook says that it did not.
  const mayBeUsed = isSent(row) && (act.act === 'expire' || act.act === 'vanish');
  return together(
    allowed(advancePendingToken(row, act, now, pendingContextOf(dossier))),
    mayBeUsed ? reopenUsed(dossier, now) : releaseClaim(dossier, `the token was not approved (${act.act})`, now),
  );
}

/** Nobody decided the old one: its message goes on with the one that took its place. */
function passOn(row: PendingToken, replacedBy: ListedPendingToken, dossier: Dossier): Change {
  const next = rowOfListed(dossier, replacedBy);
  const told: Change = { ...noChange, effects: tellApprover(row) };
  if (next === null) return told;
  return together(told, passCardOn(dossier, { of: 'pending_token', id: row.id }, { of: 'pending_token', id: next.id }));
}

/**
 * Whether an active token that no longer waits is the one that waited, let in. A grant since it was made says so, unless its request was
 * over by then. Where it was active
 * before, an approval keeps the grant and only its scope tells: what was asked, end included, is what it does now. A denied or cancelled
 * edit leaves the old grant behind, and must never be taken for an approval.
 */
function isApproved(
  row: PendingToken,
  active: ListedActiveToken,
  { told, isOver }: { readonly told: string | null; readonly isOver: boolean },
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): boolean | Question {
  const createdAt = row.scope.createdAt ?? 0;
  if (active.accessGrantedAt > createdAt) return !isOver;
  // GitHub's instants are whole seconds: in the very second of the edit only a token that was not active before tells anything.
  if (active.accessGrantedAt === createdAt && dossier.activeTokens.length === 0) return !isOver;
  if (row.status === 'denying' || told === 'denied' || told === 'cancelled') return false;
  if (row.status !== 'approving' && told !== 'approved') return false;
  const seen = scopeShown(active, null, sighting, now);
  return isQuestion(seen) ? seen : isSameScope(seen.scope, row.scope);
}
