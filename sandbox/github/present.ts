import type { Account } from './account.ts';
import type { GithubState, LocalRepository, LocalToken, PermissionMap } from './state.ts';
import type { WebhookDelivery } from './webhook-delivery.ts';

/** GitHub writes some instants with a numeric offset, not with Z. */
export function offsetTime(at: Date): string {
  const hours = -7;
  return `${new Date(at.getTime() + hours * 3_600_000).toISOString().slice(0, -1)}-07:00`;
}

const api = 'https://api.github.com';

export function simpleUser({ id, login, type }: Account): Record<string, unknown> {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `https://avatars.example.com/u/${id}`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}

export function publicUser(account: Account): Record<string, unknown> {
  return {
    ...simpleUser(account),
    name: account.name ?? null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt?.toISOString() ?? '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}

/** Only what a minimal repository must have, and what is read of it. */
export function minimalRepository(repository: LocalRepository, owner: Account): Record<string, unknown> {
  const full = `${owner.login}/${repository.name}`;
  const url = `${api}/repos/${full}`;
  const urls = [
    'archive',
    'assignees',
    'blobs',
    'branches',
    'collaborators',
    'comments',
    'commits',
    'compare',
    'contents',
    'contributors',
    'deployments',
    'downloads',
    'events',
    'forks',
    'git_commits',
    'git_refs',
    'git_tags',
    'issue_comment',
    'issue_events',
    'issues',
    'keys',
    'labels',
    'languages',
    'merges',
    'milestones',
    'notifications',
    'pulls',
    'releases',
    'stargazers',
    'statuses',
    'subscribers',
    'subscription',
    'tags',
    'teams',
    'trees',
    'hooks',
  ];
  return {
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: full,
    owner: simpleUser(owner),
    private: repository.isPrivate,
    html_url: `https://github.com/${full}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(urls.map((name) => [`${name}_url`, `${url}/${name}`])),
  };
}

/** The same, with what only the answer for one repository has. */
export function fullRepository(repository: LocalRepository, owner: Account, now: Date): Record<string, unknown> {
  const full = `${owner.login}/${repository.name}`;
  const no = ['forks_count', 'stargazers_count', 'watchers_count', 'size', 'open_issues_count', 'subscribers_count'];
  const counts = [...no, 'network_count', 'forks', 'open_issues', 'watchers'];
  const flags = ['has_issues', 'has_projects', 'has_wiki', 'has_pages', 'has_discussions', 'archived', 'disabled'];
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    ...minimalRepository(repository, owner),
    ...Object.fromEntries(counts.map((name) => [name, 0])),
    ...Object.fromEntries(flags.map((name) => [name, false])),
    ...{ git_url: `git://github.com/${full}.git`, ssh_url: `git@github.com:${full}.git` },
    ...{ clone_url: `https://github.com/${full}.git`, svn_url: `https://github.com/${full}` },
    ...{ mirror_url: null, homepage: null, language: null, license: null, default_branch: 'main' },
    ...{ pushed_at: at, created_at: at, updated_at: at },
    topics: repository.topics,
  };
}

function permissions({ organization, repository, other }: PermissionMap): Record<string, unknown> {
  return {
    ...(Object.keys(organization).length === 0 ? {} : { organization }),
    ...(Object.keys(repository).length === 0 ? {} : { repository }),
    ...(Object.keys(other).length === 0 ? {} : { other }),
  };
}

function common(token: LocalToken, now: Date): Record<string, unknown> {
  return {
    owner: simpleUser(token.owner),
    token_id: token.tokenId,
    token_name: token.name,
    token_expired: token.expiresAt !== null && token.expiresAt <= now,
    token_expires_at: token.expiresAt === null ? null : offsetTime(token.expiresAt),
    token_last_used_at: token.lastUsedAt === null ? null : offsetTime(token.lastUsedAt),
  };
}

export function listedPending(state: GithubState, token: LocalToken): Record<string, unknown> {
  const { pending } = token;
  if (pending === null) throw new Error('the token is not pending');
  const { id: organizationId } = token.organization.account;
  return {
    ...common(token, state.now()),
    id: pending.id,
    reason: pending.reason,
    repository_selection: pending.selection,
    repositories_url: `${api}/organizations/${organizationId}/personal-access-token-requests/${pending.id}/repositories`,
    permissions: permissions(pending.permissions),
    created_at: offsetTime(pending.createdAt),
  };
}

export function listedActive(state: GithubState, token: LocalToken): Record<string, unknown> {
  const { grant } = token;
  if (grant === null) throw new Error('the token is not active');
  const { id: organizationId } = token.organization.account;
  return {
    ...common(token, state.now()),
    id: grant.id,
    repository_selection: grant.selection,
    repositories_url: `${api}/organizations/${organizationId}/personal-access-tokens/${grant.id}/repositories`,
    permissions: permissions(grant.permissions),
    access_granted_at: offsetTime(grant.grantedAt),
  };
}

export function simpleOrganization({ id, login }: Account): Record<string, unknown> {
  const url = `${api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: `O_${id}`,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.example.com/o/${id}`,
    description: null,
  };
}

export function fullTeam(slug: string, members: number, owner: Account, now: Date): Record<string, unknown> {
  const url = `${api}/organizations/${owner.id}/team/1`;
  const [html, at] = [`https://github.com/orgs/${owner.login}`, now.toISOString().replace(/\.\d+Z$/, 'Z')];
  return {
    ...{ id: 1, node_id: 'T_1', url, name: slug, slug, description: null, permission: 'pull', type: 'organization' },
    ...{ members_url: `${url}/members{/member}`, repositories_url: `${url}/repos`, html_url: `${html}/teams/${slug}` },
    ...{ created_at: at, updated_at: at, members_count: members, repos_count: 0 },
    organization: {
      ...simpleOrganization(owner),
      ...{ html_url: html, has_organization_projects: true, has_repository_projects: true, type: 'Organization' },
      ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0 },
      ...{ created_at: at, updated_at: at, archived_at: null },
    },
  };
}

/** A webhook that went, as the App's settings list it. */
export function deliveryItem({ id, event, sentAt, answers }: WebhookDelivery, index: number): Record<string, unknown> {
  const status = answers.at(-1) ?? 0;
  return {
    ...{ id: index + 1, guid: id, delivered_at: sentAt.toISOString(), redelivery: answers.length > 1, duration: 0.1 },
    ...{
      status: status === 0 ? 'failed to connect to host' : String(status),
      status_code: status,
      event,
      action: null,
    },
    ...{ installation_id: null, repository_id: null, throttled_at: null },
  };
}
