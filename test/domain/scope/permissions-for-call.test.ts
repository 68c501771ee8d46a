import { describe, expect, it } from 'vitest';
import { whyNever } from '../../../src/domain/scope/calls-without-permission.ts';
import { knownPaths, type Need } from '../../../src/domain/scope/endpoints.ts';
import { findPermission } from '../../../src/domain/scope/permission-catalogue.ts';
import permissions from '../../../src/domain/scope/permissions.json' with { type: 'json' };
import { permissionsForCall } from '../../../src/domain/scope/permissions-for-call.ts';

function said({ anyOf, forWorkflowFiles }: Need): string {
  const sets = anyOf.map((set) => set.map(({ name, level }) => `${name}:${level}`).join(' + ')).join(' or ');
  const also = forWorkflowFiles.map(({ name, level }) => `${name}:${level}`).join(' + ');
  return also === '' ? sets : `${sets}, for workflow files ${also}`;
}

/** The answer as one line. */
function answer(text: string): string {
  const found = permissionsForCall(text);
  switch (found?.kind) {
    case undefined:
      return 'no call';
    case 'endpoints':
      return found.endpoints.map(({ verb, need }) => `${verb} ${said(need)}`).join('; ');
    case 'git':
    case 'header':
      return said(found.need);
    case 'never':
      return `never: ${found.why}`;
    case 'nothing_needed':
      return 'nothing';
    case 'unknown':
      return `unknown: ${found.nearest.map(({ verb, path }) => `${verb} ${path}`).join('; ')}`;
    case 'graphql':
      return 'graphql';
  }
}

describe('GitHub’s table', () => {
  it('has 952 calls of 607 paths', () => {
    expect([knownPaths.length, knownPaths.flatMap(({ endpoints }) => endpoints).length]).toEqual([607, 952]);
  });

  it('names only permissions and levels that GitHub’s list of permissions has', () => {
    const levels = new Map(permissions.map(({ name, levels: all }) => [name, all]));
    const unknown = knownPaths
      .flatMap(({ endpoints }) => endpoints)
      .flatMap(({ need }) => [...need.anyOf.flat(), ...need.forWorkflowFiles])
      .filter(({ name, level }) => levels.get(name)?.includes(level) !== true);
    expect(unknown).toEqual([]);
  });

  it('needs at least one permission for each call', () => {
    const empty = knownPaths.flatMap(({ endpoints }) =>
      endpoints.filter(({ need }) => need.anyOf.length === 0 || need.anyOf.some((set) => set.length === 0)),
    );
    expect(empty).toEqual([]);
  });

  it('has nothing of what is said to be closed to fine-grained tokens', () => {
    expect(knownPaths.filter(({ segments }) => whyNever(segments) !== null).map(({ path }) => path)).toEqual([]);
  });

  it('finds each of its own calls again', () => {
    for (const { path, endpoints } of knownPaths) {
      expect(permissionsForCall(`${endpoints[0]?.verb} ${path}`)).toEqual({
        kind: 'endpoints',
        endpoints: endpoints.slice(0, 1),
      });
    }
  });
});

describe('a path', () => {
  it.each([
    ['GET /repos/{owner}/{repo}/issues', 'GET issues:read'],
    ['/repos/{owner}/{repo}/issues', 'GET issues:read; POST issues:write'],
    [
      '/repos/acme/website/issues/3/comments',
      'GET issues:read or pull_requests:read; POST issues:write or pull_requests:write',
    ],
    ['put /repos/acme/website/pulls/3/merge', 'PUT contents:write'],
    ['POST /repos/acme/website/releases', 'POST contents:write, for workflow files workflows:write'],
    ['GET /repos/acme/website/contents/src/deep/main.ts', 'GET contents:read'],
    ['GET /repos/acme/website/compare/main...feature/x', 'GET contents:read'],
    ['GET /repos/acme/website/branches/feature/x/protection', 'GET administration:read'],
    ['POST /repos/acme/website/forks', 'POST administration:write + contents:read'],
    ['GET /repos/acme/website/pulls/3', 'GET pull_requests:read or contents:read'],
    ['POST /orgs/acme/actions/runners/registration-token', 'POST organization_self_hosted_runners:write'],
    ['GET /repos/acme/website/', 'GET metadata:read'],
    ['GET repos/acme/website/issues?state=open&per_page=100', 'GET issues:read'],
    ['HEAD /repos/acme/website/issues', 'GET issues:read'],
    ['octokit.request("POST /repos/{owner}/{repo}/labels", {})', 'POST issues:write or pull_requests:write'],
    ['“GET /repos/acme/website/issues”', 'GET issues:read'],
    ['POST /gists', 'POST gists:write'],
    ['(GET) /repos/acme/website/issues;', 'GET issues:read'],
    ['See </repos/acme/website/issues>,', 'GET issues:read; POST issues:write'],
    ['gh pr /repos/acme/website/issues', 'GET issues:read; POST issues:write'],
    ['hub api repos/acme/website/issues', 'GET issues:read; POST issues:write'],
  ])('%s needs %s', (text, needed) => {
    expect(answer(text)).toBe(needed);
  });

  it.each([
    '/user',
    '/users/mona',
    'gh api user',
    'users/mona',
    'GET /orgs/acme',
    '/rate_limit',
    'GET /search/code?q=addClass',
    'GET /gists',
  ])('%s needs no permission', (text) => {
    expect(answer(text)).toBe('nothing');
  });

  it.each([
    ['POST /repos/acme/website/check-runs', 'checks'],
    ['GET /repos/acme/website/commits/main/check-runs', 'checks'],
    ['/orgs/acme/packages?package_type=npm', 'packages'],
    ['/notifications', 'notifications'],
    ['notifications/threads', 'notifications'],
    ['GET /enterprises/acme/audit-log', 'enterprise'],
    ['GET /app/installations', 'apps'],
    ['GET /orgs/acme/personal-access-tokens', 'apps'],
    ['/users/mona/projectsV2', 'own_projects'],
  ])('%s is closed to fine-grained tokens: %s', (text, why) => {
    expect(answer(text)).toBe(`never: ${why}`);
  });

  it.each([
    ['DELETE /repos/acme/website/issues', 'GET /repos/{owner}/{repo}/issues; POST /repos/{owner}/{repo}/issues'],
    [
      '/repos/acme/website/isues',
      'GET /repos/{owner}/{repo}/issues; POST /repos/{owner}/{repo}/issues; GET /repos/{owner}/{repo}/issues/events',
    ],
    ['/this/is/nowhere', ''],
  ])('%s is unknown, and near to %j', (text, nearest) => {
    expect(answer(text)).toBe(`unknown: ${nearest}`);
  });
});

describe('an address', () => {
  it.each([
    ['https://api.github.com/repos/acme/website/issues', 'GET issues:read; POST issues:write'],
    ['api.github.com/repos/acme/website/pulls/3/merge', 'GET pull_requests:read; PUT contents:write'],
    ['https://github.acme.example/api/v3/repos/acme/website/labels/bug', 'GET issues:read or pull_requests:read'],
    ['https://api.acme.ghe.com/repos/acme/website/issues/3', 'GET issues:read'],
    ['<https://api.github.com/repos/acme/website/pages>', 'GET pages:read'],
    ['https://uploads.github.com/repos/acme/website/releases/1/assets?name=a.zip', 'GET contents:read'],
    ['http://github.acme.example/api/v3/repos/acme/website/pages', 'GET pages:read'],
    ['https://mona:secret@api.github.com/repos/acme/website/pages', 'GET pages:read'],
    ['github.acme.example/api/v3/repos/acme/website/pages', 'GET pages:read'],
    ['github.acme.example:8443/api/v3/repos/acme/website/pages', 'GET pages:read'],
    ['https://api.github.com/graphql', 'graphql'],
    ['https://github.acme.example/api/graphql', 'graphql'],
  ])('%s needs %s', (text, needed) => {
    expect(answer(text).startsWith(needed)).toBe(true);
  });

  it.each([
    'https://github.com/acme/website/issues',
    'https://docs.github.com/en/rest',
    'contents/read',
    'comment',
    'users',
    'notifications',
    '',
  ])('%j is no call', (text) => {
    expect(answer(text)).toBe('no call');
  });
});

describe('a line of a terminal', () => {
  it.each([
    ['gh api repos/{owner}/{repo}/issues/3/comments', 'GET issues:read or pull_requests:read'],
    ['gh api repos/{owner}/{repo}/issues/3/comments -f body=Hi', 'POST issues:write or pull_requests:write'],
    ['gh api --method GET repos/acme/website/issues -f state=open', 'GET issues:read'],
    ['gh api —method=PATCH /repos/acme/website -f name=site', 'PATCH administration:write'],
    ["gh api -H 'Accept: application/json' /repos/acme/website/pages --jq .url", 'GET pages:read'],
    ['gh api graphql -f query=…', 'graphql'],
    ['$ gh api orgs/acme/teams', 'GET members:read'],
    ['curl https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
    ['curl -d @body.json https://api.github.com/repos/acme/website/issues', 'POST issues:write'],
    ['curl -G -d state=open https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
    ['curl -sSLXDELETE https://api.github.com/repos/acme/website', 'DELETE administration:write'],
    ['curl --request=PUT "https://api.github.com/repos/acme/website/topics"', 'PUT administration:write'],
    ['curl -T a.zip https://api.github.com/repos/acme/website/contents/a.zip', 'PUT contents:write'],
    ['curl -H "Authorization: Bearer $TOKEN" $GITHUB_API_URL/repos/acme/website/pulls', 'GET pull_requests:read'],
    [
      'curl -L \\ -X POST \\ https://api.github.com/repos/acme/website/labels',
      'POST issues:write or pull_requests:write',
    ],
    ['curl --json {} --get https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
    ['curl --upload-file a.zip https://api.github.com/repos/acme/website/contents/a.zip', 'PUT contents:write'],
    ['curl https://api.github.com/repos/acme/website/issues -X', 'GET issues:read'],
    ['curl -o /repos/x/y/pages https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
    ['curl --output=a.json https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
    ['gh api -t /repos/x/y/pages /repos/acme/website/issues', 'GET issues:read'],
    ['gh api -X PATCH /repos/acme/website', 'PATCH administration:write'],
    ['gh api /repos/acme/website/issues --raw-field title=x', 'POST issues:write'],
    ['gh api /repos/acme/website/issues -F title=x', 'POST issues:write'],
    ['gh api /repos/acme/website/issues --field title=x', 'POST issues:write'],
    ['gh api /repos/acme/website/issues --input a.json', 'POST issues:write'],
    [`curl \${GITHUB_API_URL}/repos/acme/website/issues`, 'GET issues:read'],
    ['curl -u mona:/repos/x/y/pages https://api.github.com/repos/acme/website/issues', 'GET issues:read'],
  ])('%s needs %s', (text, needed) => {
    expect(answer(text).startsWith(needed)).toBe(true);
  });

  it.each([
    ['git clone https://github.com/acme/website.git', 'contents:read'],
    ['git fetch', 'contents:read'],
    ['git pull', 'contents:read'],
    ['$ git pull', 'contents:read'],
    ['git ls-remote origin', 'contents:read'],
    ['git push -u origin main', 'contents:write, for workflow files workflows:write'],
  ])('%s needs %s, and no more', (text, needed) => {
    expect(answer(text)).toBe(needed);
  });

  it.each(['curl', 'curl users', 'gh api', 'git', 'git status', 'gh pr list', 'curl -H'])('%j is no call', (text) => {
    expect(answer(text)).toBe('no call');
  });
});

describe('the header of a refused call', () => {
  it.each([
    ['X-Accepted-GitHub-Permissions: contents=read', 'contents:read'],
    ['x-accepted-github-permissions: issues=write; pull_requests=write', 'issues:write or pull_requests:write'],
    ["'x-accepted-github-permissions': 'contents=read,metadata=read'", 'contents:read + metadata:read'],
    ['contents=write; issues=read,metadata=read', 'issues:read + metadata:read or contents:write'],
    ['< X-Accepted-GitHub-Permissions: pages=read x-github-media-type: github.v3', 'pages:read'],
    ['X-Accepted-GitHub-Permissions: brand_new=read', 'brand_new:read'],
    ['x-accepted-github-permissions:contents=read', 'contents:read'],
    ['X-Accepted-GitHub-Permissions contents=read', 'contents:read'],
    ['contents=read \n', 'contents:read'],
    [
      'issues=write,contents=read; pages=read,issues=read,contents=read',
      'pages:read + issues:read + contents:read or issues:write + contents:read',
    ],
    ['issues=write,contents=write; pages=write', 'pages:write or issues:write + contents:write'],
    ['organization_projects=admin; issues=write', 'issues:write or organization_projects:admin'],
  ])('%s names %s', (text, needed) => {
    expect(answer(text)).toBe(needed);
  });

  it('leaves out what looks like a credential, and needs nothing where nothing else is left', () => {
    const secret = `${'ghp'}_${'abcdefghij'.repeat(4)}`;
    expect(answer(`X-Accepted-GitHub-Permissions: ${secret}=read; issues=read`)).toBe('issues:read');
    expect(answer(`X-Accepted-GitHub-Permissions: ${secret}=read`)).toBe('nothing');
  });

  it('names nothing where the call needs nothing', () => {
    expect(answer('X-Accepted-GitHub-Permissions: allows_permissionless_access=true')).toBe('nothing');
  });

  it('is looked for in the first four thousand characters', () => {
    const header = 'X-Accepted-GitHub-Permissions: contents=read';
    expect(answer(`${' '.repeat(4_000 - header.length)}${header}`)).toBe('contents:read');
    expect(answer(`${' '.repeat(4_000)}${header}`)).toBe('no call');
  });

  it.each(['a=b', 'contents=read please', 'X-Accepted-GitHub-Permissions'])('%j is none', (text) => {
    expect(answer(text)).toBe('no call');
  });
});

it('speaks of account permissions by names that no token of an organization has', () => {
  expect(findPermission('gists')).toBeUndefined();
});
