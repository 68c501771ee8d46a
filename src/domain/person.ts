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

/** An account in an organization as GitHub told it just now. Who was invited and has not accepted is not active. */
export type Membership = { readonly account: GithubAccount; readonly isActive: boolean; readonly isOwner: boolean };

/** Null: it is none there. `not_checked`: GitHub did not say in time. */
export type ToldMembership = Membership | null | 'not_checked';

export function isMember(told: ToldMembership): told is Membership {
  return told !== null && told !== 'not_checked' && told.isActive;
}

export function isOwner(told: ToldMembership): told is Membership {
  return isMember(told) && told.isOwner;
}

/** What the account is in the organization. What is not known is neither a yes nor a no. */
export function roleIn(told: ToldMembership): 'owner' | 'member' | 'none' | 'unknown' {
  if (told === 'not_checked') return 'unknown';
  if (!isMember(told)) return 'none';
  return told.isOwner ? 'owner' : 'member';
}

/** What Slack says of somebody, as far as anything depends on it; null of whom it does not know. */
export type ToldPerson = Readonly<Record<'isStranger' | 'isBot' | 'isDeactivated' | 'isGuest', boolean>> | null;

/** Why somebody in Slack may use nothing here, as a Refusal says it; null where they may. */
export function whyNotServed(
  told: ToldPerson,
): 'unknown_person' | 'other_workspace' | 'bot' | 'deactivated' | 'guest' | null {
  if (told === null) return 'unknown_person';
  if (told.isStranger) return 'other_workspace';
  if (told.isBot) return 'bot';
  if (told.isDeactivated) return 'deactivated';
  return told.isGuest ? 'guest' : null;
}

/** Whether their account in Slack is over. */
export function hasLeftSlack(told: ToldPerson): boolean {
  return told === null || told.isDeactivated;
}

/** Whether nobody of this workspace is them any more: on Grid who left it may be at work in another one of the enterprise. */
export function isGoneFromHere(told: ToldPerson): boolean {
  return told === null || told.isDeactivated || told.isStranger;
}

/** Whether anybody reads what is written to them. */
export function isReachable(told: ToldPerson): boolean {
  const why = whyNotServed(told);
  return why === null || why === 'guest';
}

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
