// Cards that let something in only while somebody's account is known: what their machine users hold must not be decided by whoever stands behind it.
// Once they are linked, or unlinked, each is drawn anew.
import { type Change, noChange } from '../change.ts';
import type { GithubUserId } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { TokenRequest } from '../requests/token-request.ts';
import { redraw } from '../step.ts';
import { type ActiveToken, isAcceptable, type PendingToken } from '../tokens/token.ts';

/** The machine users that somebody stands for: by the login that the policy names, and by the accounts that were found behind those. */
export type Sponsored = { readonly logins: readonly string[]; readonly accounts: readonly GithubUserId[] };

/** What may wait for a decision. */
export type Undecided = {
  readonly requests: readonly TokenRequest[];
  readonly pendingTokens: readonly PendingToken[];
  readonly activeTokens: readonly ActiveToken[];
};

export function cardsOfSponsored(
  { logins, accounts }: Sponsored,
  { requests, pendingTokens, activeTokens }: Undecided,
): Change {
  const isTheirs = ({ holder: { githubId, login } }: { readonly holder: GithubAccount }): boolean =>
    accounts.includes(githubId) || logins.includes(login.toLowerCase());
  const effects = [
    ...requests
      .filter((request) => isTheirs(request) && request.status === 'pending')
      .map(({ number }) => redraw({ of: 'request', number })),
    ...pendingTokens
      .filter((token) => isTheirs(token) && (token.status === 'open' || token.status === 'held'))
      .map(({ id }) => redraw({ of: 'pending_token', id })),
    ...activeTokens
      .filter((token) => isTheirs(token) && isAcceptable(token))
      .map(({ id }) => redraw({ of: 'active_token', id })),
  ];
  return effects.length === 0 ? noChange : { ...noChange, effects };
}
