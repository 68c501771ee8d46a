// What of a person's own stands on their Home, and in which order: what waits for them, what they wait for, what is active by the time that it has
// left, and what ended last.
import type { RequestNumber } from '../ids.ts';
import { followedBy } from '../requests/ask-again.ts';
import { isUnanswered } from '../requests/inquiry.ts';
import { openOffer } from '../requests/offer.ts';
import { isRenewalOf } from '../requests/renews.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { isToBeMade, waitsForPerson, waitsForRequest } from '../tokens/possible-requests.ts';
import { openRenewal } from '../tokens/renewable.ts';
import type { ActiveToken, PendingToken } from '../tokens/token.ts';

export type WaitingThing =
  /** A question of a reviewer's, by its place among those of the request. */
  | { readonly what: 'question'; readonly request: TokenRequest; readonly place: number }
  /** What a reviewer would approve instead waits for their answer. */
  | { readonly what: 'offer'; readonly request: TokenRequest }
  /** Held, or its holder is asked which request it is for. */
  | { readonly what: 'held'; readonly token: PendingToken }
  /** Approved, and its token is still to be made. */
  | { readonly what: 'to_make'; readonly request: TokenRequest }
  | { readonly what: 'undecided'; readonly request: TokenRequest }
  /** Approved, and its token is on its way. */
  | { readonly what: 'on_its_way'; readonly request: TokenRequest; readonly waiting: PendingToken | null };

export type EndedThing = {
  /** The renewal that took its place. */
  readonly followedBy?: RequestNumber | null;
} & (
  | { readonly what: 'request'; readonly request: TokenRequest }
  | { readonly what: 'token'; readonly token: ActiveToken; readonly request: TokenRequest | null }
);

export type OwnThings = {
  readonly waiting: readonly WaitingThing[];
  /** The soonest end first, what never ends last. */
  readonly active: readonly {
    readonly token: ActiveToken;
    readonly request: TokenRequest | null;
    /** They asked for its renewal, and that is open. */
    readonly renewal?: TokenRequest | null;
  }[];
  readonly ended: readonly EndedThing[];
};

const order: readonly WaitingThing['what'][] = ['question', 'offer', 'held', 'to_make', 'undecided', 'on_its_way'];
const mostEnded = 5;

function thingsOf(request: TokenRequest, pending: readonly PendingToken[]): readonly WaitingThing[] {
  if (request.status === 'pending') {
    const place = request.inquiries.findIndex(isUnanswered) + 1;
    if (openOffer(request) !== null) return [{ what: 'offer', request }];
    return [place > 0 ? { what: 'question', request, place } : { what: 'undecided', request }];
  }
  if (request.status !== 'approved' && request.status !== 'claimed') return [];
  const waiting = pending.find((one) => waitsForRequest(one, request)) ?? null;
  return [isToBeMade(request, waiting) ? { what: 'to_make', request } : { what: 'on_its_way', request, waiting }];
}

function endOf(thing: EndedThing): number {
  return thing.what === 'request' ? thing.request.changedAt : thing.token.changedAt;
}

const isOver = ({ status }: TokenRequest): boolean =>
  status === 'denied' || status === 'withdrawn' || status === 'lapsed' || status === 'ended';

export function ownThings(own: {
  readonly requests: readonly TokenRequest[];
  /** Theirs, and those of the machine users that they sponsor. */
  readonly pendingTokens: readonly PendingToken[];
  readonly activeTokens: readonly ActiveToken[];
  readonly endedTokens: readonly ActiveToken[];
}): OwnThings {
  const requestOf = ({ requestNumber }: ActiveToken): TokenRequest | null =>
    own.requests.find(({ number }) => number === requestNumber) ?? null;
  const held = own.pendingTokens.filter(waitsForPerson);
  const things: readonly WaitingThing[] = [
    ...own.requests.flatMap((request) => thingsOf(request, own.pendingTokens)),
    ...held.map((token) => ({ what: 'held', token }) as const),
  ];
  const isSaidByToken = (thing: WaitingThing): boolean =>
    thing.what === 'on_its_way' && thing.waiting !== null && thing.waiting.status === 'held';
  const grants = [...own.activeTokens, ...own.endedTokens];
  const renewals = own.requests.map((request) => ({
    request,
    token: grants.find(({ requestNumber }) => requestNumber === request.number) ?? null,
  }));
  const withFollower = (request: TokenRequest | null, token: ActiveToken | null) =>
    request === null ? null : followedBy(request, token, renewals);
  const ended: readonly EndedThing[] = [
    ...own.requests
      .filter(isOver)
      .map((request) => ({ what: 'request', request, followedBy: withFollower(request, null) }) as const),
    ...own.endedTokens.map((token) => {
      const request = requestOf(token);
      return { what: 'token', token, request, followedBy: withFollower(request, token) } as const;
    }),
  ];
  return {
    waiting: order.flatMap((what) => things.filter((thing) => thing.what === what && !isSaidByToken(thing))),
    active: own.activeTokens
      .toSorted((one, other) => (one.scope.expiresAt ?? Infinity) - (other.scope.expiresAt ?? Infinity) || 0)
      .map((token) => ({
        token,
        request: requestOf(token),
        renewal: openRenewal(
          token,
          own.requests.filter((one) => isRenewalOf(one, token.tokenId)),
        ),
      })),
    ended: ended.toSorted((one, other) => endOf(other) - endOf(one)).slice(0, mostEnded),
  };
}
