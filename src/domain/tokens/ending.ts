// What became of a token before: whoever ended it (denied or revoked it, here or on github.com) meant the token, not one Agreement.
// As long as an ending stands, no Agreement lets that token in by itself; only a person can, here or on github.com.

import type { GithubUserId, Instant, RequestNumber } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';
import { standingApprovals } from '../requests/approvals.ts';
import { standingReview } from '../standing-review.ts';
import { comparedWith, undoneDenial, untakenDenial } from './advance-pending-token.ts';
import type { Dossier } from './dossier.ts';
import { takesOver } from './takes-over.ts';
import {
  type ActiveToken,
  isLiving,
  isRevokedTooLate,
  type PendingToken,
  type Revocation,
  standingRevocation,
  unsettledStatuses,
} from './token.ts';

export type Ending = {
  /**
   * `lost`: GitHub no longer listed it as active, `closed`: no longer as waiting, and does not say why. `request_denied`: a reviewer denied the request
   * that it waited for, on whose card it stood.
   */
  readonly how: 'denied' | 'request_denied' | 'revoked' | 'lost' | 'closed';
  /** The request whose Agreement it had, or was compared with. */
  readonly number: RequestNumber | null;
  readonly at: Instant;
  /** The person in Slack; null where it was ended on github.com, or by the policy. */
  readonly by: LinkedPerson | null;
  readonly as: Revocation['as'] | 'on_github';
  /** Who did it on github.com, as a webhook named them; for display only. */
  readonly login: string | null;
  readonly reason: string | null;
  /** We had asked GitHub to approve it; left out where we had not. */
  readonly mayBeApproved?: true;
  /** It ended a change that was asked for, and not the grant, which goes on as it was; left out where it ended the token. */
  readonly isEdit?: true;
  /** A person's word that GitHub did not carry out, as it refused it, or as the token expired first; left out where it did. */
  readonly undone?: 'refused' | 'expired';
  /** What ended it before that, newest first, as far as whoever decides has to know; left out where nothing did. */
  readonly earlier?: readonly Ending[];
};

/** A card has room for so many more. */
const mostEarlier = 2;

function ofWaiting(token: PendingToken): readonly Ending[] {
  const number = 'number' in token.match ? token.match.number : null;
  // An owner may have denied it, or its holder taken it back, and the webhook that said so was lost.
  if (token.status === 'closed') {
    const sent = token.sentAs === null ? {} : { mayBeApproved: true as const };
    const nobody = { by: null, as: 'on_github', login: null, reason: null } as const;
    return [{ how: 'closed', number, at: token.changedAt, ...nobody, ...sent }, ...ofDenial(token, number)];
  }
  return ofDenial(token, number);
}

function ofDenial(token: PendingToken, number: RequestNumber | null): readonly Ending[] {
  const undone = undoneDenial(token);
  if (token.status !== 'denied' && undone === null) return [];
  const review = undone ?? standingReview(token);
  const isOurs = review?.act === 'deny';
  return [
    {
      how: 'denied',
      number,
      at: undone?.at ?? token.changedAt,
      by: isOurs ? review.by : null,
      as: isOurs ? 'reviewer' : 'on_github',
      login: undone === null ? token.decidedElsewhereBy : null,
      reason: isOurs ? review.reason : null,
      ...(undone !== null && { undone: untakenDenial(token) === null ? 'refused' : 'expired' }),
    },
  ];
}

/** Whoever denied a request knew from its card which token waited for it. One that had stopped waiting by then stood on none. */
function ofItsRequest(token: PendingToken, { requests }: Dossier): readonly Ending[] {
  const compared = comparedWith(token.match);
  const denied = requests.filter(({ number, status }) => number === compared && status === 'denied');
  return denied.flatMap((request) => {
    const review = standingReview(request);
    if (review === null) return [];
    const { by, at, reason } = review;
    if (!unsettledStatuses.includes(token.status) && token.changedAt < at) return [];
    return [{ how: 'request_denied', number: request.number, at, by, as: 'reviewer', login: null, reason }];
  });
}

function ofActive(token: ActiveToken, dossier: Dossier): readonly Ending[] {
  const { status, changedAt, requestNumber: number } = token;
  const isLost = status === 'gone' && !hasGivenWay(token, dossier);
  const lost = { how: 'lost', number, at: changedAt, by: null, as: 'on_github', login: null, reason: null } as const;
  const done = standingRevocation(token);
  if (done === null) return isLost ? [lost] : [];
  const { by, as, reason } = done;
  const at = status === 'revoked' ? changedAt : done.at;
  const undone = done.refused !== null ? ('refused' as const) : isRevokedTooLate(token) ? ('expired' as const) : null;
  const revoked = {
    how: 'revoked',
    number,
    at,
    by,
    as,
    login: null,
    reason,
    ...(undone !== null && { undone }),
  } as const;
  return [...(isLost ? [lost] : []), revoked];
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
  return lastOf(standing(dossier));
}

/** The one that stands of the grant itself: a change that was denied, or taken back, leaves it what was agreed for it, and its renewals. */
export function endingOfGrant(dossier: Dossier): Ending | null {
  return lastOf(standing(dossier).filter(({ isEdit }) => isEdit !== true));
}

/** Newest first. */
function standing(dossier: Dossier): readonly Ending[] {
  const { pendingTokens, activeTokens } = dossier;
  const ofRequests = [
    ...pendingTokens.flatMap((token) => [...ofWaiting(token), ...ofItsRequest(token, dossier)]),
    ...ofTold(dossier),
  ].map((ending): Ending => (isBesideGrant(dossier, ending.at) ? { ...ending, isEdit: true } : ending));
  return [...ofRequests, ...activeTokens.flatMap((token) => ofActive(token, dossier))]
    .toSorted((one, other) => other.at - one.at)
    .filter((ending) => !isLifted(dossier, ending));
}

/** Whether a grant was there then that nobody has ended since. What is revoked or lost takes the edits that were denied with it. */
function isBesideGrant(dossier: Dossier, at: Instant): boolean {
  return dossier.activeTokens.some((token) => {
    if (token.firstSeenAt >= at) return false;
    if (isLiving(token)) return true;
    const goesOn = token.status === 'expired' || (token.status === 'gone' && hasGivenWay(token, dossier));
    return goesOn && token.changedAt >= at;
  });
}

function lastOf([last, ...before]: readonly Ending[]): Ending | null {
  if (last === undefined) return null;
  const earlier = worthTelling(before);
  return earlier.length === 0 ? last : { ...last, earlier };
}

/** One of several whose approval is older than that: of its end they knew nothing. */
export function approvedBefore(token: PendingToken, ending: Ending | null): ReadonlySet<GithubUserId> {
  const old = standingApprovals(token).filter(({ at }) => ending !== null && at < ending.at);
  return new Set(old.map(({ by }) => by.githubId));
}

/** Its request was denied, and nothing else: a better reason may be given. What was revoked or denied itself is not asked for again so. */
export function isOnlyRequestDenied({ how, earlier }: Ending): boolean {
  return how === 'request_denied' && earlier === undefined;
}

/** That it was revoked comes first, then what else was given a reason: a later denial says nothing of a leak. */
function worthTelling(endings: readonly Ending[]): readonly Ending[] {
  const meant = endings.filter(({ reason }) => reason !== null);
  const isRevoked = ({ how }: Ending): boolean => how === 'revoked';
  return [...meant.filter(isRevoked), ...meant.filter((one) => !isRevoked(one))].slice(0, mostEarlier);
}

function isLifted({ activeTokens, pendingTokens }: Dossier, { at: endedAt, undone }: Ending): boolean {
  // What goes on in spite of somebody's no is held to what was agreed before it.
  const isOverruled = undone !== undefined;
  const isAgreedAnew = ({ agreement }: ActiveToken): boolean => !isOverruled || (agreement?.agreedAt ?? 0) >= endedAt;
  return (
    activeTokens.some((token) => isAgreedAnew(token) && liftsEnding(token, endedAt)) ||
    pendingTokens.some(
      ({ status, agreement, changedAt }) => status === 'approved' && agreement !== null && changedAt > endedAt,
    )
  );
}

/** In one instant a grant may be seen and end: what has ended then lifts nothing. */
function liftsEnding(token: ActiveToken, endedAt: Instant): boolean {
  const { status, agreement, firstSeenAt, changedAt } = token;
  const meantAt = standingRevocation(token)?.at ?? Infinity;
  const hasEndedItself = meantAt <= endedAt || (status === 'gone' && changedAt <= endedAt);
  return agreement !== null && firstSeenAt >= endedAt && !hasEndedItself;
}
