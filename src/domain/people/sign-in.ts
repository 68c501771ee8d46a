// A Slack person on their way through GitHub's sign-in. Invariants: one a person at a time, ten minutes long, in one browser; none of what
// the browser holds is stored, only its hashes.
import type { Instant, SlackUserId } from '../ids.ts';
import type { GithubAccount } from '../person.ts';
import type { GivenToken } from '../reviewer-token.ts';

export const signInMs = 600_000;

export type SignIn = {
  readonly slackId: SlackUserId;
  readonly version: number;
  /** The workspace it was asked for in. */
  readonly teamId: string;
  /** Of the address that Slack showed this person alone. */
  readonly ticketHash: string;
  /** Of the browser that it goes on in; null until somebody there has pressed the button. */
  readonly browserHash: string | null;
  /** Of what GitHub hands back, once; null where nothing is expected. */
  readonly stateHash: string | null;
  /** Who signed in. */
  readonly account: GithubAccount | null;
  /** An owner's token, sealed, until they say whether it may be used; null of everybody else's, which is dropped at once. */
  readonly ownToken: GivenToken | null;
  readonly startedAt: Instant;
};

/** Clocks of several processes differ by so much at the most. */
const skewMs = 60_000;

/** A clock that was set back makes nobody's address last longer. */
export function isSignInOver({ startedAt }: SignIn, now: Instant): boolean {
  return now >= startedAt + signInMs || now < startedAt - skewMs;
}

export type SignedIn = SignIn & { readonly account: GithubAccount };

/** What a page named, and its form says again: another tab may have gone on since. */
export function namedOn({ slackId, account }: SignedIn): string {
  return `${slackId} ${account.githubId}`;
}
