import type { WhyNever } from '../../domain/scope/calls-without-permission.ts';
import type { NeededLevel } from '../../domain/scope/endpoints.ts';
import { accountPermissionLabel, findPermission, permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import type { permissionFinder as english } from '../english/permission-finder.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed } from './terms.ts';

function needed({ name, level }: NeededLevel): string {
  const group = findPermission(name)?.group ?? 'other';
  return `${accountPermissionLabel(name) ?? permissionLabel(group, name)}: ${level}`;
}

const together = (set: readonly NeededLevel[]): string => listed(set.map(needed));

const token = 'fine-grained personal access token';
const never: Readonly<Record<WhyNever, string>> = {
  checks: `${token} では Checks API を使えません。GitHub App、またはワークフローの GITHUB_TOKEN を使ってください。結果を読み取るだけなら、Actions: read または Commit statuses: read で足りる場合があります。`,
  packages: `${token} では GitHub Packages を使えません。ワークフローでは GITHUB_TOKEN を使ってください。それ以外で使えるのは、classic のトークンだけです。`,
  notifications: `${token} では通知を使えません。使えるのは classic のトークンだけです。`,
  enterprise: `${token} では Enterprise を管理できません。管理できるのは classic のトークンだけです。`,
  apps: 'この呼び出しは、personal access token ではできません。できるのは GitHub App だけです。',
  own_projects: `${token} では、個人のプロジェクトにアクセスできません。Organization のプロジェクトには、Organization projects を申請するとアクセスできます。`,
};

export const permissionFinder: Spoken<typeof english> = (command) => ({
  finderTitle: 'どのアクセス許可が必要ですか?',
  finderLines: [
    `呼び出しを貼り付けてください: ${command} permissions GET /repos/{owner}/{repo}/issues。アドレス、gh api の行、curl の行も使えます。`,
    `または、やりたいことを英語で入力してください: ${command} permissions comment on pull requests`,
    '呼び出しが拒否されましたか? その X-Accepted-GitHub-Permissions ヘッダーを貼り付けてください。トークンは絶対に貼り付けないでください。',
  ],
  needs: (call) => `${call} に必要なもの:`,
  callNeeds: (call, need) => `${call} に必要なもの: ${need}`,
  needsOneOf: (call) => `${call} に必要なもの（次のいずれか）:`,
  call: (verb, path) => `${verb} ${path}`,
  gitCall: (isPush) => (isPush ? 'git push' : 'git clone、fetch、pull'),
  callsAt: (path) => `${path} に必要なもの:`,
  headerNeeds: 'GitHub の応答によると、呼び出しに必要なもの:',
  headerNeedsOneOf: 'GitHub の応答によると、呼び出しに必要なもの（次のいずれか）:',
  together,
  needOf: ({ anyOf }) => anyOf.map(together).join('、または '),
  needOfVerb: (verb, need) => `${verb}: ${need}`,
  forWorkflowFiles: (set) => `.github/workflows のファイルを変更するには、${together(set)} も必要です。`,
  publicIsFree: 'パブリックなデータの読み取りだけなら、通常、アクセス許可は必要ありません。',
  alwaysIncluded: 'Metadata: read は常に含まれます。申請する必要はありません。',
  accountOnly: (own) =>
    `${together(own)} は、Organization ではなく自分のアカウントについてのものです。GitHub で、自分をリソースの所有者（Resource owner）にしてトークンを作成してください。`,
  neverByToken: (why) => never[why],
  nothingNeeded: (path) => `${path} にアクセス許可は必要ありません。どのトークンでも呼び出せます。`,
  headerNothingNeeded:
    'GitHub の応答によると、この呼び出しにアクセス許可は必要ありません。拒否された場合は、トークンが有効か、このリポジトリにアクセスできるかを確認してください。',
  graphqlNeeds: `GraphQL のクエリには、読み取りまたは変更するものすべてのアクセス許可が必要です。英語の単語で調べてください: ${command} permissions issues`,
  callUnknown: 'この呼び出しは見つかりません。近いもの:',
  callUnknownAtAll: 'この呼び出しは見つかりません。GitHub の REST API のドキュメントでパスを確認してください。',
  permissionsFound: '最も近いもの:',
  morePermissionsFound: (count) => `ほか ${counted(count)}が該当します。単語を追加して絞り込んでください。`,
  noPermissionFound: `該当するものはありません。別の英語の単語をお試しください。例: ${command} permissions comment`,
  credentialPasted: `トークンのように見えます。こちらでは保存していませんが、Slack には送信されています。${command} leak で取り消し、新しいトークンを作成してください。`,
  requestThese: 'これらを申請…',
});
