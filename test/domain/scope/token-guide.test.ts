import { describe, expect, it } from 'vitest';
import { type GuideSubject, guideFor, secretName } from '../../../src/domain/scope/token-guide.ts';
import { permissions, repository } from '../../support/sample-scopes.ts';

const github = { webUrl: 'https://github.com', apiUrl: 'https://api.github.com' };

function subject(
  repositories: Readonly<Record<string, string>>,
  access: GuideSubject['scope']['access'] = { selection: 'subset', repositories: [repository(1, 'website')] },
  organization: Readonly<Record<string, string>> = {},
): GuideSubject {
  return {
    tokenName: 'nightly-ci',
    login: 'mona',
    organization: 'acme',
    scope: { permissions: permissions({ repository: repositories, organization }), access },
  };
}

/** The address that the command calls. */
const tried = (of: GuideSubject, hosts = github): string =>
  /https:\/\/[^;]*/.exec(guideFor(of, hosts).tryIt)?.[0] ?? '';

describe('the commands', () => {
  it('name the very repository, account and server', () => {
    const { git, secrets, mayPush, repository: named } = guideFor(subject({ contents: 'write' }), github);
    expect(named).toBe('website');
    expect(mayPush).toBe(true);
    expect(git).toEqual({
      clone: 'git clone https://mona@github.com/acme/website.git',
      switchFromSsh: 'git remote set-url origin https://mona@github.com/acme/website.git',
      erase: "printf 'protocol=%s\\nhost=%s\\n\\n' https github.com | git credential reject",
      onePerPath: 'git config --global credential.https://github.com.useHttpPath true',
    });
    expect(secrets).toEqual({
      actions: 'gh secret set NIGHTLY_CI --repo acme/website',
      dependabot: 'gh secret set NIGHTLY_CI --app dependabot --repo acme/website',
      codespaces: 'gh secret set NIGHTLY_CI --user --repos acme/website',
    });
  });

  it('name GitHub Enterprise Server, and leave the repository open where the token reaches all of them', () => {
    const hosts = { webUrl: 'https://github.acme.example', apiUrl: 'https://github.acme.example/api/v3' };
    const all = subject({ contents: 'read' }, { selection: 'all' });
    const { git, secrets, repository: named } = guideFor(all, hosts);
    expect(named).toBeNull();
    expect(git?.clone).toBe('git clone https://mona@github.acme.example/acme/REPOSITORY.git');
    expect(secrets).toEqual({
      actions: 'gh secret set NIGHTLY_CI --repo github.acme.example/acme/REPOSITORY',
      dependabot: 'gh secret set NIGHTLY_CI --app dependabot --repo github.acme.example/acme/REPOSITORY',
    });
    expect(tried(all, hosts)).toBe('https://github.acme.example/api/v3/repos/acme/REPOSITORY/commits');
  });

  it('name GHE.com to gh where a command can’t name it with the repository', () => {
    const hosts = { webUrl: 'https://octo.ghe.com', apiUrl: 'https://api.octo.ghe.com' };
    expect(guideFor(subject({ contents: 'read' }), hosts).secrets.codespaces).toBe(
      'GH_HOST=octo.ghe.com gh secret set NIGHTLY_CI --user --repos acme/website',
    );
  });

  it.each([
    ['contents: read', subject({ contents: 'read' }), true, false],
    ['contents: write', subject({ contents: 'write' }), true, true],
    ['no contents', subject({ issues: 'write' }), false, false],
    ['no repository', subject({ contents: 'read' }, { selection: 'none' }), false, false],
    [
      'repositories that are not known',
      subject({ contents: 'read' }, { selection: 'subset', repositories: [] }),
      true,
      false,
    ],
  ])('use Git where the token can read code: %s', (_, of, hasGit, mayPush) => {
    const guide = guideFor(of, github);
    expect([guide.git !== null, guide.mayPush]).toEqual([hasGit, mayPush]);
  });

  it('read the token from a prompt, on one line, and pass it on by a pipe', () => {
    expect(guideFor(subject({ issues: 'read' }), github).tryIt).toBe(
      `printf 'Token: '; read -rs TOKEN; echo; printf 'Authorization: Bearer %s\\n' "$TOKEN" | curl -H @- https://api.github.com/repos/acme/website/issues; unset TOKEN`,
    );
  });
});

describe('the call to try', () => {
  it.each([
    ['contents', subject({ contents: 'write' }), 'repos/acme/website/commits'],
    ['issues', subject({ issues: 'read' }), 'repos/acme/website/issues'],
    ['pull requests', subject({ pull_requests: 'write' }), 'repos/acme/website/pulls'],
    ['Actions', subject({ actions: 'read' }), 'repos/acme/website/actions/runs'],
    ['administration', subject({ administration: 'read' }), 'repos/acme/website/keys'],
    ['pull requests before issues', subject({ issues: 'read', pull_requests: 'read' }), 'repos/acme/website/pulls'],
    ['issues before runs', subject({ issues: 'read', actions: 'read' }), 'repos/acme/website/issues'],
    ['runs before the rest', subject({ pages: 'read', actions: 'read' }), 'repos/acme/website/actions/runs'],
    ['what no read needs', subject({ workflows: 'write' }), 'repos/acme/website'],
    ['an unknown level', subject({ issues: 'triage' }), 'repos/acme/website'],
    ['nothing', subject({}), 'repos/acme/website'],
    ['members, and no repository', subject({}, { selection: 'none' }, { members: 'read' }), 'orgs/acme/teams'],
    ['members, and a repository', subject({}, undefined, { members: 'read' }), 'orgs/acme/teams'],
    [
      'one of two that would do',
      subject({}, { selection: 'none' }, { organization_copilot_seat_management: 'read' }),
      'orgs/acme/copilot/billing',
    ],
    [
      'one of two that are needed together',
      subject({}, { selection: 'none' }, { organization_codespaces: 'read' }),
      'user',
    ],
    [
      'projects to administer',
      subject({}, { selection: 'none' }, { organization_projects: 'admin' }),
      'orgs/acme/projectsV2',
    ],
    ['reading where the read needs writing', subject({ repository_advisories: 'read' }, { selection: 'none' }), 'user'],
    [
      'writing what that read needs',
      subject({ repository_advisories: 'write' }, { selection: 'none' }),
      'orgs/acme/security-advisories',
    ],
    ['code, and no repository', subject({ contents: 'read' }, { selection: 'none' }), 'user'],
    ['nothing, and no repository', subject({}, { selection: 'none' }), 'user'],
  ])('is one that the token may make: %s', (_, of, path) => {
    expect(tried(of)).toBe(`https://api.github.com/${path}`);
  });
});

it.each([
  ['nightly-ci', 'NIGHTLY_CI'],
  ['Ünïcode — name', 'N_CODE_NAME'],
  ['2fast', 'TOKEN_2FAST'],
  ['github_sync', 'TOKEN_GITHUB_SYNC'],
  ['$(rm -rf ~); `id`', 'RM_RF_ID'],
  ['v2 bot', 'V2_BOT'],
  ['my github_sync', 'MY_GITHUB_SYNC'],
  ['--edge--', 'EDGE'],
  ['x'.repeat(80), 'X'.repeat(60)],
  ['!!!', 'ACCESS_TOKEN'],
])('a secret for %j is called %s', (tokenName, name) => {
  expect(secretName(tokenName)).toBe(name);
});
