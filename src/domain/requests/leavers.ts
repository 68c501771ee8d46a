// Which requests end when somebody leaves, or when the policy names another sponsor. Pure.
import { type Change, noChange } from '../change.ts';
import type { Instant } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import { isRefusal } from '../refusal.ts';
import { advanceRequest } from './advance-request.ts';
import type { EndReason } from './request-status.ts';
import { isForMachineUser, type TokenRequest } from './token-request.ts';

/** One whose token is being let in at this moment is left to that: it asks for all of this itself. */
export function mayEndByItself({ status }: Pick<TokenRequest, 'status'>): boolean {
  return status !== 'claimed';
}

export type OfAccount = { readonly account: GithubAccount; readonly requests: readonly TokenRequest[] };

/** Whoever asks or is asked for, with all requests that end when they leave. */
export function byAccount(open: readonly TokenRequest[]): readonly OfAccount[] {
  const pairs = open.filter(mayEndByItself).flatMap((request) => {
    const { requester, holder } = request;
    return (isForMachineUser(request) ? [requester, holder] : [requester]).map((account) => ({ account, request }));
  });
  return [...Map.groupBy(pairs, ({ account }) => account.githubId).values()].flatMap((mine) =>
    mine.slice(0, 1).map(({ account }) => ({ account, requests: mine.map(({ request }) => request) })),
  );
}

export function whyLeft({ requester }: Pick<TokenRequest, 'requester'>, { githubId }: GithubAccount): EndReason {
  return requester.githubId === githubId ? 'requester_left' : 'machine_user_left';
}

/** `request`: as it is now. */
export function endByItself(request: TokenRequest | null, why: EndReason, now: Instant): Change {
  if (request === null || !mayEndByItself(request)) return noChange;
  const change = advanceRequest(request, { act: 'end', why }, now);
  return isRefusal(change) ? noChange : change;
}
