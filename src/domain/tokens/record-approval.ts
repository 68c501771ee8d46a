// A PendingToken turned out to be active: approved by us, by an owner on github.com, or by nobody that we know of. Its grant is recorded with the
// Agreement it is held to and compared once more, the request is fulfilled, and the holder told, all in one Change.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { isOpen } from '../requests/request-status.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { type ActualScope, type Agreement, agreementTo } from '../scope/agreement.ts';
import { covers } from '../scope/scope.ts';
import { advancePendingToken, comparedWith, nobodyTold } from './advance-pending-token.ts';
import { isAnothersApproval } from './anothers-approval.ts';
import { allowed } from './conclusion-rule.ts';
import {
  after,
  claimedRequest,
  type Dossier,
  fromFirstSight,
  grantOf,
  livingGrants,
  pendingContextOf,
  requestIn,
  type Told,
} from './dossier.ts';
import { type Ending, endingOf, isOnlyRequestDenied } from './ending.ts';
import { isNamedAlike } from './match.ts';
import { matchOf } from './match-of.ts';
import { waitsForRequest } from './possible-requests.ts';
import { recordGrant } from './record-grant.ts';
import { refreshGrant } from './refresh-grant.ts';
import { isSameScope } from './same-scope.ts';
import { isQuestion, type ListedActiveToken, type Question, type Sighting, scopeShown } from './sighting.ts';
import { standingOf } from './standing-of.ts';
import { tellDenier } from './tell-approver.ts';
import type { PendingToken } from './token.ts';

/** `approval`: what a webhook told of it; null where none did. */
export function recordApproval(
  row: PendingToken,
  listed: ListedActiveToken,
  approval: Told | null,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const isOurs = row.status === 'approving';
  const isAgreed = isOurs || (approval !== null && isAnothersApproval(approval, dossier.holder));
  const by = isOurs ? null : (approval?.by ?? null);
  // Edited before an owner let it in on github.com: what they saw is what is active, and not what we had seen.
  const isOutdated = (row.status === 'open' || row.status === 'held') && !isSameScope(row.scope, seen.scope);
  const { tokenName } = row;
  const rescoped = isOutdated
    ? allowed(advancePendingToken(row, { act: 'rescope', tokenName, scope: seen.scope }, now, nobodyTold))
    : noChange;
  const current = after(dossier, rescoped).pendingTokens.find(({ id }) => id === row.id) ?? row;
  const request = isAgreed ? fulfilledBy(current, seen.scope, dossier, now) : null;
  const asked = request?.agreement ?? null;
  // Whoever let in more than was asked agreed to that.
  const covering = asked !== null && covers(asked, fromFirstSight(dossier, seen.scope)) ? asked : null;
  const agreement = isAgreed
    ? (row.agreement ?? covering ?? agreementTo(seen.scope, now, { by: 'github', login: by }))
    : null;
  const act = { act: 'observe_approved', by, agreement } as const;
  const context = pendingContextOf(dossier);
  // Its holder reads that it works in the news of the request that it fulfils.
  const told = request !== null && isOpen(request) ? { ...context, holder: null } : context;
  const approved = together(rescoped, allowed(advancePendingToken(current, act, now, told)), {
    ...noChange,
    effects: tellDenier(row),
  });
  const known = after(dossier, approved);
  const recorded =
    agreement === null
      ? recordUnagreed(current, listed, seen, known, sighting, now)
      : recordAgreed(current, listed, seen, { agreement, request }, known, sighting, now);
  return isQuestion(recorded) ? recorded : together(approved, recorded);
}

type Shown = { readonly scope: ActualScope; readonly readAt: Instant };

function recordAgreed(
  row: PendingToken,
  listed: ListedActiveToken,
  seen: Shown,
  { agreement, request }: { readonly agreement: Agreement; readonly request: TokenRequest | null },
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const step = request === null ? noChange : advanceRequest(request, { act: 'fulfil', tokenId: row.tokenId }, now);
  // Its own already: an edit within what was agreed.
  const fulfilled = isRefusal(step) ? noChange : step;
  const known = after(dossier, fulfilled);
  const requestNumber =
    request?.number ?? numberOf(row, dossier) ?? livingGrants(dossier).at(-1)?.requestNumber ?? null;
  // Its card says who let it in.
  const standing = { agreement, requestNumber, unasked: null };
  const grant = grantOf(known, listed);
  const recorded =
    grant === null
      ? recordGrant(known, listed, seen, standing, sighting, now)
      : // Let in again after an edit: from now on it is held to what was agreed last.
        refreshGrant(known, grant, listed, seen, standing, sighting, now);
  return isQuestion(recorded) ? recorded : together(fulfilled, recorded);
}

/** Nobody else is known to have agreed to it: it is held to what was agreed before, and the reviewers hear of it as of what GitHub asked nobody about. */
function recordUnagreed(
  { answer }: PendingToken,
  listed: ListedActiveToken,
  seen: Shown,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const grant = grantOf(dossier, listed);
  if (grant !== null) return refreshGrant(dossier, grant, listed, seen, null, sighting, now);
  const rests = standingOf(listed, seen.scope, { answer, firstSeenAt: now }, dossier, sighting.facts, now);
  if (isQuestion(rests)) return rests;
  const { standing, settled } = rests;
  // Where an owner may well have been asked, nothing says that approval is off.
  const unasked = standing.agreement === null ? { isApprovalOff: false } : null;
  const recorded = recordGrant(after(dossier, settled), listed, seen, { ...standing, unasked }, sighting, now);
  return isQuestion(recorded) ? recorded : together(settled, recorded);
}

function numberOf({ match, agreement, tokenId }: PendingToken, dossier: Dossier): TokenRequest['number'] | null {
  if (agreement === null || (match.kind !== 'exact' && match.kind !== 'within')) return null;
  const request = requestIn(dossier, match.number);
  return request !== null && isAnothers(request, tokenId) ? null : match.number;
}

/** One request lets in one token. */
function isAnothers({ claimedByTokenId }: TokenRequest, tokenId: PendingToken['tokenId']): boolean {
  return claimedByTokenId !== null && claimedByTokenId !== tokenId;
}

/**
 * The request that this token fulfils: the one that it had claimed, or the one that it was made for, though an owner let it in with more. Whoever
 * lets in a token as it is says nothing of an approval that the rules alone could give it.
 */
function fulfilledBy(row: PendingToken, scope: ActualScope, dossier: Dossier, now: Instant): TokenRequest | null {
  const claimed = claimedRequest(dossier);
  if (claimed !== null) return claimed;
  const ending = endingOf(dossier);
  const found = requestIn(dossier, comparedWith(matchOf(dossier, { ...row, scope }, now)));
  if (found?.claimedByTokenId === row.tokenId || (found !== null && isSaidToBeFor(row, found, ending))) return found;
  // Edited since to more than would be covered.
  const meant = requestIn(dossier, comparedWith(row.match));
  if (meant === null || ending !== null || !isOpen(meant) || isAnothers(meant, row.tokenId)) return null;
  return waitsForRequest(row, meant) ? meant : null;
}

/** By its name, or by its holder. Of one that was ended that is said by nothing but a new reason, where only its request had been denied. */
function isSaidToBeFor(token: PendingToken, request: TokenRequest, ending: Ending | null): boolean {
  if (ending !== null && !(isOnlyRequestDenied(ending) && request.createdAt > ending.at)) return false;
  return token.answer?.number === request.number || isNamedAlike(token.tokenName, request.tokenName);
}
