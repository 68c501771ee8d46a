import type { PauseReason } from '../../domain/organization.ts';
import type { Mode } from '../../domain/policy/policy.ts';
import type { Counts, PolicyKey } from '../../domain/policy/policy-changes.ts';
import { unusedDays } from '../../domain/tokens/baseline.ts';
import type { organizations as english } from '../english/organizations.ts';
import type { Spoken } from '../wording.ts';
import { risks } from './risks.ts';
import { counted, inDays, listed, utcDay } from './terms.ts';

const pauseReasons: Readonly<Record<PauseReason, string>> = {
  not_installed:
    'GitHub App がインストールされていないか、Organization の名前が変更されました。所有者がもう一度インストールできます。',
  suspended: 'GitHub App が一時停止されました。所有者が GitHub で一時停止を解除できます。',
  another_organization:
    '現在、別の Organization が GitHub でこの名前を使っています。名前を変更した場合は、ポリシーに新しい名前を書いてください。',
  refused:
    'GitHub が呼び出しを拒否しています。アプリのアクセス許可が足りないか、キーが違います。Countersign のログに詳しい情報があります。',
  address_refused:
    'GitHub がブロックしています。Organization の IP 許可リストに Countersign のアドレスがありません。所有者が GitHub で追加できます。',
  unreachable: 'GitHub から 1 時間応答がありません。',
};

const policyKeys: Readonly<Record<PolicyKey, string>> = {
  channel: 'レビュー担当者のチャンネル',
  language: 'このチャンネルの言語',
  auditChannel: '監査証跡の先頭を知らせる場所',
  lifetime: 'トークンの有効期間',
  reminderDays: '保有者に知らせる時期',
  drift: '承認された範囲を超えたトークンの扱い',
  renewal: '更新にレビュー担当者が必要か',
  leavers: '脱退した人のトークンの扱い',
  digest: 'このチャンネルに週ごとのまとめが届く時期',
  unused: '使われていないトークンについて質問する時期',
  escalation: '誰も判断しなかったときに判断できる人',
  classic: 'classic のトークンを申請できるか',
  reviewers: 'レビューする人',
  approvals: '必要な承認の数',
  approvalsFor: 'リスクの高いものに必要な承認の数',
  signIn: '重大なリスクのものを承認する前に GitHub へのサインインが必要か',
  limits: '承認と申請の回数の上限',
  rules: 'ルール',
  rulesMode: 'ルールを実行するか、観察だけを行うか',
  lapse: '申請と承認の有効な期間',
  identity: 'ID プロバイダーによる本人の確認',
};

const modes: Readonly<Record<Mode, readonly string[]>> = {
  observe: [
    'これからは観察だけを行います。GitHub では何も変更せず、本来であれば何をしていたかをメッセージでお知らせします。',
    'まだ GitHub に伝えていない決定は、送信しません。所有者が GitHub で判断します。',
  ],
  enforce: [
    'これからは GitHub で実行します。申請の範囲内で承認を待っているトークンは、1 分以内に承認します。',
    '承認された範囲を超えているトークンは、今日から縮小までの期間が始まります。すぐに取り消すことはありません。',
  ],
};

function countedChanges({ added, removed, changed }: Counts, what: string, counter: string): readonly string[] {
  const parts = (
    [
      [added, '追加'],
      [removed, '削除'],
      [changed, '変更'],
    ] as const
  )
    .filter(([count]) => count > 0)
    .map(([count, did]) => `${counted(count, counter)}を${did}`);
  return parts.length === 0 ? [] : [`${what}: ${listed(parts)}しました。`];
}

export const organizations: Spoken<typeof english> = {
  policyTaken: (organization) => `${organization} のポリシーが変更され、有効になりました`,
  policyChanges: ({ keys, people, machineUsers, mode }) => {
    const lines = [
      ...(mode === undefined ? [] : modes[mode]),
      ...(keys.length === 0 ? [] : [`変更された項目: ${listed(keys.map((key) => policyKeys[key]))}。`]),
      ...countedChanges(people, '人', '人'),
      ...countedChanges(machineUsers, 'マシン ユーザー', '件'),
    ];
    return lines.length === 0 ? ['この Organization については、何も変わっていません。'] : lines;
  },
  policyRefused: (organization) =>
    `新しいポリシー ファイルは使えません。${organization} では、以前のポリシーが引き続き有効です`,
  policyProblems: '問題点',
  policyRefusedNext: 'Countersign の管理者がファイルを修正する必要があります。修正されると、自動的に読み直します。',
  baselineTitle: (count, organization, speech) =>
    `Countersign は ${speech.name(organization)} の監視を始めました: ${count === 0 ? 'アクセスできるトークンはまだありません' : `すでにトークン ${counted(count)}がアクセスできます`}`,
  baselineLook: '確認をおすすめするもの',
  baselineCounts: ({ neverExpiring, allRepositories, dangerous, unused }) =>
    (
      [
        ['dangerous', dangerous, 'リスクが「高」または「重大」'],
        ['never_expires', neverExpiring, '有効期限なし'],
        ['all_repositories', allRepositories, 'すべてのリポジトリにアクセス可能'],
        ['unused', unused, `${counted(unusedDays, '日')}間使われていない`],
      ] as const
    )
      .filter(([, count]) => count !== 0)
      .map(([of, count, what]) => ({ of, said: `${what}: ${counted(count)}` })),
  baselineShow: '表示',
  baselineShowAll: (count) => (count === 1 ? 'トークンを表示' : `${counted(count)}すべてを表示`),
  baselineSoonest: '期限が近いもの',
  baselineToken: (name, login, expiresAt, days) =>
    `${login} の「${name}」: ${utcDay(expiresAt)}${days < 0 ? '' : `（${inDays(days)}）`}`,
  baselineWaiting: (count) =>
    `トークン ${counted(count)}が、すでに承認を待っています。このチャンネルの一覧をご覧ください。`,
  baselineNext: (count) =>
    count === 0
      ? 'これからは、ここで申請されていないトークンをすべて報告します。'
      : 'これらはここでは誰も確認していません。有効期限が切れる前に保有者に知らせ、これからの変更をすべて報告します。',
  waitingListTitle: (count, organization, speech) =>
    `${speech.name(organization)} のトークン ${counted(count)}は、Countersign の開始前から承認を待っています`,
  waitingListToken: (name, login, scope, risk) =>
    `${login} の「${name}」: ${risks.worst(risk, scope.access)}、${scope.expiresAt === null ? '有効期限なし' : `${utcDay(scope.expiresAt)}まで`}`,
  waitingListMore: (count) => `ほか ${counted(count)}。これらを判断すると、ここに表示されます。`,
  waitingListNext: '「詳細」を開いて確認し、判断してください。リスクの高いものから順に並んでいます。',
  waitingListEmpty: (organization, speech) =>
    `Countersign の開始前から承認を待っていた ${speech.name(organization)} のトークンは、すべて判断が済みました。`,
  paused: (organization, speech) => `${speech.name(organization)} の GitHub にアクセスできません`,
  pausedWhy: (why) =>
    `${pauseReasons[why]}それまでは何も承認せず、変更も確認できません。申請の期限は切れず、トークンがなくなったという連絡もしません。自動的に再開し、ここでお知らせします。`,
  loginTaken: (login, speech) =>
    `マシン ユーザーのログイン名 ${speech.name(login)} を、現在は別の GitHub アカウントが使っています`,
  loginTakenWhy: (login, sponsor, speech) =>
    `マシン ユーザーの名前が変更または削除され、別の人がそのログイン名を取得しました。マシン ユーザー自身のトークンについては、引き続き ${speech.person(sponsor)} さんに知らせます。新しいアカウントのトークンについては知らせません。マシン ユーザーの申請は、現在の ${speech.name(login)} のトークンには適用されません。`,
  loginTakenNext: (login, speech) =>
    `${speech.name(login)} が誰か GitHub で確認し、心当たりがなければ、そのトークンを拒否してください。そのあと、マシン ユーザーの現在のログイン名を、ポリシーの machine_users に書いてください。`,
  trailHead: (seq) => `監査証跡: ${counted(seq)}`,
  trailHeadNext: 'このハッシュは全記録を表します。保管すると、変更や削除がなかったか、あとで確かめられます。',
  resumed: (organization, speech) =>
    `再び ${speech.name(organization)} の GitHub にアクセスできるようになりました。その間に起きたことは、すべて反映しました。`,
};
