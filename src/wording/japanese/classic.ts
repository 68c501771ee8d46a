import { declaredEnd } from '../../domain/classic/classic-record.ts';
import type { ClassicReason } from '../../domain/classic/classic-terms.ts';
import type { ClassicToken } from '../../domain/classic/classic-token.ts';
import {
  type ClassicExcess,
  type ClassicSight,
  classicTokenName,
  hasLostAgreement,
  hasReturned,
} from '../../domain/classic/classic-token.ts';
import { gradeOfScope } from '../../domain/classic/scope-catalogue.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { classic as english } from '../english/classic.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { risks } from './risks.ts';
import { counted, inDays, listed, utcDay } from './terms.ts';

/** What fine-grained tokens can't do, and what may do it instead. */
const reasons: Readonly<Record<ClassicReason, { readonly name: string; readonly instead: string }>> = {
  outside_contributor: {
    name: 'ほかの人のパブリック リポジトリへの書き込み',
    instead:
      '多くの場合、フォークで十分です。自分の fine-grained personal access token でフォークにプッシュし、そこから pull request を作成してください。',
  },
  outside_collaborator: {
    name: '外部のコラボレーターとして参加しているリポジトリ',
    instead:
      'その Organization のメンバーになると、fine-grained personal access token を使えます。デプロイ キーは 1 つのリポジトリにアクセスできます。',
  },
  several_organizations: {
    name: '1 つのトークンで複数の Organization',
    instead:
      'Organization ごとに fine-grained personal access token を使う方が、範囲が狭くなります。GitHub App は、すべてにインストールできます。',
  },
  packages: {
    name: 'GitHub Packages',
    instead: 'GitHub Actions のワークフローでは、GITHUB_TOKEN でパッケージの読み取りと公開ができます。',
  },
  checks: {
    name: 'Checks API',
    instead:
      'GitHub App と、ワークフローの GITHUB_TOKEN で使えます。コミット ステータスは、fine-grained personal access token で使えます。',
  },
  own_projects: {
    name: '個人アカウントのプロジェクト',
    instead: 'Organization のプロジェクトは、fine-grained personal access token で使えます。',
  },
  enterprise: {
    name: 'Enterprise 全体のもの',
    instead: '多くの呼び出しには、Enterprise の所有者が GitHub App をインストールできます。',
  },
};

export function classicReason(reason: ClassicReason): string {
  return reasons[reason].name;
}

/** What each scope lets a token do; Slack takes 75 characters together with its grade. */
const scopes: Readonly<Record<string, string>> = {
  repo: 'リポジトリのすべて',
  'repo:status': 'コミット ステータスの読み取りと設定',
  repo_deployment: 'デプロイの読み取りと設定',
  public_repo: 'パブリック リポジトリへのプッシュ',
  'repo:invite': 'リポジトリへの招待の承諾',
  security_events: 'コード スキャンのアラートの読み取りと変更',
  workflow: 'ワークフロー ファイルの変更',
  'write:packages': 'パッケージの公開',
  'read:packages': 'パッケージのダウンロード',
  'delete:packages': 'パッケージの削除',
  'admin:org': 'Organization、Team、メンバーの管理',
  'write:org': 'メンバー、Team、プロジェクトの変更',
  'read:org': 'メンバー、Team、プロジェクトの読み取り',
  'manage_runners:org': 'セルフホステッド ランナーの管理',
  'admin:public_key': '保有者の SSH キーの管理',
  'write:public_key': '保有者のアカウントへの SSH キーの追加',
  'read:public_key': '保有者の SSH キーの読み取り',
  'admin:repo_hook': 'リポジトリの Webhook の管理',
  'write:repo_hook': 'リポジトリの Webhook の追加と変更',
  'read:repo_hook': 'リポジトリの Webhook の読み取り',
  'admin:org_hook': 'Organization の Webhook の管理',
  gist: 'gist への書き込み',
  notifications: '通知の読み取りと既読の設定',
  user: '保有者のプロフィールの変更',
  'read:user': '保有者のプロフィールの読み取り',
  'user:email': '保有者のメール アドレスの読み取り',
  'user:follow': 'ほかの人のフォロー',
  delete_repo: 'リポジトリの削除',
  project: 'プロジェクトの読み取りと変更',
  'read:project': 'プロジェクトの読み取り',
  'admin:enterprise': 'Enterprise の管理',
  'manage_runners:enterprise': 'Enterprise のランナーの管理',
  'manage_billing:enterprise': 'Enterprise の支払いの読み取りと変更',
  'read:enterprise': 'Enterprise のプロフィールの読み取り',
  audit_log: '監査ログの読み取り',
  'read:audit_log': '監査ログの読み取り',
  codespace: 'codespace の作成と使用',
  'codespace:secrets': 'codespace のシークレットの変更',
  copilot: 'Copilot の設定とシートの変更',
  'manage_billing:copilot': 'Copilot のシートの変更',
  'admin:gpg_key': '保有者の GPG キーの管理',
  'write:gpg_key': '保有者のアカウントへの GPG キーの追加',
  'read:gpg_key': '保有者の GPG キーの読み取り',
};

const said = (name: string): string => scopes[name] ?? '内容が不明なスコープ';

const cantSee: Readonly<Record<Exclude<ClassicSight, 'seen' | 'unknown'>, string>> = {
  no_sso: 'SAML SSO を使っていない Organization には、GitHub が classic のトークンを見せません。',
  no_permission: 'GitHub App に読み取りのアクセス許可がないため、classic のトークンを確認できません。',
};

function excess(over: ClassicExcess): string {
  switch (over.kind) {
    case 'scope':
      return `${over.name}: ${said(over.name)}（承認されていません）`;
    case 'never_expires':
      return '有効期限がありません';
    case 'expires_later':
      return `${utcDay(over.actualAt)}まで有効（承認: ${utcDay(over.latestAt)}まで）`;
  }
}

export function classicWaiting(isOwn: boolean): string {
  return isOwn
    ? 'あなたが GitHub で classic のトークンを作成し、ここで知らせるのを待っています。'
    : '申請者が GitHub で classic のトークンを作成するのを待っています。';
}

export const classicStep = '承認されたスコープだけを選んで作成してください。';
export const classicOver = '期間が終わりました。';

export function classicSince(
  request: TokenRequest,
  token: ClassicToken | null,
  organization: string,
  speech: Speech,
): string {
  const made = `classic のトークンは ${speech.instant(request.classic?.madeAt ?? request.changedAt)} に作成されました。`;
  const by = token?.revocation?.by;
  const who = by == null ? '' : `${speech.person(by.slackId)} さんにより `;
  switch (token?.status) {
    case 'active':
      if (token.revocation === null || !hasReturned(token)) return made;
      return `${made}${who}${speech.instant(token.revocation.at)} に取り消されましたが、そのあと再び認可されました。`;
    case 'revoking':
      return `${made}取り消し中です。`;
    case 'revoked':
      return `${made}${who}${speech.instant(token.changedAt)} に取り消され、${speech.name(organization)} にはもうアクセスできません。`;
    case 'gone':
      return `${made}${speech.instant(token.changedAt)} から ${speech.name(organization)} にはアクセスできません。`;
    default: {
      const end = declaredEnd(request);
      return end === null ? made : `${made}期間は ${speech.instant(end)} までです。`;
    }
  }
}

const named = (request: TokenRequest, organization: string, speech: Speech): string =>
  `classic のトークン${speech.quoted(request.tokenName)}（${requestName(request.number)}、${speech.name(organization)}）`;

export function classicOverForYou(
  request: TokenRequest,
  organization: string,
  command: string,
  speech: Speech,
): string {
  return `${named(request, organization, speech)}の期間が終わりました。作成した場合は、GitHub で削除してください。${command} request で、別のトークンを申請できます。`;
}

export function classicMadeNews(request: TokenRequest, organization: string, speech: Speech): string {
  return `${named(request, organization, speech)}を記録しました。終わる前にお知らせします。`;
}

export const classic: Spoken<typeof english> = {
  classicReasonOption: (reason) => reasons[reason].name,
  classicInstead: (reason) => reasons[reason].instead,
  classicReasonLabel: 'classic が必要な理由',
  classicScopesLabel: 'スコープ',
  classicScope: said,
  classicScopeLine: (name) => `${name}: ${said(name)}（${risks.grade(gradeOfScope(name))}）`,
  classicScopeOption: (name) => `${name}（${risks.grade(gradeOfScope(name))}）`,
  moreScopes: (count) => `ほか ${counted(count)}: 「詳細」をご覧ください`,
  noScopes: 'なし（パブリックなデータの読み取りのみ）',
  classicReach: '保有者がアクセスできるすべて（ほかの Organization を含む）',
  tokenKindOption: (kind) =>
    kind === 'classic' ? 'personal access token (classic)' : 'fine-grained personal access token',
  classicReasonGiven: ({ reason }) => reasons[reason].name,
  classicNote: 'classic のトークン',
  classicCantSee: (sight) => {
    if (sight === 'seen') return null;
    return sight === 'unknown' ? 'classic のトークンは、まだ確認できていません。' : cantSee[sight];
  },
  classicUnseen: (sight, organization) =>
    sight === 'seen'
      ? `classic のトークンは、${organization} に対して認可されると確認でき、承認された内容と比べます。`
      : `${sight === 'unknown' ? 'GitHub が classic のトークンを見せるのは、SAML SSO を使っている Organization だけです。' : cantSee[sight]}申請した日付に合わせてお知らせします。`,
  createClassic: 'GitHub で作成',
  classicStep: `${classicStep}ページが空白で開いた場合は、以下の値をコピーしてください。`,
  classicNext: (organization) =>
    `${organization} が SAML SSO を使っている場合は、トークンの横の「Configure SSO」を選び、認可してください。Slack には絶対に貼り付けないでください。`,
  classicMade: '作成しました…',
  classicMadeTitle: 'トークンの作成',
  classicMadeSubmit: '確認',
  classicMadeSays:
    '最後の 8 文字は、トークンを見分けるために使います。それだけではトークンはわかりません。トークンの全体は絶対に貼り付けないでください。',
  classicEnds: (token, speech) => {
    const whose = token.holder === null ? 'あなたの ' : `${speech.name(token.holder)} の `;
    const number = token.number === null ? '' : `${requestName(token.number)}、`;
    const name = `${whose}classic のトークン${speech.quoted(token.name)}（${number}${speech.name(token.organization)}）`;
    const by = token.isDeclared ? 'これは申請の日付です。トークンは確認できません。' : '';
    return token.threshold === 'expired'
      ? `${name}は、${speech.instant(token.endsAt)} に終わりました。${by}`
      : `${name}は、${speech.instant(token.endsAt)}（${inDays(token.days)}）に終わります。${by}`;
  },
  classicEndsNext:
    'まだ必要な場合は、早めに別のトークンを申請してください。そのあと、古いトークンを GitHub で削除してください。',
  classicOnGithub: '自分の classic のトークン',
  classicTokenCard: (token, organization, speech) =>
    `${speech.name(token.holder.login)} の classic のトークン${speech.quoted(classicTokenName(token))}（${speech.name(organization)}）`,
  classicTokenStatus: (token, speech) => {
    const when = speech.instant(token.changedAt);
    const by = token.revocation?.by;
    const who = by == null ? 'ポリシーにより ' : `${speech.person(by.slackId)} さんにより `;
    switch (token.status) {
      case 'revoking':
        return `${who}取り消し中です。GitHub に伝えています。`;
      case 'revoked':
        return `${token.revocation === null ? '' : who}${when} に取り消されました。`;
      case 'gone':
        return `${when} に Organization へアクセスできなくなりました。`;
      case 'active': {
        const kept = token.revocation?.refused;
        if (kept != null) {
          return `取り消されませんでした: ${kept === 'not_an_owner' ? '取り消した人は、もう所有者ではありません。' : 'GitHub が拒否しました。'}`;
        }
        if (token.revocation !== null) {
          return `${who}${speech.instant(token.revocation.at)} に取り消されましたが、そのあと再び認可されました。`;
        }
        if (hasLostAgreement(token)) return 'Organization へアクセスできなくなりましたが、そのあと再び認可されました。';
        if (token.agreement === null) return 'ここでは誰も承認していません。';
        const number = token.requestNumber === null ? '承認された内容' : requestName(token.requestNumber);
        return token.excess.length > 0 ? `${number} の範囲を超えています:` : `${number} の範囲内です。`;
      }
    }
  },
  classicExcess: excess,
  classicExcessLabel: '超えているもの',
  classicScopesGiven: (names) => (names.length === 0 ? 'なし' : listed(names)),
  classicAuthorizedLabel: '認可',
  classicExpiry: (expiresAt) => (expiresAt === null ? 'なし' : utcDay(expiresAt)),
  classicRevoked: (token, organization, speech) => {
    const name = `あなたの classic のトークン${speech.quoted(classicTokenName(token))}`;
    return token.status === 'revoked'
      ? `${name}は、もう ${speech.name(organization)} にアクセスできません。もう一度認可することはできません。必要な場合は、新しく作成してください。`
      : `${name}は、${speech.name(organization)} について取り消されませんでした。`;
  },
  classicFound: (count, unagreed, organization, speech) =>
    `classic のトークン ${counted(count)}が ${speech.name(organization)} にアクセスできます。${unagreed === count ? 'ここでは誰も承認していません。' : `そのうち ${counted(unagreed)}は、ここでは誰も承認していません。`}`,
  classicFoundNext: 'これからは、誰も承認していない新しいものをすべて報告します。',
  showClassic: 'classic のトークンを表示',
  classicTitle: 'classic のトークン',
  classicNone: '確認できる範囲では、あなたの Organization にアクセスできる classic のトークンはありません。',
  classicLine: (token, organization) => `${token.holder.login} の「${classicTokenName(token)}」（${organization}）`,
  classicLineRest: (token) => {
    const flag =
      hasReturned(token) || hasLostAgreement(token)
        ? `${hasReturned(token) ? '取り消し' : 'アクセス喪失'}後、再び認可`
        : token.agreement === null
          ? '誰も承認していません'
          : token.excess.length > 0
            ? '承認された範囲を超過'
            : token.requestNumber === null
              ? '承認済み'
              : `承認済み（${requestName(token.requestNumber)}）`;
    const used = token.accessedAt === null ? '使用履歴なし' : `${utcDay(token.accessedAt)}に使用`;
    const end = token.expiresAt === null ? '有効期限なし' : `${utcDay(token.expiresAt)}まで`;
    return `${flag} · ${token.scopes.length === 0 ? 'スコープなし' : listed(token.scopes)} · ${end} · ${used}`;
  },
  classicHeading: 'Organization に対して認可された classic のトークン',
};
