import type { GithubAccount } from '../domain/person.ts';
import type { UserToken } from './user-tokens.ts';

/** Secrets that live for ten minutes: each has at least 256 bits, and is compared by its hash alone. */
export type OneTimeSecrets = {
  readonly next: () => string;
  readonly hash: (secret: string) => string;
  /** Another secret, made of one that only a browser holds. */
  readonly derive: (secret: string, purpose: string) => string;
};

/** Signing in at GitHub, where an address of ours and the App's client secret are set. */
export type GithubSignIn = {
  readonly secrets: OneTimeSecrets;
  /** The workspace whose people sign in. */
  readonly team: { readonly id: string; readonly name: string };
  /** The one-time address that Slack shows. */
  readonly startUrl: (ticket: string) => string;
  /** Where GitHub asks who somebody is. `verifier`: what the code will be exchanged with (PKCE). */
  readonly authorizeUrl: (given: { readonly state: string; readonly verifier: string }) => string;
  /**
   * The account behind a code; null where GitHub does not take the code. The token is dropped, unless `keeps` says of the account that it is
   * wanted. Throws a Fault.
   */
  readonly accountBehind: (given: {
    readonly code: string;
    readonly verifier: string;
    readonly keeps: (account: GithubAccount) => Promise<boolean>;
  }) => Promise<{ readonly account: GithubAccount; readonly token: UserToken | null } | null>;
};
