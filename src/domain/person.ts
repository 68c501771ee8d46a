// Who people are on both sides. Everything that decides compares `githubId`; names are for reading.
import type { GithubUserId, Instant, SlackUserId } from './ids.ts';
import type { ReviewerRule } from './policy/reviewer-rule.ts';

export type GithubAccount = { readonly githubId: GithubUserId; readonly login: string };

/** A Slack person whose GitHub account is known. */
export type LinkedPerson = GithubAccount & { readonly slackId: SlackUserId };

/** Whoever decides; `as` is what lets them, and left out of an owner. */
export type Reviewer = LinkedPerson & { readonly as?: ReviewerRule };

export type HolderInSlack = SlackUserId | null;

/** What anybody can see of an account. Everybody types their own name: it proves nothing. */
export type GithubProfile = { readonly name: string | null; readonly createdAt: Instant };

/** A machine user of the policy, by its lower-case login there, and the account that was first found behind it. */
export type MachineUser = {
  readonly id: string;
  readonly githubId: GithubUserId;
  readonly version: number;
  readonly linkedAt: Instant;
  /** Another account that has the login by now, and that the channels were told of. */
  readonly takenBy: GithubUserId | null;
};

/** An account in an organization as GitHub told it just now. */
export type Membership = { readonly account: GithubAccount; readonly isActive: boolean; readonly isOwner: boolean };

/** One person's Decision on one revision. */
export type Review = {
  readonly act: 'approve' | 'deny';
  readonly by: Reviewer;
  readonly revision: number;
  readonly at: Instant;
  readonly reason: string | null;
  /** One of several approvals that a token takes: alone it decides nothing. Left out where it does. */
  readonly isOneOf?: true;
  /** A denial that the token's end came before: the token waits again, and was denied all the same. Left out where GitHub took it. */
  readonly isUntaken?: true;
};
