// What a grant rests on that nobody is known to have agreed to: the grant that it takes over from, or an Agreement that it matches by the same
// rule as any token. GitHub lets owners' tokens in without asking, and everybody's where approval is off.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from '../requests/advance-request.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope } from '../scope/agreement.ts';
import { type Dossier, livingGrants, requestIn } from './dossier.ts';
import { endingOf } from './ending.ts';
import { isNamedAlike } from './match.ts';
import { matchOf } from './match-of.ts';
import type { Standing } from './record-grant.ts';
import type { ListedActiveToken } from './sighting.ts';
import { takesOver } from './takes-over.ts';
import type { HolderAnswer } from './token.ts';

/** `isNew`: it rests on nothing, and nobody was told of it yet. */
export type Found = {
  readonly standing: Pick<Standing, 'agreement' | 'requestNumber'>;
  readonly fulfilled: Change;
  readonly isNew: boolean;
};

/** `waited`: how it waited before; null where nobody saw it wait. */
export function standingOf(
  listed: ListedActiveToken,
  scope: ActualScope,
  waited: { readonly answer: HolderAnswer | null; readonly firstSeenAt: Instant } | null,
  dossier: Dossier,
  now: Instant,
): Found {
  const newer = { ...listed, firstSeenAt: waited?.firstSeenAt ?? null };
  const before = livingGrants(dossier).findLast((row) => takesOver(newer, row, dossier.pendingTokens));
  if (before !== undefined) {
    const { agreement, requestNumber } = before;
    return { standing: { agreement, requestNumber }, fulfilled: noChange, isNew: false };
  }
  const answer = waited?.answer ?? null;
  const request = endingOf(dossier) === null ? requestOf(listed, scope, answer, dossier, now) : null;
  const made = request === null ? null : madeUnder(request, listed, now);
  return made ?? { standing: { agreement: null, requestNumber: null }, fulfilled: noChange, isNew: true };
}

/** The request that it was made under. A wider one of the same name is attached to what it exceeds, and flagged; of another name it is not. */
function requestOf(
  { tokenName }: ListedActiveToken,
  scope: ActualScope,
  answer: HolderAnswer | null,
  dossier: Dossier,
  now: Instant,
): TokenRequest | null {
  const match = matchOf(dossier, { tokenName, scope, answer }, now);
  switch (match.kind) {
    case 'exact':
    case 'within':
      return requestIn(dossier, match.number);
    case 'exceeds': {
      const request = requestIn(dossier, match.number);
      return request !== null && isNamedAlike(request.tokenName, tokenName) ? request : null;
    }
    default:
      return null;
  }
}

/** Null where another token fulfilled it already, or this one by another grant. */
function madeUnder(request: TokenRequest, { tokenId }: ListedActiveToken, now: Instant): Found | null {
  const fulfilled = advanceRequest(request, { act: 'fulfil', tokenId }, now);
  if (isRefusal(fulfilled)) return null;
  const { agreement, number } = request;
  return { standing: { agreement, requestNumber: number }, fulfilled, isNew: false };
}
