import type {
  GithubState,
  LocalOrganization,
  Scope as LocalScope,
  LocalToken,
} from '@countersign/sandbox-github/state';
import type { WebhookDelivery } from '@countersign/sandbox-github/webhook-delivery';
import type { Github, Scope, Token, Webhook } from './protocol.ts';

export type GithubPart = { readonly slice: Github; readonly tokens: ReadonlyMap<string, Token> };

/** What the account sees on github.com. */
export function githubPart(state: GithubState, organization: LocalOrganization, login: string | null): GithubPart {
  const account = login === null ? undefined : state.account(login);
  const role = account === undefined ? undefined : organization.members.get(account.id);
  const isOwner = role === 'admin';
  const seen = state.tokens.filter(({ owner }) => owner === account || isOwner);
  const users = state.accounts.filter(({ type }) => type === 'User');
  return {
    slice: {
      login: account?.login ?? null,
      organization: organization.account.login,
      role: wordRole(role) ?? 'none',
      members: users.flatMap(({ id, login: member }) => {
        const memberRole = wordRole(organization.members.get(id));
        return memberRole === null ? [] : [{ login: member, role: memberRole }];
      }),
      outsiders: users.filter(({ id }) => !organization.members.has(id)).map(({ login: outsider }) => outsider),
      repositories: organization.repositories
        .filter((one) => !one.isPrivate || isOwner || (role !== undefined && one.collaborators.has(login ?? '')))
        .map(({ name, isPrivate }) => ({ name, isPrivate })),
      policy: {
        isApprovalRequired: organization.approvalRequired,
        lifetimeLimitDays: organization.lifetimeLimitDays,
      },
      waitingCount: seen.filter(({ pending }) => pending !== null).length,
      activeCount: seen.filter(({ grant }) => grant !== null).length,
    },
    tokens: new Map(seen.map((token) => [String(token.tokenId), describeToken(token, token.owner === account)])),
  };
}

export function describeWebhook(delivery: WebhookDelivery, number: number): Webhook {
  const { event, sentAt, isLost, answers } = delivery;
  const status = answers.at(-1) ?? null;
  const { action, about } = summary(delivery);
  const isTaken = status !== null && status >= 200 && status < 300;
  return {
    ...{ key: String(number), number, at: sentAt.getTime(), event, action, about, status },
    state: isLost ? 'lost' : status === null ? 'sending' : isTaken ? 'taken' : 'failed',
  };
}

type Body = {
  readonly action?: string;
  readonly personal_access_token_request?: { readonly token_name: string };
  readonly membership?: { readonly user: { readonly login: string } };
};

function summary({ body }: WebhookDelivery): { readonly action: string; readonly about: string } {
  const { action = '', personal_access_token_request: request, membership } = JSON.parse(body) as Body;
  return { action, about: request?.token_name ?? membership?.user.login ?? '' };
}

function wordRole(role: 'admin' | 'member' | undefined): 'owner' | 'member' | null {
  if (role === undefined) return null;
  return role === 'admin' ? 'owner' : 'member';
}

function describeToken(token: LocalToken, isMine: boolean): Token {
  const { pending, grant } = token;
  return {
    key: String(token.tokenId),
    tokenId: token.tokenId,
    name: token.name,
    // GitHub shows an owner what a token may do, not the note that its holder made.
    description: isMine ? token.description : '',
    holder: token.owner.login,
    isMine,
    createdAt: token.createdAt.getTime(),
    expiresAt: token.expiresAt?.getTime() ?? null,
    lastUsedAt: token.lastUsedAt?.getTime() ?? null,
    waiting:
      pending === null
        ? null
        : { ...describeScope(pending), createdAt: pending.createdAt.getTime(), reason: pending.reason },
    active: grant === null ? null : { ...describeScope(grant), grantedAt: grant.grantedAt.getTime() },
  };
}

function describeScope({ permissions, selection, repositories }: LocalScope): Scope {
  return { permissions, selection, repositories: repositories.map(({ name }) => name) };
}
