// Users and organizations as GitHub's answers carry them.
import { inUtc } from './instants.ts';
import type { Organization, User } from './state.ts';
import { type Json, type World, webUrl } from './world.ts';

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}${id}`).toString('base64');
}

type Account = { readonly id: number; readonly login: string; readonly type: 'User' | 'Bot' | 'Organization' };

/** GitHub's simple-user. */
export function simpleAccount(world: World, { id, login, type }: Account): Json {
  const path = encodeURIComponent(login);
  const url = `${world.apiUrl()}/users/${path}`;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: type === 'Bot' ? `${webUrl}/apps/${path}` : `${webUrl}/${path}`,
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
    user_view_type: 'public',
    site_admin: false,
  };
}

export function publicUser(world: World, user: User): Json {
  return {
    ...simpleAccount(world, user),
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: inUtc(user.createdAt),
    updated_at: inUtc(user.createdAt),
  };
}

export function organizationAccount({ id, login }: Organization): Account {
  return { id, login, type: 'Organization' };
}

export function simpleOrganization(world: World, { id, login }: Organization): Json {
  const url = `${world.apiUrl()}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('Organization', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    description: null,
  };
}

export function fullOrganization(world: World, organization: Organization): Json {
  const isPublic = [...organization.repositories.values()].filter((one) => !one.isPrivate).length;
  return {
    ...simpleOrganization(world, organization),
    name: organization.login,
    is_verified: false,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: isPublic,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${webUrl}/${organization.login}`,
    type: 'Organization',
    created_at: inUtc(organization.createdAt),
    updated_at: inUtc(organization.createdAt),
    archived_at: null,
  };
}

export function describeMembership(world: World, organization: Organization, user: User): Json {
  const membership = organization.memberships.get(user.id);
  const url = `${world.apiUrl()}/orgs/${organization.login}`;
  return {
    url: `${url}/memberships/${encodeURIComponent(user.login)}`,
    state: membership?.state ?? 'active',
    role: membership?.role ?? 'member',
    direct_membership: true,
    enterprise_teams_providing_indirect_membership: [],
    organization_url: url,
    user: simpleAccount(world, user),
  };
}
