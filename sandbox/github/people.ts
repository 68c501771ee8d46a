import type { Account } from './account.ts';
import type { GithubState, Levels, LocalOrganization, LocalRepository, LocalToken, Scope } from './state.ts';
import { isWithin, withMetadata } from './state.ts';
import { review, revoke } from './token-endpoints.ts';
import { memberPayload, tokenRequestPayload, type Webhooks } from './webhooks.ts';

export type NewRepository = {
  readonly name: string;
  readonly private: boolean;
  readonly collaborators?: Readonly<Record<string, string>>;
};
export type NewOrganization = {
  readonly login: string;
  readonly members: Readonly<Record<string, 'admin' | 'member'>>;
  readonly approvalRequired?: boolean;
  readonly repositories: readonly NewRepository[];
};
export type TokenScope = {
  readonly permissions: { readonly organization?: Levels; readonly repository?: Levels; readonly other?: Levels };
  readonly repositorySelection: Scope['selection'];
  readonly repositories?: readonly string[];
};
export type NewToken = TokenScope & {
  readonly name: string;
  readonly description?: string;
  readonly expiresAt: Date | null;
  readonly reason?: string;
};

/** What people and owners do on github.com, each with the webhook that GitHub sends for it, and none where GitHub sends none. */
export class GithubPeople {
  readonly #state: GithubState;
  readonly #webhooks: Webhooks;

  constructor(state: GithubState, webhooks: Webhooks) {
    this.#state = state;
    this.#webhooks = webhooks;
  }

  addUser(login: string, id = this.#state.nextId()): Account {
    const account: Account = { id, login, type: 'User' };
    this.#state.accounts.push(account);
    return account;
  }

  addOrganization({ login, members, approvalRequired = true, repositories }: NewOrganization): LocalOrganization {
    const account: Account = { id: this.#state.nextId(), login, type: 'Organization' };
    const organization: LocalOrganization = {
      account,
      members: new Map(
        Object.entries(members).map(([member, role]) => [
          (this.#state.account(member) ?? this.addUser(member)).id,
          role,
        ]),
      ),
      repositories: [],
      teams: new Map(),
      approvalRequired,
      lifetimeLimitDays: null,
      installationId: this.#state.nextId(),
      credentials: null,
      identities: null,
      isInstalled: true,
      suspendedAt: null,
    };
    this.#state.organizations.push(organization);
    for (const repository of repositories) this.createRepository(login, repository);
    return organization;
  }

  createRepository(login: string, { name, private: isPrivate, collaborators = {} }: NewRepository): LocalRepository {
    const repository = {
      id: this.#state.nextId(),
      name,
      isPrivate,
      collaborators: new Map(Object.entries(collaborators)),
      topics: [],
    };
    this.#organization(login).repositories.push(repository);
    return repository;
  }

  deleteRepository(login: string, name: string): void {
    const organization = this.#organization(login);
    organization.repositories = organization.repositories.filter((one) => one.name !== name);
  }

  /** A member's token waits where approval is required; an owner's, and everybody's where it is off, is let in at once. */
  createToken(login: string, organizationLogin: string, token: NewToken): LocalToken {
    const owner = this.#state.user(login);
    const organization = this.#organization(organizationLogin);
    if (!organization.members.has(owner.id)) throw new Error('Cannot find the specified resource owner');
    this.#requireWithinLimit(organization, token.expiresAt);
    const made: LocalToken = {
      ...this.#state.newToken(),
      owner,
      organization,
      name: token.name,
      description: token.description ?? '',
      createdAt: this.#state.now(),
      expiresAt: token.expiresAt,
      lastUsedAt: null,
      pending: null,
      grant: null,
    };
    this.#state.tokens.push(made);
    this.#reach(made, this.#scope(organization, token), token.reason ?? null);
    return made;
  }

  /**
   * Edits a token. A pending one is asked for anew under another id. An active one keeps its grant, and asks where it became wider.
   */
  editToken(tokenId: number, edit: Partial<TokenScope> & { readonly name?: string }): void {
    const token = this.#state.token(tokenId);
    const before = token.pending ?? token.grant;
    if (before === null) throw new Error('the token does not reach the organization');
    if (edit.name !== undefined) token.name = edit.name;
    const scope = this.#scope(token.organization, {
      permissions: edit.permissions ?? before.permissions,
      repositorySelection: edit.repositorySelection ?? before.selection,
      repositories: edit.repositories ?? before.repositories.map(({ name }) => name),
    });
    if (token.grant !== null && (this.#isFree(token) || isWithin(scope, token.grant))) {
      token.grant = { ...scope, id: token.grant.id, grantedAt: token.grant.grantedAt };
      return;
    }
    const reason = token.pending?.reason ?? null;
    if (token.pending !== null) this.cancelRequest(tokenId);
    this.#ask(token, scope, reason);
  }

  /** Points a token that lost its access, or never had any, at the organization once more. */
  requestAccess(tokenId: number, scope: TokenScope, reason: string | null = null): void {
    const token = this.#state.token(tokenId);
    const { organization, owner } = token;
    if (token.grant !== null) throw new Error('the token reaches the organization already');
    if (!organization.members.has(owner.id)) throw new Error('Cannot find the specified resource owner');
    if (token.pending !== null) throw new Error('the token waits already');
    this.#reach(token, this.#scope(organization, scope), reason);
  }

  /** GitHub lets a holder prolong an active token without asking anybody, and tells nobody. */
  regenerateToken(tokenId: number, expiresAt: Date | null): void {
    const token = this.#state.token(tokenId);
    this.#requireWithinLimit(token.organization, expiresAt);
    token.expiresAt = expiresAt;
  }

  useToken(tokenId: number): void {
    this.#state.token(tokenId).lastUsedAt = this.#state.now();
  }

  cancelRequest(tokenId: number): void {
    const token = this.#state.token(tokenId);
    const { pending } = token;
    if (pending === null) throw new Error('the token is not pending');
    token.pending = null;
    this.#webhooks.send(
      'personal_access_token_request',
      tokenRequestPayload('cancelled', token, pending, token.owner, this.#state.now()),
    );
  }

  deleteToken(tokenId: number): void {
    const token = this.#state.token(tokenId);
    if (token.pending !== null) this.cancelRequest(tokenId);
    this.#state.tokens.splice(this.#state.tokens.indexOf(token), 1);
  }

  /** An owner decides on github.com. */
  reviewOnGithub(ownerLogin: string, tokenId: number, act: 'approve' | 'deny', reason: string | null = null): void {
    const token = this.#state.token(tokenId);
    this.#owner(token.organization, ownerLogin);
    const { pending } = token;
    review(this.#state, token, act, ownerLogin, reason);
    if (pending !== null)
      this.#announce(token, pending, act === 'approve' ? 'approved' : 'denied', this.#state.user(ownerLogin));
  }

  /** An owner revokes on github.com; GitHub sends no webhook for it. */
  revokeOnGithub(ownerLogin: string, tokenId: number): void {
    const token = this.#state.token(tokenId);
    this.#owner(token.organization, ownerLogin);
    revoke(this.#state, token, ownerLogin);
  }

  /** What the organization asks of its members' tokens. GitHub lets those that are there be. */
  setPolicy(
    organizationLogin: string,
    policy: Pick<LocalOrganization, 'approvalRequired' | 'lifetimeLimitDays'>,
  ): void {
    Object.assign(this.#organization(organizationLogin), policy);
  }

  setRole(login: string, organizationLogin: string, role: 'admin' | 'member'): void {
    this.#organization(organizationLogin).members.set(this.#state.user(login).id, role);
  }

  removeMember(login: string, organizationLogin: string, byLogin: string): void {
    const organization = this.#organization(organizationLogin);
    const member = this.#state.user(login);
    organization.members.delete(member.id);
    for (const token of this.#state.tokens.filter((one) => one.organization === organization && one.owner === member)) {
      token.grant = null;
      token.pending = null;
    }
    const sender = this.#state.user(byLogin);
    this.#webhooks.send('organization', memberPayload('member_removed', organization, member, sender));
  }

  /** Somebody accepts an owner's invitation. What their tokens could reach before does not come back by itself. */
  addMember(login: string, organizationLogin: string): void {
    const organization = this.#organization(organizationLogin);
    const member = this.#state.user(login);
    organization.members.set(member.id, 'member');
    this.#webhooks.send('organization', memberPayload('member_added', organization, member, member));
  }

  renameUser(login: string, newLogin: string): void {
    this.#state.rename(this.#state.user(login), newLogin);
  }

  setSuspended(organizationLogin: string, isSuspended: boolean): void {
    this.#organization(organizationLogin).suspendedAt = isSuspended ? this.#state.now() : null;
  }

  /** A review through the API: GitHub tells the App of that too. */
  announceReview(
    token: LocalToken,
    pending: NonNullable<LocalToken['pending']>,
    act: 'approved' | 'denied',
    by: string,
  ): void {
    this.#announce(token, pending, act, { id: 1, login: by, type: 'User' });
  }

  #announce(
    token: LocalToken,
    pending: Scope & { readonly id: number; readonly createdAt: Date },
    act: 'approved' | 'denied',
    sender: Account,
  ): void {
    this.#webhooks.send(
      'personal_access_token_request',
      tokenRequestPayload(act, token, pending, sender, this.#state.now()),
    );
  }

  /** GitHub asks nobody for an owner's token, nor where approval is off. */
  #isFree({ organization, owner }: LocalToken): boolean {
    return organization.members.get(owner.id) === 'admin' || !organization.approvalRequired;
  }

  #reach(token: LocalToken, scope: Scope, reason: string | null): void {
    if (this.#isFree(token)) token.grant = { ...scope, id: this.#state.nextId(), grantedAt: this.#state.now() };
    else this.#ask(token, scope, reason);
  }

  #ask(token: LocalToken, scope: Scope, reason: string | null): void {
    const pending = { ...scope, id: this.#state.nextId(), reason, createdAt: this.#state.now() };
    token.pending = pending;
    this.#webhooks.send(
      'personal_access_token_request',
      tokenRequestPayload('created', token, pending, token.owner, this.#state.now()),
    );
  }

  #scope(organization: LocalOrganization, token: TokenScope): Scope {
    const { organization: ofOrganization = {}, repository = {}, other = {} } = token.permissions;
    const repositories = (token.repositories ?? []).map((name) => {
      const found = organization.repositories.find((one) => one.name === name);
      if (found === undefined) throw new Error(`there is no repository ${name}`);
      return found;
    });
    return withMetadata({
      permissions: { organization: ofOrganization, repository, other },
      selection: token.repositorySelection,
      repositories: token.repositorySelection === 'subset' ? repositories : [],
    });
  }

  #requireWithinLimit({ lifetimeLimitDays: days }: LocalOrganization, expiresAt: Date | null): void {
    if (days === null) return;
    const latest = this.#state.now().getTime() + (days + 1) * 86_400_000;
    if (expiresAt === null || expiresAt.getTime() > latest)
      throw new Error(`The organization allows a lifetime of ${days} days at the most`);
  }

  #organization(login: string): LocalOrganization {
    const found = this.#state.organization(login);
    if (found === undefined) throw new Error(`there is no organization ${login}`);
    return found;
  }

  #owner(organization: LocalOrganization, login: string): void {
    if (organization.members.get(this.#state.user(login).id) !== 'admin') throw new Error(`${login} is not an owner`);
  }
}
