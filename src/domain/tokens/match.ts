// How an observed token relates to its holder's requests. One token is held to one Agreement: never two combined.
// Candidates are unclaimed Agreements of the same GitHub account, and the token's own. Never by name alone: the name only chooses
// among those that cover, or says which one a wider token was meant to be.

import { dayMs, type GithubUserId, type Instant, type TokenId } from '../ids.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement } from '../scope/agreement.ts';
import { breadth, covers, excess, isExactly } from '../scope/scope.ts';
import type { Match } from './token.ts';

export type Observed = {
  readonly holder: GithubUserId;
  readonly tokenId: TokenId;
  readonly tokenName: string;
  readonly scope: ActualScope;
  /** A machine user's token never matches its human's request. */
  readonly isMachineUser: boolean;
};

type Candidate = { readonly request: TokenRequest; readonly agreement: Agreement; readonly isOwn: boolean };

function compareLists(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value === other[index] ? 0 : value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The token's own Agreement, or one that no token has claimed and that had not lapsed when the token was made. */
function candidateOf(request: TokenRequest, observed: Observed, now: Instant): readonly Candidate[] {
  const { agreement, status, claimedByTokenId } = request;
  if (agreement === null) return [];
  if (claimedByTokenId !== null) {
    const isOwn = claimedByTokenId === observed.tokenId && (status === 'claimed' || status === 'fulfilled');
    return isOwn ? [{ request, agreement, isOwn }] : [];
  }
  const hasLapsed = agreement.lapsesAt !== null && (observed.scope.createdAt ?? now) > agreement.lapsesAt;
  return status === 'approved' && !hasLapsed ? [{ request, agreement, isOwn: false }] : [];
}

/** A pending request as if it were approved this very moment. */
function asIfApproved(request: TokenRequest, now: Instant, unusedDays: number): Agreement {
  return { ...request.scope, agreedAt: now, lapsesAt: now + unusedDays * dayMs };
}

export function matchToken(
  observed: Observed,
  requests: readonly TokenRequest[],
  now: Instant,
  unusedDays: number,
): Match {
  if (observed.isMachineUser) return { kind: 'unclaimed' };
  const own = requests.filter(({ requester }) => requester.githubId === observed.holder);
  const candidates = own.flatMap((request) => candidateOf(request, observed, now));
  const hasName = ({ request }: Candidate): number => (request.tokenName === observed.tokenName ? 0 : 1);

  const covering = candidates
    .filter(({ agreement }) => covers(agreement, observed.scope))
    .map((candidate) => ({ ...candidate, isExact: isExactly(candidate.agreement, observed.scope) }))
    .sort(
      (one, other) =>
        // A token that is within its own Agreement doesn't use up a second one.
        Number(other.isOwn) - Number(one.isOwn) ||
        Number(other.isExact) - Number(one.isExact) ||
        hasName(one) - hasName(other) ||
        compareLists(breadth(one.agreement), breadth(other.agreement)) ||
        one.agreement.agreedAt - other.agreement.agreedAt ||
        one.request.number - other.request.number,
    )[0];
  if (covering !== undefined) {
    return { kind: covering.isExact ? 'exact' : 'within', number: covering.request.number };
  }

  if (!candidates.some(({ isOwn }) => isOwn)) {
    const awaited = own
      .filter(({ status }) => status === 'pending')
      .filter((request) => covers(asIfApproved(request, now, unusedDays), observed.scope))
      .sort(
        (one, other) =>
          Number(other.tokenName === observed.tokenName) - Number(one.tokenName === observed.tokenName) ||
          one.number - other.number,
      )[0];
    if (awaited !== undefined) return { kind: 'awaits', number: awaited.number };
  }

  const closest = candidates
    .map((candidate) => ({ ...candidate, over: excess(candidate.agreement, observed.scope) }))
    .sort(
      (one, other) =>
        Number(other.isOwn) - Number(one.isOwn) ||
        hasName(one) - hasName(other) ||
        one.over.length - other.over.length ||
        one.agreement.agreedAt - other.agreement.agreedAt ||
        one.request.number - other.request.number,
    )[0];
  return closest === undefined
    ? { kind: 'unclaimed' }
    : { kind: 'exceeds', number: closest.request.number, excess: closest.over };
}
