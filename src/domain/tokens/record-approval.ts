// A PendingToken turned out to be active: approved by us, or by an owner on github.com. Its grant is recorded with the Agreement it is held
// to and compared once more, the request is fulfilled, and the holder told, all in one Change.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { type ActualScope, agreementTo } from '../scope/agreement.ts';
import { advancePendingToken, nobodyTold } from './advance-pending-token.ts';
import { allowed } from './conclusion-rule.ts';
import { after, claimedRequest, type Dossier, grantOf, livingGrants, pendingContextOf, requestIn } from './dossier.ts';
import { matchOf } from './match-of.ts';
import { recordGrant } from './record-grant.ts';
import { refreshGrant } from './refresh-grant.ts';
import { isSameScope } from './same-scope.ts';
import { isQuestion, type ListedActiveToken, type Question, type Sighting, scopeShown } from './sighting.ts';
import type { PendingToken } from './token.ts';

export function recordApproval(
  row: PendingToken,
  listed: ListedActiveToken,
  by: string | null,
  dossier: Dossier,
  sighting: Sighting,
  now: Instant,
): Change | Question {
  const seen = scopeShown(listed, null, sighting, now);
  if (isQuestion(seen)) return seen;
  const isOurs = row.status === 'approving';
  // Edited before an owner let it in on github.com: what they saw is what is active, and not what we had seen.
  const isOutdated = (row.status === 'open' || row.status === 'held') && !isSameScope(row.scope, seen.scope);
  const { tokenName } = row;
  const rescoped = isOutdated
    ? allowed(advancePendingToken(row, { act: 'rescope', tokenName, scope: seen.scope }, now, nobodyTold))
    : noChange;
  const current = after(dossier, rescoped).pendingTokens.find(({ id }) => id === row.id) ?? row;
  const approved = allowed(
    advancePendingToken(current, { act: 'observe_approved', by: isOurs ? null : by }, now, pendingContextOf(dossier)),
  );
  const request = fulfilledBy(current, seen.scope, dossier, now);
  const step = request === null ? noChange : advanceRequest(request, { act: 'fulfil', tokenId: row.tokenId }, now);
  // Its own already: an edit within what was agreed.
  const fulfilled = isRefusal(step) ? noChange : step;
  const known = after(after(dossier, approved), fulfilled);
  const standing = {
    // An owner who approves on github.com agrees to the scope that they saw there: only owners can, so that is a person's Decision too.
    agreement: row.agreement ?? request?.agreement ?? agreementTo(seen.scope, now, { by: 'github', login: by }),
    requestNumber: request?.number ?? numberOf(current) ?? livingGrants(dossier).at(-1)?.requestNumber ?? null,
    // Its card says who let it in.
    unasked: null,
  };
  const grant = grantOf(known, listed);
  const recorded =
    grant === null
      ? recordGrant(known, listed, seen, standing, sighting, now)
      : // Let in again after an edit: from now on it is held to what was agreed last.
        refreshGrant(known, grant, listed, seen, standing, sighting, now);
  return isQuestion(recorded) ? recorded : together(rescoped, approved, fulfilled, recorded);
}

function numberOf({ match, agreement }: PendingToken): TokenRequest['number'] | null {
  return agreement !== null && (match.kind === 'exact' || match.kind === 'within') ? match.number : null;
}

/** The request that this token fulfils: the one that it had claimed, or an approved one that covers what became active. */
function fulfilledBy(row: PendingToken, scope: ActualScope, dossier: Dossier, now: Instant): TokenRequest | null {
  const claimed = claimedRequest(dossier);
  if (claimed !== null) return claimed;
  const match = matchOf(dossier, { ...row, scope }, now);
  if (match.kind === 'exact' || match.kind === 'within') return requestIn(dossier, match.number);
  // While it waited here an owner let it in on github.com: that decides the request as well.
  return row.match.kind === 'awaits' ? requestIn(dossier, row.match.number) : null;
}
