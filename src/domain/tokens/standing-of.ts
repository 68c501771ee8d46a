// What a grant rests on that nobody is known to have agreed to: the grant that it takes over from, or an Agreement that it matches by the same
// rule as any token. GitHub lets owners' tokens in without asking, and everybody's where approval is off.
import { type Change, noChange, together } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { comparedWith } from './advance-pending-token.ts';
import { type Dossier, fromFirstSight, livingGrants, requestIn } from './dossier.ts';
import { endingOf } from './ending.ts';
import { heldOver } from './held-over.ts';
import { matchOf } from './match-of.ts';
import type { Standing } from './record-grant.ts';
import { type Facts, isQuestion, type ListedActiveToken, type Question } from './sighting.ts';
import { type Counting, stillCounting } from './still-approved.ts';
import { takesOver } from './takes-over.ts';
import type { HolderAnswer, Match } from './token.ts';

/** `isNew`: it rests on nothing, and nobody was told of it yet. */
export type Found = {
  readonly standing: Pick<Standing, 'agreement' | 'requestNumber'>;
  /** What becomes of requests by it: one is fulfilled, or back with its reviewers, since whoever approved it may not any more. */
  readonly settled: Change;
  readonly isNew: boolean;
};

/** `waited`: how it waited before; null where nobody saw it wait. */
export function standingOf(
  listed: ListedActiveToken,
  scope: ActualScope,
  waited: { readonly answer: HolderAnswer | null; readonly firstSeenAt: Instant } | null,
  dossier: Dossier,
  facts: Facts,
  now: Instant,
): Found | Question {
  const newer = { ...listed, firstSeenAt: waited?.firstSeenAt ?? null };
  const before = livingGrants(dossier).findLast((row) => takesOver(newer, row, dossier.pendingTokens));
  if (before !== undefined) {
    const { agreement, requestNumber } = before;
    return { standing: { agreement, requestNumber }, settled: noChange, isNew: false };
  }
  const over = waited === null ? heldOver(dossier, fromFirstSight(dossier, scope)) : null;
  if (over !== null) return { standing: over, settled: noChange, isNew: false };
  const token = { tokenName: listed.tokenName, scope, answer: waited?.answer ?? null };
  const find = (known: Dossier): Made | null => madeUnder(matchOf(known, token, now), listed, known, now);
  const counting = endingOf(dossier) === null ? stillCounting(find, dossier, facts, now) : notAsked;
  if (isQuestion(counting)) return counting;
  const { found, reopened } = counting;
  if (found === null) return { standing: { agreement: null, requestNumber: null }, settled: reopened, isNew: true };
  const { request, agreement, fulfilled } = found;
  const settled = together(reopened, fulfilled);
  return { standing: { agreement, requestNumber: request.number }, settled, isNew: false };
}

const notAsked: Counting<Made> = { found: null, reopened: noChange };

type Made = { readonly request: TokenRequest; readonly agreement: Agreement; readonly fulfilled: Change };

/**
 * The approved request that it was made under: where it is wider, the one that its name or its holder says, and it is flagged. Null where another
 * token fulfilled that already, or this one by another grant.
 */
function madeUnder(match: Match, { tokenId }: ListedActiveToken, dossier: Dossier, now: Instant): Made | null {
  const request = requestIn(dossier, comparedWith(match));
  if (request === null || request.agreement === null) return null;
  const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId }, now);
  return isRefusal(fulfilled) ? null : { request, agreement: request.agreement, fulfilled };
}
