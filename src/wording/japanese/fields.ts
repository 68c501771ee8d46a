import type { Verdict } from '../../domain/policy/admit.ts';
import type { Field } from '../../domain/requests/field-problem.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { WhereUsed } from '../../domain/requests/where-used.ts';
import type { PresetName } from '../../domain/scope/presets.ts';
import type { fields as english } from '../english/fields.ts';
import type { Spoken } from '../wording.ts';
import { policySaysAll, rules } from './rules.ts';
import { counted, listed, number, utcDay } from './terms.ts';

const labels: Readonly<Record<Field, string>> = {
  organization: 'Organization',
  where_used: '使用する場所',
  machine_user: '誰のトークンですか?',
  purpose: '目的',
  token_name: 'トークン名',
  description: '説明',
  lifetime: '有効期間',
  expires_on: '最終日',
  preset: 'アクセス',
  repository_access: 'リポジトリへのアクセス',
  repositories: 'リポジトリ',
  permissions: 'アクセス許可',
  justification: '申請の理由',
  token_kind: 'トークンの種類',
  classic_reason: 'classic が必要な理由',
  classic_scopes: 'スコープ',
  last_eight: '最後の 8 文字',
  also_warn: 'ほかに知らせる人',
  reason: '理由',
  keep: '残すもの',
  keep_reason: '必要な理由',
  question: '質問',
  answer: '回答',
};

const questions: Readonly<Partial<Record<Field, string>>> = {
  where_used: 'どこで使いますか?',
  purpose: '何に使いますか?',
  classic_reason: 'fine-grained では何ができませんか?',
  preset: '何ができる必要がありますか?',
};

const hints: Readonly<Partial<Record<Field, string>>> = {
  purpose: '短い言葉で入力してください。残りはこちらで提案します。',
  token_kind:
    'classic のトークンは、あなたがアクセスできるすべてにアクセスできます。ほかの方法がない場合だけ使ってください。',
  classic_scopes: 'トークンは、どこでもこのスコープを持ちます。少ないほど、早く承認されます。',
  permissions: 'Metadata の読み取りは常に含まれます。範囲が狭い申請ほど、早く承認されます。',
  also_warn: 'あなたに連絡できない場合に、有効期限が切れる前に知らせる人です。',
  justification: '必要な理由と、トークンの保管場所を入力してください。ここにトークンを貼り付けないでください。',
};

const wheres: Readonly<Record<WhereUsed, string>> = {
  git: '自分のマシンの Git',
  actions: 'GitHub Actions のワークフロー',
  script: '自分のスクリプト',
  service: 'サービスまたはボット',
  other: 'その他',
};

const presets: Readonly<Record<PresetName, string>> = {
  read_code: 'コードの読み取り',
  read_discussion: 'issue と pull request の読み取り',
  read_ci: 'CI の結果の読み取り',
  comment: 'issue と pull request へのコメント',
  push: 'クローンとプッシュ',
  pull_requests: 'pull request の作成とマージ',
  release: 'リリースの公開',
  run_workflows: 'ワークフローの実行',
  deploy: 'デプロイ',
  read_alerts: 'セキュリティ アラートの読み取り',
  read_members: 'メンバーと Team の読み取り',
};

function refused({ reasons: [reason, ...more] }: Verdict, organization: string): string {
  const said = `${organization} のポリシーでは許可されていません。`;
  return reason !== undefined && 'maxDays' in reason && !('rule' in reason)
    ? `${said}トークンの有効期間は最長 ${counted(reason.maxDays, '日')}です。${policySaysAll(more)}`
    : `${said}${policySaysAll(reason === undefined ? [] : [reason, ...more])}`;
}

export const fields: Spoken<typeof english> = (command) => ({
  label: (field) => labels[field],
  question: (field) => questions[field] ?? labels[field],
  hint: (field) => hints[field] ?? null,
  lifetimeHint: (organization, maxDays) => `${organization} では最長 ${counted(maxDays, '日')}です。`,
  fieldProblem: (problem) => {
    switch (problem.why) {
      case 'not_eight':
        return 'トークンの最後の 8 文字だけを入力するか、空のままにしてください。';
      case 'unknown_scopes':
        return `選択できないスコープです: ${listed(problem.values.slice(0, 5))}。一覧から選んでください。`;
      case 'classic_not_allowed':
        return 'ここでは classic のトークンを申請できません。fine-grained を選んでください。';
      case 'required':
        return '入力してください。';
      case 'too_long':
        return `${number(problem.max)} 文字以内にしてください。現在は ${number(problem.actual)} 文字です。`;
      case 'looks_like_credential':
        return `トークン、キー、またはパスワードのように見えるため、保存していません。削除してください。本物の場合は、${command} leak で取り消してください。`;
      case 'not_offered':
        return '選択肢から選んでください。';
      case 'date_missing':
        return '最終日を選んでください。';
      case 'date_past':
        return '明日以降の日付を選んでください。';
      case 'beyond_maximum':
        return `トークンの有効期間は最長 ${counted(problem.maxDays, '日')}、${utcDay(problem.latestAt)}までです。`;
      case 'never_not_allowed':
        return `ここでは、トークンに ${counted(problem.maxDays, '日')}以内の有効期限が必要です。`;
      case 'repositories_missing':
        return 'リポジトリを 1 つ以上選んでください。';
      case 'unknown_repositories':
        return `見つからないか、あなたには見えません: ${listed(problem.names.slice(0, 5))}。一覧から選んでください。`;
      case 'repositories_not_checked':
        return 'これらのリポジトリがあなたに見えるか、GitHub で確認できませんでした。もう一度お試しください。';
      case 'machine_user_unknown':
        return `${problem.login} がどの GitHub アカウントか、わかりません。見つからないか、別のアカウントがそのログイン名を使っています。ポリシーを確認するよう、所有者に頼んでください。`;
      case 'unknown_permissions':
        return `選択できないアクセス許可です: ${listed(problem.values.slice(0, 5))}。一覧から選んでください。`;
      case 'repository_permissions_without_repositories':
        return `リポジトリへのアクセスが必要です: ${listed(problem.names.slice(0, 5))}。リポジトリを選ぶか、ほかのアクセス許可を選んでください。`;
    }
  },
  whereOption: (value) => wheres[value],
  presetGives: (permissions) => `申請するアクセス許可: ${listed(permissions)}`,
  presetOption: (value) => (value === 'other' ? 'その他' : presets[value]),
  lifetimeOption: (value) => {
    if (value === 'date') return '日付を指定';
    return value === 'none' ? '有効期限なし' : `${value} 日`;
  },
  accessOption: (value) =>
    ({
      none: 'パブリック リポジトリのみ（読み取り専用）',
      subset: '選択したリポジトリのみ',
      all: 'すべてのリポジトリ（今後作成されるものを含む）',
    })[value],
  placeholder: { choose: '選択', search: '入力して検索', day: '日付を選択', person: 'なし' },
  moreToFind: 'ほかにもあるかもしれません。名前を続けて入力してください',
  permissionGroup: { repository: 'リポジトリのアクセス許可', organization: 'Organization のアクセス許可' },
  adviceTitle: 'トークンは必要ないかもしれません:',
  solves: 'これで解決します',
  solvedTitle: 'トークンは不要です',
  solved: 'お役に立てて何よりです。所有者には何も送信していません。',
  keptFrom: (at, speech) => `${speech.instant(at)} に入力した内容を残してあります。`,
  goOn: '続ける',
  startOver: '最初から',
  missing: (names) => `この選択には、もう 1 つ回答が必要です: ${listed(names)}。`,
  askAgain: (of) => `${requestName(of)} をもう一度申請…`,
  startingOver: '少しお待ちください。フォームを最初からやり直します。',
  formTitle: (page) => `トークンの申請（${page}/3）`,
  next: '次へ',
  back: '戻る',
  cancel: 'キャンセル',
  close: '閉じる',
  send: '申請を送信',
  confirmTitle: '確認と送信',
  verdict: (verdict, organization, undecidedDays, speech) =>
    verdict.outcome === 'refuse'
      ? refused(verdict, organization)
      : rules.whoDecides(verdict, organization, undecidedDays, speech),
  ownerRemark: (machineUser, speech) =>
    `${machineUser === null ? 'あなた' : `${speech.name(machineUser)} `}は所有者なので、トークンを作成すると GitHub がすぐに有効にします。それでも、ここでの承認を待ってください。誰も承認していないトークンは報告されます。`,
  problemsIntro: `フォームに入力したあとで何かが変わったため、何も送信していません。${command} request で最初からやり直してください。`,
});
