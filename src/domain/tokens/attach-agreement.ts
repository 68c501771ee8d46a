// The Agreement that came later than its token: a request that was approved after the token had been found, of the same name, that covers
// it. The name must be the same, since an older token must not use up an approval that a new one is to be made under.
import { together } from '../change.ts';
import { dayMs, type Instant } from '../ids.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import { isOnlyProlonged } from '../requests/renewal.ts';
import { isRenewalOf } from '../requests/renews.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement, Lifetime } from '../scope/agreement.ts';
import { lifetimeDays } from '../scope/lifetime-days.ts';
import { covers, excess } from '../scope/scope.ts';
import { advanceActiveToken } from './advance-active-token.ts';
import { allowed, type ConclusionRule, forEachRow } from './conclusion-rule.ts';
import { after, contextOf, type Dossier, fromFirstSight, livingGrants, requestIn } from './dossier.ts';
import { endingOf, endingOfGrant } from './ending.ts';
import { isNamedAlike } from './match.ts';
import { matchOf } from './match-of.ts';
import { renewedBy } from './renewed-by.ts';
import { isQuestion } from './sighting.ts';
import { stillCounting } from './still-approved.ts';
import { type ActiveToken, isLiving } from './token.ts';

/** A token that is about to end is not what was asked for: its holder was reminded to ask for the one after it. */
function lastsAsAsked(asked: Lifetime, expiresAt: Instant | null, now: Instant): boolean {
  const days = lifetimeDays({ lifetime: asked }, now);
  if (days === null) return expiresAt === null;
  // One that never ends is not what was to end.
  return (expiresAt ?? 0) - now >= (days * dayMs) / 2;
}

export type Attachable = { readonly request: TokenRequest; readonly agreement: Agreement };

/** The approved request that covers a living grant whose Agreement does not; null where it needs none, or there is none. */
export function attachable(dossier: Dossier, row: ActiveToken, seen: ActualScope, now: Instant): Attachable | null {
  const scope = fromFirstSight(dossier, seen);
  const held = row.agreement !== null && covers(row.agreement, scope) ? row.agreement : null;
  const needsOne = row.requestNumber === null || held === null;
  if (!needsOne || !isLiving(row) || endingOfGrant(dossier) !== null) return null;
  const isExceeding = row.excess.length > 0;
  // There before anybody could be asked here: what is requested under its name is a new one. It is renewed, if that was meant.
  if (row.isBaseline && !isExceeding) return null;
  // A change that was denied comes in under no approval of before, though GitHub shows it: only the end moves without an edit.
  const isProlonged = row.agreement !== null && isOnlyProlonged({ excess: excess(row.agreement, scope) });
  const deniedAt = (isProlonged ? null : endingOf(dossier)?.at) ?? Number.NEGATIVE_INFINITY;
  // Whoever let it in as it is left the approvals of before to the tokens that they are for.
  const fitting = dossier.requests
    // What renews this very token is for the end that it gets by that: see `renewed-by.ts`.
    .filter((request) => !isRenewalOf(request, row.tokenId))
    .filter(({ tokenName }) => isNamedAlike(tokenName, row.tokenName))
    .filter(({ agreement }) => {
      const agreedAt = agreement?.agreedAt ?? deniedAt;
      return agreedAt > deniedAt && (held === null || agreedAt >= held.agreedAt);
    })
    .filter((request) => isExceeding || lastsAsAsked(request.scope.lifetime, scope.expiresAt, now));
  const { tokenName } = row;
  // What it is held to is what does not cover it.
  const match = matchOf(dossier, { tokenName, scope, answer: null }, now, { own: null, requests: fitting });
  if (match.kind !== 'exact' && match.kind !== 'within') return null;
  const request = requestIn(dossier, match.number);
  return request?.agreement == null ? null : { request, agreement: request.agreement };
}

export const attachLater: ConclusionRule = forEachRow(
  (dossier) => livingGrants(dossier).filter(({ status }) => status !== 'revoking'),
  (row, dossier, { facts }, now) => {
    const find = (known: Dossier): Attachable | null =>
      renewedBy(known, row, row.scope, now) ?? attachable(known, row, row.scope, now);
    const counting = stillCounting(find, dossier, facts, now);
    if (isQuestion(counting)) return counting;
    const { found, reopened } = counting;
    if (found === null) return reopened;
    const { request, agreement } = found;
    const fulfilled = allowed(advanceRequest(request, { act: 'fulfil', tokenId: row.tokenId }, now));
    const act = { ...row, act: 'attach', agreement, requestNumber: request.number } as const;
    const context = contextOf(after(dossier, together(reopened, fulfilled)), row);
    return together(reopened, fulfilled, allowed(advanceActiveToken(row, act, now, context)));
  },
);
