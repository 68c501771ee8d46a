import type { ListedClassicToken } from '../domain/classic/classic-token.ts';
import type { GithubUserId, OrganizationId, PatId, PatRequestId, TokenId } from '../domain/ids.ts';
import type { ExternalIdentity } from '../domain/people/match-identity.ts';
import type { GithubAccount, GithubProfile, Membership } from '../domain/person.ts';
import type { Repository } from '../domain/scope/agreement.ts';
import type { ReviewReason } from '../domain/tokens/review-reason.ts';
import type { GithubAnswer, ListedActiveToken, ListedPendingToken } from '../domain/tokens/sighting.ts';

/** What a list shows, read to its end. */
export type Listing<Listed> = {
  readonly listed: readonly Listed[];
  /**
   * Tokens that the list shows as well, in a way that we can't read; null: one that is not even known. They are named in the log. None of
   * them is absent, and no deadline may be concluded from a listing that has one.
   */
  readonly unreadable: readonly (TokenId | null)[];
};

/**
 * What waits for a call, the most urgent first. `click`: a person, for at most three seconds. `decision`: what somebody decided and is being
 * carried out. `look`: one token that a webhook told of. `pass`: a whole list. `rotation`: what is read again only because it grows old.
 * `suggestion`: a type-ahead. An hour's calls are one account, of which each leaves something to those above it.
 */
export type Priority = 'click' | 'decision' | 'look' | 'pass' | 'rotation' | 'suggestion';

export type ClassicListing =
  | { readonly sight: 'seen'; readonly listed: readonly ListedClassicToken[] }
  | { readonly sight: 'no_sso' | 'no_permission' };

/**
 * GitHub, as the App's installation sees one organization. Every method may throw a Fault; `another_organization` where the login answers
 * with another id than our rows have for it.
 * Organizations are named by login; each call resolves the installation by itself.
 */
export type Github = {
  /** The same, for calls that something else waits for. `person`: whose type-ahead it is; each has a share. */
  for(priority: Priority, person?: string): Github;
  /** How many calls of this priority may still be made in this hour. Beyond them there is the Fault `over_budget`. */
  room(organization: string, priority: Priority): number;
  /** The organization that the App is installed on. Fault `not_installed` or `suspended` where it is not. */
  organization(login: string): Promise<{ readonly id: OrganizationId; readonly login: string }>;
  /** The account that has this login now, or null. */
  accountByLogin(organization: string, login: string, timeoutMs: number): Promise<GithubAccount | null>;
  /** What anybody can see of the account, or null where it is gone. */
  profile(organization: string, id: GithubUserId, timeoutMs: number): Promise<GithubProfile | null>;
  /**
   * What the organization's own identity provider says of its members, all of them; null where GitHub shows none: an App can't see the
   * enterprise's.
   */
  identities(organization: string): Promise<readonly ExternalIdentity[] | null>;
  /** The same of those alone whose NameID or user name it is. */
  identitiesNamed(organization: string, name: string, timeoutMs: number): Promise<readonly ExternalIdentity[] | null>;
  /**
   * What the account is in the organization now, asked afresh by its last known login; the answer's id is compared, and where
   * the login has moved to another account the id is resolved to its present login and asked again. Null: not a member.
   */
  membership(organization: string, account: GithubAccount, timeoutMs: number): Promise<Membership | null>;
  /** The organization's owners. */
  owners(organization: string): Promise<readonly GithubAccount[]>;
  /** Every one of its owners, or a Fault: for what would be false of a part of them. */
  everyOwner(organization: string, timeoutMs: number): Promise<readonly GithubAccount[]>;
  /** All its members, owners included. */
  members(organization: string): Promise<readonly GithubAccount[]>;
  /** All its repositories. */
  repositories(organization: string): Promise<readonly Repository[]>;
  /** Whether the account may read this private repository. */
  mayRead(organization: string, repository: string, account: GithubAccount, timeoutMs: number): Promise<boolean>;
  /** Whether whoever has this login is in the team, or in one below it; an invitation is not enough. Null: there is no such team. */
  isInTeam(organization: string, team: string, login: string, timeoutMs: number): Promise<boolean | null>;
  /** Everybody in the team and in those below it; null: there is no such team. */
  teamMembers(organization: string, team: string, timeoutMs: number): Promise<readonly GithubAccount[] | null>;
  /** What the repository is about; null where it is gone, or its name is another one's now. */
  topics(organization: string, repository: Repository, timeoutMs: number): Promise<readonly string[] | null>;
  /** Whether the account administers this very repository. */
  administers(
    organization: string,
    repository: Repository,
    account: GithubAccount,
    timeoutMs: number,
  ): Promise<boolean>;
  /** Who administers it, owners included. */
  administrators(organization: string, repository: Repository, timeoutMs: number): Promise<readonly GithubAccount[]>;
  /** Every page, or a Fault: a listing with a failed page proves nothing. */
  listPendingTokens(organization: string): Promise<Listing<ListedPendingToken>>;
  listActiveTokens(organization: string): Promise<Listing<ListedActiveToken>>;
  /** Only these tokens, asked in groups of 50. Complete, or a Fault: also where one of them can't be read. */
  pendingTokens(organization: string, tokenIds: readonly TokenId[]): Promise<readonly ListedPendingToken[]>;
  activeTokens(organization: string, tokenIds: readonly TokenId[]): Promise<readonly ListedActiveToken[]>;
  /** Only the tokens of these people, by login, asked in groups of 10. */
  pendingTokensOf(organization: string, logins: readonly string[]): Promise<readonly ListedPendingToken[]>;
  activeTokensOf(organization: string, logins: readonly string[]): Promise<readonly ListedActiveToken[]>;
  repositoriesOfPendingToken(organization: string, id: PatRequestId): Promise<readonly Repository[]>;
  repositoriesOfActiveToken(organization: string, id: PatId): Promise<readonly Repository[]>;
  /**
   * Approves or denies. `done` on 204; any other answer is `unknown`, with GitHub's status, since a review whose answer was lost may
   * have worked: the caller reads the lists. A denial's reason (≤ 1024) is mailed to the holder.
   */
  reviewPendingToken(
    organization: string,
    id: PatRequestId,
    act: 'approve' | 'deny',
    reason: ReviewReason | null,
  ): Promise<GithubAnswer>;
  /** Revokes a token's access to the organization. As with a review, only 204 says anything certain. */
  revokeToken(organization: string, id: PatId): Promise<GithubAnswer>;
  /**
   * The classic tokens that are authorized for the organization, every page, or only this login's; `no_sso`: GitHub shows none there,
   * `no_permission`: the App may not read them.
   */
  listClassicTokens(organization: string, login?: string): Promise<ClassicListing>;
  /** Ends a classic token's access. As with a review, only 204 says anything certain. */
  revokeClassicToken(organization: string, credentialId: number): Promise<GithubAnswer>;
  /** Reviews and revocations of fine-grained tokens, in the name of the person whose access token it is: GitHub checks what they may do, and names them. 401 is an answer. */
  inNameOf(access: string): Pick<Github, 'reviewPendingToken' | 'revokeToken'>;
};
