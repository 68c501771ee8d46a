import type { Account } from './account.ts';
import { LocalUserTokens } from './user-tokens.ts';

/** What the local GitHub knows. Mutable on purpose: people act on it. */
export type Levels = Record<string, string>;
export type PermissionMap = { organization: Levels; repository: Levels; other: Levels };
/** What an organization's identity provider says of one person; `user` is null until they signed in by it. */
export type ExternalIdentity = {
  readonly guid: string;
  user: Account | null;
  nameId: string | null;
  readonly emails: string[];
};
export type LocalRepository = {
  readonly id: number;
  name: string;
  readonly isPrivate: boolean;
  readonly collaborators: Map<string, string>;
  topics: readonly string[];
};
export type Scope = {
  permissions: PermissionMap;
  selection: 'none' | 'all' | 'subset';
  repositories: LocalRepository[];
};
/** A fine-grained token; `pending` and `grant` are what the organization sees of it. */
export type LocalToken = {
  readonly tokenId: number;
  /** What its holder copied when it was made; whoever has it can end it. */
  readonly secret: string;
  readonly owner: Account;
  readonly organization: LocalOrganization;
  name: string;
  readonly description: string;
  readonly createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  pending: (Scope & { readonly id: number; readonly reason: string | null; readonly createdAt: Date }) | null;
  grant: (Scope & { readonly id: number; readonly grantedAt: Date }) | null;
};
/** A classic token that its holder authorized for an organization with SAML SSO. */
export type LocalClassicToken = {
  readonly credentialId: number;
  readonly owner: Account;
  readonly note: string;
  readonly lastEight: string;
  scopes: readonly string[];
  readonly authorizedAt: Date;
  accessedAt: Date | null;
  readonly expiresAt: Date | null;
};
export type LocalOrganization = {
  readonly account: Account;
  readonly members: Map<number, 'admin' | 'member'>;
  repositories: LocalRepository[];
  /** By slug, the ids of its members. */
  readonly teams: Map<string, ReadonlySet<number>>;
  approvalRequired: boolean;
  /** The longest lifetime that its members' tokens may have; null: any, and none. */
  lifetimeLimitDays: number | null;
  readonly installationId: number;
  /** Of its own identity provider; null where it has none, or where that is the enterprise's. */
  identities: ExternalIdentity[] | null;
  /** Classic tokens that are authorized for it; null where it has no SAML SSO. */
  credentials: LocalClassicToken[] | null;
  isInstalled: boolean;
  suspendedAt: Date | null;
};

/** One review or revocation that was really carried out. */
export type AppliedReview = {
  readonly at: Date;
  readonly by: string;
  readonly act: 'approve' | 'deny' | 'revoke';
  readonly id: number;
  readonly tokenId: number;
  readonly reason: string | null;
  readonly scope: {
    readonly permissions: PermissionMap;
    readonly selection: string;
    readonly repositories: readonly string[];
  };
  readonly expiresAt: Date | null;
};

export class GithubState {
  /** What the App asks for, and what it is told of; its owner can change both. */
  readonly app: { permissions: Record<string, string>; events: string[] } = {
    permissions: {
      members: 'read',
      metadata: 'read',
      organization_personal_access_token_requests: 'write',
      organization_personal_access_tokens: 'write',
    },
    events: ['organization', 'personal_access_token_request'],
  };
  /** What the App is called, and whose it is; null: that of the first organization. */
  readonly identity: { name: string; slug: string; clientId: string; htmlUrl: string; owner: Account | null } = {
    name: 'Countersign',
    slug: 'countersign',
    clientId: 'Iv1.sandbox',
    htmlUrl: 'https://github.com/apps/countersign',
    owner: null,
  };
  readonly accounts: Account[] = [];
  readonly organizations: LocalOrganization[] = [];
  readonly tokens: LocalToken[] = [];
  readonly reviews: AppliedReview[] = [];
  readonly userTokens: LocalUserTokens;
  readonly installationTokens = new Map<string, { readonly installationId: number; readonly expiresAtMs: number }>();
  readonly now: () => Date;
  #nextId: number;

  constructor(now: () => Date, firstId = 1_000) {
    this.now = now;
    this.userTokens = new LocalUserTokens(now);
    this.#nextId = firstId;
  }

  nextId(): number {
    this.#nextId += 7;
    return this.#nextId;
  }

  /** The id, and with it the secret, of the right form and of no use anywhere else. */
  newToken(): Pick<LocalToken, 'tokenId' | 'secret'> {
    const tokenId = this.nextId();
    const made = `11SANDBOX${String(tokenId).padStart(13, '0')}_${`Sandbox${tokenId}`.padEnd(59, 'NotReal')}`;
    return { tokenId, secret: `${'github'}_pat_${made}` };
  }

  account(login: string): Account | undefined {
    return this.accounts.find((one) => one.login.toLowerCase() === login.toLowerCase());
  }

  /** They keep their roles. */
  rename(account: Account, newLogin: string): void {
    for (const { collaborators } of this.organizations.flatMap(({ repositories }) => repositories)) {
      const role = collaborators.get(account.login);
      if (role === undefined) continue;
      collaborators.delete(account.login);
      collaborators.set(newLogin, role);
    }
    account.login = newLogin;
  }

  /** Somebody fills in their profile. */
  setProfile(login: string, { name, createdAt }: { readonly name: string; readonly createdAt: Date }): void {
    const account = this.user(login);
    account.name = name;
    account.createdAt = createdAt;
  }

  /** A team as an owner or its maintainer leaves it; null: it is deleted. */
  setTeam(organization: string, slug: string, logins: readonly string[] | null): void {
    const teams = this.organization(organization)?.teams;
    if (logins === null) teams?.delete(slug);
    else teams?.set(slug, new Set(logins.map((login) => this.user(login).id)));
  }

  user(login: string): Account {
    const found = this.account(login);
    if (found === undefined) throw new Error(`nobody is called ${login}`);
    return found;
  }

  organization(login: string): LocalOrganization | undefined {
    return this.organizations.find(({ account }) => account.login.toLowerCase() === login.toLowerCase());
  }

  token(tokenId: number): LocalToken {
    const found = this.tokens.find((one) => one.tokenId === tokenId);
    if (found === undefined) throw new Error(`there is no token ${tokenId}`);
    return found;
  }
}

/** GitHub adds `metadata: read` wherever a token reaches a repository. */
export function withMetadata({ permissions, selection, repositories }: Scope): Scope {
  const needs = selection !== 'none' || Object.keys(permissions.repository).length > 0;
  const repository = needs ? { metadata: 'read', ...permissions.repository } : { ...permissions.repository };
  return {
    permissions: { organization: { ...permissions.organization }, repository, other: { ...permissions.other } },
    selection,
    repositories: [...repositories],
  };
}

/** Whether a grant reaches all that the scope does: GitHub asks nobody for an edit that only narrows. */
export function isWithin(scope: Scope, grant: Scope): boolean {
  const rank = (level: string | undefined): number => ['read', 'write', 'admin'].indexOf(level ?? '');
  const groups = ['organization', 'repository', 'other'] as const;
  const reach = { none: 0, subset: 1, all: 2 };
  return (
    groups.every((group) =>
      Object.entries(scope.permissions[group]).every(
        ([name, level]) => rank(level) <= rank(grant.permissions[group][name]),
      ),
    ) &&
    reach[scope.selection] <= reach[grant.selection] &&
    (scope.selection !== 'subset' ||
      grant.selection !== 'subset' ||
      scope.repositories.every((one) => grant.repositories.includes(one)))
  );
}
