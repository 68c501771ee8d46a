// Everything the local GitHub remembers. The other files are functions over it.
import { type Numbers, numbersFrom } from './numbers.ts';

export type Role = 'admin' | 'member';
export type RepositoryRole = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type RepositorySelection = 'none' | 'all' | 'subset';
export type Levels = Readonly<Record<string, string>>;
export type PermissionGroups = { readonly organization: Levels; readonly repository: Levels; readonly other: Levels };

export type Scope = {
  readonly permissions: PermissionGroups;
  readonly repositorySelection: RepositorySelection;
  /** Of a subset only. */
  readonly repositoryIds: readonly number[];
};

export type User = { readonly id: number; login: string; readonly type: 'User' | 'Bot'; readonly createdAt: Date };
export type Membership = { readonly role: Role; readonly state: 'active' | 'pending' };
export type Repository = {
  readonly id: number;
  readonly name: string;
  readonly isPrivate: boolean;
  /** By user id. */
  readonly collaborators: ReadonlyMap<number, RepositoryRole>;
  readonly createdAt: Date;
};
export type Installation = {
  readonly id: number;
  readonly permissions: Levels;
  readonly createdAt: Date;
  suspended: { readonly at: Date; readonly byUserId: number } | null;
};
export type Organization = {
  readonly id: number;
  login: string;
  readonly createdAt: Date;
  /** False where the organization lets every member's token in without asking. */
  isApprovalRequired: boolean;
  /** What a member may do in a private repository that does not name them. */
  readonly basePermission: RepositoryRole;
  readonly memberships: Map<number, Membership>;
  readonly repositories: Map<number, Repository>;
  installation: Installation | null;
};

/** A token that waits for the organization, as created or as edited. */
export type TokenRequest = {
  readonly patRequestId: number;
  readonly createdAt: Date;
  readonly scope: Scope;
  readonly reason: string | null;
};
export type Grant = { readonly patId: number; readonly grantedAt: Date; readonly scope: Scope };
export type TokenRecord = {
  readonly id: number;
  readonly ownerId: number;
  readonly organizationId: number;
  name: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  request: TokenRequest | null;
  grant: Grant | null;
};

/** An approval, a denial or a revocation that was really applied. */
export type Review = {
  readonly at: Date;
  /** `app`, or the login of who did it on github.com. */
  readonly by: string;
  readonly action: 'approve' | 'deny' | 'revoke';
  readonly organization: string;
  readonly tokenId: number;
  /** Of an approval or a denial. */
  readonly patRequestId: number | null;
  /** Of a revocation, and what an approval led to. */
  readonly patId: number | null;
  readonly reason: string | null;
  readonly scopeAtThatTime: Scope & { readonly expiresAt: Date | null };
};

export type InstallationToken = {
  readonly installationId: number;
  readonly expiresAt: Date;
  readonly permissions: Levels;
};

export type GithubState = {
  readonly numbers: Numbers;
  readonly users: Map<number, User>;
  /** User ids by login in lower case. */
  readonly logins: Map<string, number>;
  readonly organizations: Map<number, Organization>;
  readonly tokens: Map<number, TokenRecord>;
  readonly reviews: Review[];
  readonly installationTokens: Map<string, InstallationToken>;
};

export function createState(seed: number): GithubState {
  return {
    numbers: numbersFrom(seed),
    users: new Map(),
    logins: new Map(),
    organizations: new Map(),
    tokens: new Map(),
    reviews: [],
    installationTokens: new Map(),
  };
}
