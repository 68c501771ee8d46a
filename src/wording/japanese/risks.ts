import type { RepositoryAccess } from '../../domain/scope/agreement.ts';
import type { Grade, Power } from '../../domain/scope/powers.ts';
import type { PowerHere, Risk } from '../../domain/scope/risk.ts';
import type { risks as english } from '../english/risks.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed } from './terms.ts';

/** Before "ができます"; repositories are named before it. */
const can: Readonly<Record<Power, string>> = {
  administer_organization: 'Organization の設定とロールの変更',
  manage_members: 'メンバーと所有者の決定',
  change_organization_secrets: 'Organization のシークレットの置き換え',
  attach_organization_runners: 'Organization のジョブとシークレットを受け取るマシンの追加',
  change_organization_networks: 'Organization のネットワークとパッケージ レジストリの変更',
  receive_organization_events: 'Organization のすべてのイベントの別のサーバーへの転送',
  change_organization_settings: 'Organization が依存する設定の変更',
  administer_repositories: 'リポジトリの管理（設定、アクセス、デプロイ キー、削除）',
  do_what_is_unknown: 'アクセス許可が認める操作（一部は内容が不明）',
  change_secrets: 'ワークフローが使うシークレットの置き換え',
  change_workflows: 'シークレットを使うワークフローの変更',
  read_leaked_secrets: 'コード内で見つかったシークレットの読み取り',
  receive_events: 'イベントの別のサーバーへの転送',
  push_code: 'コードのプッシュとマージ',
  run_workflows: 'ワークフローの実行',
  use_codespaces: 'codespace の実行',
  change_variables: 'ワークフローが使う変数の変更',
  deploy: 'デプロイの開始と承認',
  publish_pages: 'Web サイトの公開',
  vouch: 'コードとビルドを検証済みにすること',
  read_weaknesses: 'セキュリティ アラートの読み取り',
  manage_projects: 'Organization のプロジェクトの管理',
  read_organization_settings: 'Organization の設定の読み取り',
  review_pull_requests: 'pull request のレビュー（マージを除く）',
  discuss: 'issue へのコメント',
  change_other: 'コード以外のデータの変更',
  read_code: 'コードの読み取り',
  read_other: 'その他のデータの読み取り',
  read_public_only: 'パブリックなデータの読み取り',
  manage_enterprise: 'Enterprise 全体の管理',
  add_keys: '保有者のアカウントへのキーの追加（なりすましが可能になります）',
  publish_packages: 'パッケージの公開',
  delete_packages: 'パッケージの削除',
  read_packages: 'パッケージのダウンロード',
  read_audit_log: '監査ログの読み取り',
};

function where(access: RepositoryAccess): string {
  if (access.selection === 'all') return 'すべてのリポジトリ（今後作成されるものを含む）での';
  if (access.selection === 'none') return '';
  return `${counted(access.repositories.length, '個')}のリポジトリでの`;
}

/** Latin letters stand apart. */
function inPlace(deed: string, access: RepositoryAccess): string {
  const place = where(access);
  return place !== '' && /^[a-z]/i.test(deed) ? `${place} ${deed}` : `${place}${deed}`;
}

/** So many things are named; the others are counted. */
const mostNamed = 3;

function said(powers: readonly PowerHere[], access: RepositoryAccess): string {
  const groups = (['organization', 'repositories'] as const).map((reach) =>
    powers.filter((one) => one.reach === reach),
  );
  // What is most dangerous comes first.
  const inTurn = groups
    .filter((group) => group.length > 0)
    .toSorted((one, other) => powers.indexOf(one[0] as PowerHere) - powers.indexOf(other[0] as PowerHere));
  return inTurn
    .map((group) => {
      const deeds = listed(group.map(({ power }) => can[power]));
      return group[0]?.reach === 'repositories' ? inPlace(deeds, access) : deeds;
    })
    .join('、さらに');
}

const names: Readonly<Record<Grade, string>> = {
  low: 'リスク: 低',
  elevated: 'リスク: 中',
  high: 'リスク: 高',
  critical: 'リスク: 重大',
};

function worstPower({ powers: [first] }: Risk, access: RepositoryAccess): string {
  const deed = first === undefined ? can.read_other : can[first.power];
  return first?.reach === 'repositories' && access.selection === 'all' ? inPlace(deed, access) : deed;
}

export const risks: Spoken<typeof english> = {
  grade: (grade) => names[grade],
  power: (power) => can[power],
  risk: ({ powers, dormant }, access, isForever) => {
    const more = powers.length - mostNamed;
    const rest = more > 0 ? `、ほか ${counted(more)}` : '';
    const sleeping =
      dormant.length === 0
        ? ''
        : `保有者は所有者ではありません。所有者になると、${listed(dormant.map(({ power }) => can[power]))}もできるようになります。`;
    return `このトークンでできること: ${said(powers.slice(0, mostNamed), access)}${rest}。${isForever ? '有効期限がありません。' : ''}${sleeping}`;
  },
  worst: (risk, access) => `${names[risk.grade]}、${worstPower(risk, access)}`,
  worstPower,
};
