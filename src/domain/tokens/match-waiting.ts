// What an open or held PendingToken is to us: within an Agreement (which it then claims: one Agreement admits one token), waiting for a
// request that would cover it, a question to its holder, or a person's to decide. What was ended before is always a person's. Where the
// policy only observes, what would be let in is held instead, and claims nothing: GitHub is where it is decided.
import { canonicalJson } from '../canonical-json.ts';
import { type Change, noChange, together } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { cameToNothing } from '../requests/request-status.ts';
import { advancePendingToken, comparedWith, type PendingTokenAct, undoneDenial } from './advance-pending-token.ts';
import { allowed, type ConclusionRule, forEach } from './conclusion-rule.ts';
import { type Dossier, livingGrants, ownAgreement, pendingContextOf, requestIn } from './dossier.ts';
import { approvedBefore, type Ending, endingOf, isOnlyRequestDenied } from './ending.ts';
import { matchOf } from './match-of.ts';
import { rowOfListed, shownWaiting } from './see-waiting.ts';
import type { Question, Sighting } from './sighting.ts';
import type { Match, PendingToken } from './token.ts';

/** A holder who was asked has so long to answer before the reviewers are. */
export const answerMs = dayMs;

/** GitHub lists an edit at once, and tells a moment later that the token was taken back for it. */
export const wordMs = 20_000;

/** What stopped waiting a moment ago may still be said to have been taken back or edited: until then nothing is let in, and nobody told. */
function mayBeExplained({ how, at }: Ending, now: Instant): boolean {
  return how === 'closed' && now - at < wordMs;
}

export const matchWaiting: ConclusionRule = forEach(shownWaiting, (listed, dossier, sighting, now) => {
  const row = rowOfListed(dossier, listed);
  if (row?.status !== 'open' && row?.status !== 'held') return noChange;
  const step = (act: PendingTokenAct): Change => allowed(advancePendingToken(row, act, now, pendingContextOf(dossier)));
  const ending = endingOf(dossier);
  if (ending !== null && !mayBeExplained(ending, now)) {
    // That GitHub refused a denial says it already, and what is to be put right.
    const isSaid = row.heldWhy === 'ended_before' || (row.heldWhy === 'github_refused' && undoneDenial(row) !== null);
    const isKnown = row.status === 'held' && isSaid && approvedBefore(row, ending).size === 0;
    // It waited for that very decision, whose news says this too.
    const isTold = row.match.kind === 'awaits' && isOnlyRequestDenied(ending) && ending.number === row.match.number;
    return isKnown ? noChange : step({ act: 'hold', match: unclaimed(row, dossier), why: 'ended_before', isTold });
  }
  const found = matchOf(dossier, row, now);
  const match = found.kind === 'unclaimed' ? (taken(row, dossier) ?? unclaimed(row, dossier)) : found;
  if (ending !== null && match.kind !== 'exceeds' && match.kind !== 'unclaimed') return noChange;
  const isUnchanged = isSameMatch(match, row.match);
  // GitHub refused it, or somebody has left: the same again would only come to the same.
  const isStuck = row.heldWhy !== null && row.heldWhy !== 'ended_before' && row.heldWhy !== 'observing';
  if (row.status === 'held' && isStuck && isUnchanged) return noChange;
  switch (match.kind) {
    case 'exact':
    case 'within':
      return letIn(row, match, dossier, sighting, now);
    case 'awaits':
      return row.status === 'open' && isUnchanged ? noChange : step({ act: 'await', match });
    case 'unsure':
      if (dossier.holder.slackId !== null) {
        if (!isUnchanged) return step({ act: 'ask', match });
        if (now - row.changedAt < answerMs) return noChange;
      }
  }
  return row.status === 'held' && isUnchanged && row.heldWhy === null
    ? noChange
    : step({ act: 'hold', match, why: null });
});

/** With the request that it was compared with before, where that came to nothing: that somebody had asked for it is not forgotten. */
function unclaimed({ match }: PendingToken, dossier: Dossier): Match {
  const before = comparedWith(match);
  const over = dossier.requests.find(({ number, status }) => number === before && cameToNothing.includes(status));
  return over === undefined ? { kind: 'unclaimed' } : { kind: 'unclaimed', was: over.number };
}

/** Where the request that it was held against has let in another, its holder knows what it was for. */
function taken({ match, tokenId }: PendingToken, dossier: Dossier): Match | null {
  const before = comparedWith(match);
  const its = dossier.requests.find(
    ({ number, claimedByTokenId: by }) => number === before && by !== null && by !== tokenId,
  );
  return its === undefined ? null : { kind: 'unclaimed', was: its.number, isTaken: true };
}

/** Rows come back with their keys in another order. */
function isSameMatch(one: Match, other: Match): boolean {
  return canonicalJson(one) === canonicalJson(other);
}

function letIn(
  row: PendingToken,
  match: Extract<Match, { kind: 'exact' | 'within' }>,
  dossier: Dossier,
  { active }: Sighting,
  now: Instant,
): Change | Question {
  const isObserved = dossier.policy.mode === 'observe';
  if (isObserved && row.heldWhy === 'observing' && isSameMatch(match, row.match)) return noChange;
  const own = ownAgreement(dossier);
  const isOwn = own !== null && own.number === match.number;
  // A grant that we know may have been ended a moment ago, and GitHub tells nobody: under no Agreement would the token come back by itself.
  if (livingGrants(dossier).length > 0 && active?.isById !== true) return { ask: 'is_it_active' };
  if (isObserved) {
    const act = { act: 'hold', match, why: 'observing' } as const;
    return allowed(advancePendingToken(row, act, now, pendingContextOf(dossier)));
  }
  const request = isOwn ? null : requestIn(dossier, match.number);
  const agreement = isOwn ? own.agreement : (request?.agreement ?? null);
  if (agreement === null) throw new Error(`PAT-${match.number} matched without an agreement`);
  const approving = advancePendingToken(
    row,
    { act: 'start_approving', match, agreement, by: null },
    now,
    pendingContextOf(dossier),
  );
  // An edit within what was agreed needs no claim.
  const claimed =
    request === null ? noChange : allowed(advanceRequest(request, { act: 'claim', tokenId: row.tokenId }, now));
  return together(allowed(approving), claimed);
}
