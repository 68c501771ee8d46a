// How an observed token relates to its holder's requests. One token is held to one Agreement: never two combined.
// Candidates are unclaimed Agreements of the same GitHub account, and the token's own. A name is part of a claim: a covered token of
// another name is admitted only where it is exact, was made after the approval and nothing else could be meant, and otherwise its holder is asked;
// a wider one is held against none.
import { dayMs, type GithubUserId, type Instant, type SlackUserId } from '../ids.ts';
import { isForMachineUser, type TokenRequest } from '../requests/token-request.ts';
import type { ActualScope, Agreement, Terms } from '../scope/agreement.ts';
import { breadth, covers, excess, isExactly } from '../scope/scope.ts';
import type { OwnAgreement } from './dossier.ts';
import type { HolderAnswer, Match } from './token.ts';

const secondMs = 1000;

export type Claimant = {
  readonly holder: GithubUserId;
  readonly tokenName: string;
  readonly scope: ActualScope;
  /** Who stands for the machine user that holds it; null where its holder is a person. */
  readonly sponsor: SlackUserId | null;
  /** What it is held to already. */
  readonly own: OwnAgreement | null;
  /** Its holder's word on which request it was made for. */
  readonly answer: HolderAnswer | null;
};

type Candidate = OwnAgreement & {
  /** `own`: the token is held to it already. `meant`: the holder says so, or its name does. */
  readonly as: 'own' | 'meant' | 'other';
  /** It was agreed when the token was there already. */
  readonly isLater?: boolean;
};

/** Two of one number are the same, and only a token's own has none. */
function byNumber(one: OwnAgreement, other: OwnAgreement): number {
  return (one.number ?? 0) - (other.number ?? 0);
}

function compareLists(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const difference = value === other[index] ? 0 : value - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Names are compared as people read them. */
export function isNamedAlike(one: string, other: string): boolean {
  const read = (name: string): string => name.normalize('NFC').trim().toLowerCase();
  return read(one) === read(other);
}

/** What its holder said stands in place of the name, but says nothing of a request that they sent afterwards, maybe for this very token. */
function isMeantFor({ tokenName, answer }: Claimant, request: TokenRequest): boolean {
  const isAsked = answer !== null && request.createdAt <= answer.at;
  return isAsked ? answer.number === request.number : isNamedAlike(tokenName, request.tokenName);
}

/** GitHub tells no less than seconds. */
function isAgreedAfter({ agreedAt }: Agreement, { createdAt }: ActualScope): boolean {
  return createdAt !== null && agreedAt - createdAt >= secondMs;
}

/** An Agreement that no token has claimed and that had not lapsed when the token was made. */
function unclaimed(claimant: Claimant, request: TokenRequest, now: Instant): readonly Candidate[] {
  const { agreement, status, claimedByTokenId, number } = request;
  if (agreement === null || status !== 'approved' || claimedByTokenId !== null) return [];
  const hasLapsed = agreement.lapsesAt !== null && (claimant.scope.createdAt ?? now) > agreement.lapsesAt;
  const as = isMeantFor(claimant, request) ? 'meant' : 'other';
  return hasLapsed ? [] : [{ number, agreement, as, isLater: isAgreedAfter(agreement, claimant.scope) }];
}

/** What a pending request would agree to if it were approved now: its token may already exist. */
function asIfApproved(request: TokenRequest, now: Instant, unusedDays: number): Terms {
  return { ...request.scope, agreedAt: now, lapsesAt: now + unusedDays * dayMs };
}

function best(candidates: readonly Candidate[], scope: ActualScope): Match | null {
  const first = candidates
    .map((candidate) => ({ ...candidate, isExact: isExactly(candidate.agreement, scope) }))
    .sort(
      (one, other) =>
        Number(other.isExact) - Number(one.isExact) ||
        compareLists(breadth(one.agreement), breadth(other.agreement)) ||
        one.agreement.agreedAt - other.agreement.agreedAt ||
        byNumber(one, other),
    )[0];
  return first === undefined ? null : { kind: first.isExact ? 'exact' : 'within', number: first.number };
}

/** Pending requests that would cover the token once they are approved. */
function promising(
  { scope }: Claimant,
  requests: readonly TokenRequest[],
  now: Instant,
  unusedDays: number,
): readonly TokenRequest[] {
  return requests
    .filter((request) => request.status === 'pending' && covers(asIfApproved(request, now, unusedDays), scope))
    .toSorted((one, other) => one.number - other.number);
}

/** Which of the Agreements that it goes past the token is held against: its own first, then the closest of those that are meant. */
function exceeded({ scope }: Claimant, candidates: readonly Candidate[]): Match | null {
  const own = candidates.filter(({ as }) => as === 'own');
  const first = (own.length > 0 ? own : candidates.filter(({ as }) => as === 'meant'))
    .map((candidate) => ({ ...candidate, over: excess(candidate.agreement, scope) }))
    .sort(
      (one, other) =>
        one.over.length - other.over.length ||
        one.agreement.agreedAt - other.agreement.agreedAt ||
        byNumber(one, other),
    )[0];
  return first === undefined ? null : { kind: 'exceeds', number: first.number, excess: first.over };
}

/** What a covered token of another name is: the sole thing that can be meant, or a question to its holder. */
function ofAnotherName(
  claimant: Claimant,
  candidates: readonly Candidate[],
  covering: readonly Candidate[],
  pending: readonly TokenRequest[],
): Match | null {
  // They were asked, and said what it is not.
  if (claimant.answer !== null || covering.length === 0) return null;
  const only = candidates.length === 1 && pending.length === 0 ? candidates[0] : undefined;
  // Whoever approves a request reads of no token of another name that is there already, and would let that in by their click.
  const sole = only?.isLater === true ? undefined : only;
  if (sole !== undefined && isExactly(sole.agreement, claimant.scope)) return { kind: 'exact', number: sole.number };
  if (candidates.some(({ as }) => as !== 'other')) return null;
  const numbers = [...covering, ...pending].flatMap(({ number }) => number ?? []);
  return { kind: 'unsure', numbers: numbers.toSorted((one, other) => one - other) };
}

/**
 * Whether the request was made for this holder's tokens. A person's own request lets no machine user's token in, though both are one
 * account by now; and one that was made for a machine user counts only as long as the policy names its requester as the sponsor.
 */
export function isMadeFor({ holder, sponsor }: Pick<Claimant, 'holder' | 'sponsor'>, request: TokenRequest): boolean {
  // What was agreed for a classic token lets no other in.
  if (request.holder.githubId !== holder || request.scope.classic !== undefined) return false;
  const asker = isForMachineUser(request) ? request.requester.slackId : null;
  return asker === sponsor;
}

/** What a machine user's account was granted for a person's own request, before the policy named it, lets no more of its tokens in. */
function ownOf({ own, sponsor }: Claimant, requests: readonly TokenRequest[]): OwnAgreement | null {
  const isOfMachineUser = requests.some((request) => request.number === own?.number && isForMachineUser(request));
  return sponsor === null || own?.number === null || isOfMachineUser ? own : null;
}

/** `requests` are the holder's open ones; `unusedDays` is how long an approval stands. */
export function matchToken(
  claimant: Claimant,
  requests: readonly TokenRequest[],
  now: Instant,
  unusedDays: number,
): Match {
  const { scope } = claimant;
  const own = ownOf(claimant, requests);
  const theirs = requests.filter((request) => isMadeFor(claimant, request));
  const candidates: readonly Candidate[] = [
    ...(own === null ? [] : [{ ...own, as: 'own' as const }]),
    ...theirs.flatMap((request) => unclaimed(claimant, request, now)),
  ];
  const covering = candidates.filter(({ agreement }) => covers(agreement, scope));
  // What was accepted as it was is explained by a request, like a token that nobody asked for.
  const pending = own?.number == null ? promising(claimant, theirs, now, unusedDays) : [];
  const awaited = pending.find((request) => isMeantFor(claimant, request));
  return (
    // A token that is within its own Agreement doesn't use up a second one.
    best(
      covering.filter(({ as }) => as === 'own'),
      scope,
    ) ??
    best(
      covering.filter(({ as }) => as === 'meant'),
      scope,
    ) ??
    (awaited === undefined ? null : { kind: 'awaits', number: awaited.number }) ??
    ofAnotherName(claimant, candidates, covering, pending) ??
    exceeded(claimant, candidates) ?? { kind: 'unclaimed' }
  );
}
