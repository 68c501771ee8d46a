// What became of a token must be on the card by which somebody lets it in again: where an ending comes that it did not show, all that waits of that
// token gets a new revision in the same commit. A click on the card of before, and an approval that was not sent yet, decide nothing.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { advancePendingToken, nobodyTold } from './advance-pending-token.ts';
import { reopenToken } from './before-review.ts';
import { allowed } from './conclusion-rule.ts';
import { after, type Dossier, unsettled } from './dossier.ts';
import { type Ending, endingOf } from './ending.ts';
import { tellApprover } from './tell-approver.ts';
import type { PendingToken } from './token.ts';

/** What is committed besides, with a Change that puts another ending into the dossier. Of a Change of several tokens only what it says of this one counts. */
export function outdateCards(before: Dossier, change: Change, now: Instant): Change {
  let known = afterIts(before, change);
  if (!isNewTo(endingOf(before), endingOf(known))) return noChange;
  let besides: Change = noChange;
  for (const { id, revision } of unsettled(before)) {
    const row = known.pendingTokens.find((one) => one.id === id);
    // Seen anew, or given back, by the Change itself: no card has shown that revision yet.
    if (row?.revision !== revision) continue;
    const step = outdate(row, known, now);
    if (step === noChange) continue;
    besides = together(besides, step);
    known = after(known, step);
  }
  return besides;
}

/** The dossier as the Change leaves it, where that is of other tokens as well. */
export function afterIts(dossier: Dossier, change: Change): Dossier {
  const writes = change.writes.filter(({ row }) => !('tokenId' in row) || row.tokenId === dossier.tokenId);
  return after(dossier, { ...change, writes });
}

function outdate(row: PendingToken, dossier: Dossier, now: Instant): Change {
  switch (row.status) {
    case 'open':
    case 'held':
      return allowed(advancePendingToken(row, { act: 'outdate' }, now, nobodyTold));
    case 'approving': {
      // Once GitHub was asked, its lists say what came of that.
      if (row.sentAs !== null) return noChange;
      const why = `${row.tokenName} was ended meanwhile`;
      const opened = reopenToken(row, { why, heldWhy: 'ended_before' }, dossier, now);
      return { ...opened, effects: [...opened.effects, ...tellApprover(row)] };
    }
    default:
      return noChange;
  }
}

/** Whether a card that shows the one does not show the other. */
function isNewTo(shown: Ending | null, ending: Ending | null): boolean {
  const before = all(shown);
  return all(ending).some((one) => !before.some((other) => isSame(one, other)));
}

function all(ending: Ending | null): readonly Ending[] {
  return ending === null ? [] : [ending, ...(ending.earlier ?? [])];
}

function isSame(one: Ending, other: Ending): boolean {
  return (
    one.how === other.how &&
    one.at === other.at &&
    one.by?.githubId === other.by?.githubId &&
    one.reason === other.reason &&
    one.undone === other.undone
  );
}
