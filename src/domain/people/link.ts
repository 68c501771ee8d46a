// A Slack person and the GitHub account that is theirs, with what shows it; and which links stand. Invariants: what the policy's
// `people` says goes before every other proof of the same person or account, and a row alone is no link.
import type { GithubUserId, Instant, SlackUserId } from '../ids.ts';
import type { GithubAccount, LinkedPerson } from '../person.ts';

/**
 * `policy`: the list that an administrator keeps. `oauth`: they signed in at GitHub in the same browser. `saml`: the organization's identity
 * provider names both. `vouched`: linked owners confirmed it.
 */
export type LinkProof = 'policy' | 'oauth' | 'saml' | 'vouched';

export type Link = LinkedPerson & {
  readonly version: number;
  /** When it was shown. */
  readonly linkedAt: Instant;
  readonly proof: LinkProof;
  /** The owners who vouched; null of every other proof. */
  readonly by: readonly GithubUserId[] | null;
};

/** Why a link is no more. `replaced`: the account went to another Slack person; `corrected`: the person got another account. */
export type LinkEnd =
  | 'unlinked'
  | 'deactivated'
  | 'left'
  | 'authorization_revoked'
  | 'identity_changed'
  | 'replaced'
  | 'corrected';

/** How somebody's account can be linked without anybody's editing the policy: they sign in at GitHub, or say who they are and owners confirm it. */
export type LinkWay = 'sign_in' | 'vouching';

/** The policy's `people`: a GitHub login for a Slack person. */
export type NamedPeople = ReadonlyMap<SlackUserId, string>;

export function isSameLogin(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whom the policy gives this login, other than this person. */
export function namedInstead(people: NamedPeople, { slackId, login }: Pick<LinkedPerson, 'slackId' | 'login'>) {
  return [...people].find(([other, named]) => other !== slackId && isSameLogin(named, login))?.[0] ?? null;
}

/**
 * Whether it counts. A policy link does while the policy gives this login to this person: once another login is named it stands no longer,
 * also while GitHub does not know the new one. Others do until they are ended, unless the policy says otherwise of either side.
 */
export function stands(link: LinkedPerson & Pick<Link, 'proof'>, people: NamedPeople): boolean {
  const named = people.get(link.slackId);
  if (named !== undefined) return isSameLogin(named, link.login);
  return link.proof !== 'policy' && namedInstead(people, link) === null;
}

/**
 * Whether somebody decides as this account still. `unknown`: the policy names another login, and GitHub was not asked whose it is; the account
 * may merely have been renamed. `isUnconfirmed`: it was asked, and knows no account that could be theirs.
 */
export function isStillAccount(
  { githubId }: Pick<LinkedPerson, 'githubId'>,
  link: Link | null,
  named: string | null,
  isUnconfirmed: boolean,
): 'yes' | 'no' | 'unknown' {
  if (link !== null) return link.githubId === githubId ? 'yes' : 'no';
  return named === null || isUnconfirmed ? 'no' : 'unknown';
}

/** Whose the login of a link is by now, where that is another account than the link's. `account`: null where it is nobody's. */
export function takenBy(
  { githubId }: Pick<LinkedPerson, 'githubId'>,
  account: GithubAccount | null,
): GithubUserId | null {
  return account === null || account.githubId === githubId ? null : account.githubId;
}

/** Somebody says, with this proof, that a Slack person is this account. */
export type LinkClaim = {
  readonly slackId: SlackUserId;
  readonly account: GithubAccount;
  readonly proof: LinkProof;
  readonly by: readonly GithubUserId[] | null;
};

/** What is known of either side. */
export type KnownLinks = {
  readonly ofPerson: Link | null;
  readonly ofAccount: Link | null;
  /** All rows in which the claimed login stands, in whatever case. */
  readonly ofLogin: readonly Link[];
  readonly people: NamedPeople;
};

/** What speaks against it. */
export type LinkConflict =
  /** The policy's `people` gives this person another account. */
  | 'policy_names_another'
  /** The policy's `people` gives the account to somebody else. */
  | 'policy_gives_it_to_another'
  /** Another Slack person is linked to the account. */
  | 'account_taken'
  /** The person is linked to another account, which has to be unlinked first. */
  | 'linked_to_another'
  /** The login was known to be another account's: whoever has the name by now is somebody else. */
  | 'login_recycled';
