import type { WhereUsed } from '../../domain/requests/where-used.ts';
import type { Advice, advice as english } from '../english/advice.ts';
import type { Spoken } from '../wording.ts';

const docs = 'https://docs.github.com/ja';

const githubApp = {
  label: 'GitHub App を作成する場合',
  url: `${docs}/apps/creating-github-apps/about-creating-github-apps/deciding-when-to-build-a-github-app`,
};
const deployKeys = {
  label: 'デプロイ キー',
  url: `${docs}/authentication/connecting-to-github-with-ssh/managing-deploy-keys`,
};
const githubCli = { label: 'GitHub CLI', url: `${docs}/github-cli/github-cli/quickstart` };

const lines: Readonly<Record<WhereUsed, readonly [Advice, Advice]>> = {
  git: [
    {
      text: 'GitHub CLI なら、ブラウザーから Git にサインインできます。「gh auth login」を実行してください。',
      link: githubCli,
    },
    {
      text: 'Git Credential Manager でも同じことができ、サインインの状態も保存されます。',
      link: {
        label: 'Git Credential Manager',
        url: `${docs}/get-started/git-basics/caching-your-github-credentials-in-git`,
      },
    },
  ],
  actions: [
    {
      text: '各ワークフローには、自分のリポジトリにアクセスできる GITHUB_TOKEN がすでにあります。',
      link: { label: 'GITHUB_TOKEN', url: `${docs}/actions/tutorials/authenticate-with-github_token` },
    },
    {
      text: 'クラウドには、シークレットの保存が不要な OIDC を使えます。その他の値は、Actions のシークレットに保存してください。',
      link: { label: 'OpenID Connect', url: `${docs}/actions/concepts/security/openid-connect` },
    },
  ],
  script: [
    { text: '自分のマシンでは、「gh api」が自分のサインインで GitHub を呼び出します。', link: githubCli },
    {
      text: 'codespace には GITHUB_TOKEN がすでに設定されています。その他の値は、シークレットに保存できます。',
      link: {
        label: 'Codespaces のシークレット',
        url: `${docs}/codespaces/managing-your-codespaces/managing-your-account-specific-secrets-for-github-codespaces`,
      },
    },
  ],
  service: [
    {
      text: 'GitHub App は独自の名前と短期間のトークンを持ち、作成者が退職しても使い続けられます。',
      link: githubApp,
    },
    { text: 'デプロイ キーは、1 つのリポジトリの読み取りまたはプッシュだけができます。', link: deployKeys },
  ],
  other: [
    { text: 'チームで使い続けるものには、作成者がいなくなっても残る GitHub App が適しています。', link: githubApp },
    { text: '1 つのサーバーで 1 つのリポジトリを使うなら、デプロイ キーで十分です。', link: deployKeys },
  ],
};

export const advice: Spoken<typeof english> = { advice: (where) => lines[where] };
