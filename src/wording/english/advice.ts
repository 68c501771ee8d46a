// What would serve better than a token, by where it would be used: GitHub's own pages say how. Two lines each, most useful first.
import type { WhereUsed } from '../../domain/requests/where-used.ts';

export type Advice = {
  readonly text: string;
  readonly link: { readonly label: string; readonly url: string };
};

const docs = 'https://docs.github.com/en';

const githubApp = {
  label: 'When to build a GitHub App',
  url: `${docs}/apps/creating-github-apps/about-creating-github-apps/deciding-when-to-build-a-github-app`,
};
const deployKeys = {
  label: 'Deploy keys',
  url: `${docs}/authentication/connecting-to-github-with-ssh/managing-deploy-keys`,
};
const githubCli = { label: 'GitHub CLI', url: `${docs}/github-cli/github-cli/quickstart` };

const lines: Readonly<Record<WhereUsed, readonly [Advice, Advice]>> = {
  git: [
    { text: 'GitHub CLI signs Git in through your browser: run “gh auth login”.', link: githubCli },
    {
      text: 'Git Credential Manager does the same, and keeps the sign-in for you.',
      link: {
        label: 'Git Credential Manager',
        url: `${docs}/get-started/git-basics/caching-your-github-credentials-in-git`,
      },
    },
  ],
  actions: [
    {
      text: 'Each workflow already has GITHUB_TOKEN, which reaches its own repository.',
      link: { label: 'GITHUB_TOKEN', url: `${docs}/actions/tutorials/authenticate-with-github_token` },
    },
    {
      text: 'For a cloud, OIDC needs no stored secret; other values belong in an Actions secret.',
      link: { label: 'OpenID Connect', url: `${docs}/actions/concepts/security/openid-connect` },
    },
  ],
  script: [
    { text: 'On your own machine, “gh api” calls GitHub with your own sign-in.', link: githubCli },
    {
      text: 'In a codespace, GITHUB_TOKEN is set already, and secrets hold the rest.',
      link: {
        label: 'Codespaces secrets',
        url: `${docs}/codespaces/managing-your-codespaces/managing-your-account-specific-secrets-for-github-codespaces`,
      },
    },
  ],
  service: [
    { text: 'A GitHub App has its own name, short-lived tokens, and stays when people leave.', link: githubApp },
    { text: 'A deploy key reads or pushes to one repository, and nothing else.', link: deployKeys },
  ],
  other: [
    { text: 'For anything that a team relies on, a GitHub App outlives its maker.', link: githubApp },
    { text: 'For one repository on one server, a deploy key is enough.', link: deployKeys },
  ],
};

/** Shown as the text it is: names such as GITHUB_TOKEN would be taken for a format elsewhere. */
export const advice = { advice: (where: WhereUsed): readonly [Advice, Advice] => lines[where] };
