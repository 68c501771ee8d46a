// What became of a token before: whoever ended it (denied or revoked it, here or on github.com) meant the token, not one Agreement.
// As long as an ending stands, no Agreement lets that token in by itself; only a person can, here or on github.com.
import type { Instant, RequestNumber } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { standingReviewOfToken } from './advance-pending-token.ts';
import type { Dossier } from './dossier.ts';
import { takesOver } from './takes-over.ts';
import { type ActiveToken, isLiving, type PendingToken, type Revocation } from './token.ts';

export type Ending = {
  /** `lost`: GitHub no longer listed it as active, `closed`: no longer as waiting, and does not say why. */
  readonly how: 'denied' | 'revoked' | 'lost' | 'closed';
  /** The request whose Agreement it had, or was compared with. */
  readonly number: RequestNumber | null;
  readonly at: Instant;
  /** The person in Slack; null where it was ended on github.com, or by the policy. */
  readonly by: LinkedPerson | null;
  readonly as: Revocation['as'] | 'on_github';
  /** Who did it on github.com, as a webhook named them; for display only. */
  readonly login: string | null;
  readonly reason: string | null;
};

function ofWaiting(token: PendingToken): readonly Ending[] {
  const number = 'number' in token.match ? token.match.number : null;
  // An owner may have denied it, or its holder taken it back, and the webhook that said so was lost.
  if (token.status === 'closed') {
    return [{ how: 'closed', number, at: token.changedAt, by: null, as: 'on_github', login: null, reason: null }];
  }
  if (token.status !== 'denied') return [];
  const review = standingReviewOfToken(token);
  const isOurs = review?.act === 'deny';
  return [
    {
      how: 'denied',
      number,
      at: token.changedAt,
      by: isOurs ? review.by : null,
      as: isOurs ? 'reviewer' : 'on_github',
      login: token.decidedElsewhereBy,
      reason: isOurs ? review.reason : null,
    },
  ];
}

function ofActive(token: ActiveToken, dossier: Dossier): readonly Ending[] {
  const done = token.revocation;
  const number = token.requestNumber;
  // On its way to GitHub, done, or shown by GitHub again all the same: nobody has agreed to it since.
  if (done !== null && done.refused === null && (token.status === 'revoked' || isLiving(token))) {
    const { by, as, reason } = done;
    return [{ how: 'revoked', number, at: isLiving(token) ? done.at : token.changedAt, by, as, login: null, reason }];
  }
  if (token.status !== 'gone' || hasGivenWay(token, dossier)) return [];
  return [{ how: 'lost', number, at: token.changedAt, by: null, as: 'on_github', login: null, reason: null }];
}

/**
 * A denial on github.com of which only a webhook told: the token was asked for anew before a list showed that it had waited. Whoever
 * replays a webhook gets a token held by it, and none let in.
 */
function ofTold({ told, pendingTokens }: Dossier): readonly Ending[] {
  return told
    .filter(
      ({ act, patRequestId }) => act === 'denied' && !pendingTokens.some((row) => row.patRequestId === patRequestId),
    )
    .map(({ at, by: login }) => ({ how: 'denied', number: null, at, by: null, as: 'on_github', login, reason: null }));
}

/** A grant that gave way to a newer one of the same token has not ended: the newer one was there when it went. */
function hasGivenWay(token: ActiveToken, { activeTokens, pendingTokens }: Dossier): boolean {
  return activeTokens.some((newer) => newer.firstSeenAt <= token.changedAt && takesOver(newer, token, pendingTokens));
}

/**
 * The ending that stands, or null. It stands until a person lets the token in anew, by a grant that was first seen afterwards or an edit that
 * was approved afterwards (GitHub may keep the grant): a grant that nobody agreed to, since GitHub did not ask, lifts nothing.
 */
export function endingOf(dossier: Dossier): Ending | null {
  const { pendingTokens, activeTokens } = dossier;
  const endings = [
    ...pendingTokens.flatMap(ofWaiting),
    ...activeTokens.flatMap((token) => ofActive(token, dossier)),
    ...ofTold(dossier),
  ];
  const last = endings.toSorted((one, other) => other.at - one.at)[0];
  if (last === undefined) return null;
  const isLifted =
    activeTokens.some((token) => liftsEnding(token, last.at)) ||
    pendingTokens.some(({ status, changedAt }) => status === 'approved' && changedAt > last.at);
  return isLifted ? null : last;
}

/** In one instant a grant may be seen and end: what has ended then lifts nothing. */
function liftsEnding({ status, agreement, firstSeenAt, changedAt }: ActiveToken, endedAt: Instant): boolean {
  const hasEndedItself = status === 'revoking' || ((status === 'gone' || status === 'revoked') && changedAt <= endedAt);
  return agreement !== null && firstSeenAt >= endedAt && !hasEndedItself;
}
