// Repositories as GitHub's answers carry them.
import { nodeId, organizationAccount, simpleAccount } from './describe-account.ts';
import { inUtc } from './instants.ts';
import type { Organization, Repository } from './state.ts';
import { type Json, type World, webUrl } from './world.ts';

/** Behind the repository's own URL. */
const links = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** The five fields that webhooks carry. */
export function briefRepository(organization: Organization, { id, name, isPrivate }: Repository): Json {
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: `${organization.login}/${name}`,
    private: isPrivate,
  };
}

export function minimalRepository(world: World, organization: Organization, repository: Repository): Json {
  const url = `${world.apiUrl()}/repos/${organization.login}/${repository.name}`;
  return {
    ...briefRepository(organization, repository),
    owner: simpleAccount(world, organizationAccount(organization)),
    html_url: `${webUrl}/${organization.login}/${repository.name}`,
    description: null,
    fork: false,
    url,
    ...Object.fromEntries(Object.entries(links).map(([name, path]) => [name, `${url}${path}`])),
    visibility: repository.isPrivate ? 'private' : 'public',
    archived: false,
    created_at: inUtc(repository.createdAt),
    updated_at: inUtc(repository.createdAt),
    pushed_at: inUtc(repository.createdAt),
  };
}

export function fullRepository(world: World, organization: Organization, repository: Repository): Json {
  const page = `${organization.login}/${repository.name}`;
  return {
    ...minimalRepository(world, organization, repository),
    clone_url: `${webUrl}/${page}.git`,
    git_url: `git://github.com/${page}.git`,
    ssh_url: `git@github.com:${page}.git`,
    svn_url: `${webUrl}/${page}`,
    default_branch: 'main',
    forks: 0,
    forks_count: 0,
    has_discussions: false,
    has_downloads: true,
    has_issues: true,
    has_pages: false,
    has_projects: true,
    has_wiki: true,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    disabled: false,
    network_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    size: 1,
    stargazers_count: 0,
    subscribers_count: 0,
    watchers: 0,
    watchers_count: 0,
  };
}
