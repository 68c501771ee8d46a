import type { CredentialKind, KindCount } from '../../domain/leaks/credential-kind.ts';
import type { leaks as english } from '../english/leaks.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed } from './terms.ts';

const names: Readonly<Record<CredentialKind, string>> = {
  classic: 'personal access token (classic)',
  fine_grained: 'fine-grained personal access token',
  oauth: 'OAuth app のトークン',
  app_user: 'GitHub App のユーザー トークン',
  app_refresh: 'GitHub App の更新トークン',
  app_installation: 'GitHub App のインストール トークン',
  private_key: '秘密キー',
  slack_token: 'Slack のトークン',
  slack_webhook: 'Slack の Webhook アドレス',
  jwt: 'JSON Web トークン',
  aws: 'AWS のアクセス キー',
  gitlab: 'GitLab のトークン',
  npm: 'npm のトークン',
  stripe: 'Stripe の本番キー',
};

/** "personal access token (classic) 2 件、秘密キー 1 件" */
const kindsOf = (kinds: readonly KindCount[]): string =>
  listed(kinds.map(({ kind, count }) => `${names[kind]} ${counted(count)}`));

/** What stops working, by kind. */
const ends: Readonly<Partial<Record<CredentialKind, string>>> = {
  classic: 'personal access token (classic) は、使われているすべての場所、すべての Organization で使えなくなります。',
  fine_grained: 'fine-grained personal access token は、どこでも使えなくなります。',
  oauth: 'このトークンを持つ OAuth app は、ユーザーとして操作できなくなります。',
  app_user: 'このトークンを持つ GitHub App は、ユーザーとして操作できなくなります。',
  app_refresh: 'このトークンを持つ GitHub App は、ユーザーのアクセスを更新できなくなります。',
};

/** How to end it by hand where GitHub does not end it for whoever has it. */
const byHand: Readonly<Record<CredentialKind, string>> = {
  classic: '作成した人が、GitHub の「Settings」→「Developer settings」→「Tokens (classic)」で削除します。',
  fine_grained: '作成した人が、GitHub の「Settings」→「Developer settings」→「Fine-grained tokens」で削除します。',
  oauth: 'ユーザーが、GitHub の「Settings」→「Applications」→「Authorized OAuth Apps」でアプリを取り消します。',
  app_user: 'ユーザーが、GitHub の「Settings」→「Applications」→「Authorized GitHub Apps」でアプリを取り消します。',
  app_refresh: 'ユーザーが、GitHub の「Settings」→「Applications」→「Authorized GitHub Apps」でアプリを取り消します。',
  app_installation:
    '1 時間以内に有効期限が切れます。すぐに終わらせるには、所有者が Organization の「Settings」→「GitHub Apps」でアプリを一時停止します。',
  private_key:
    '対になるキーを、信頼しているすべての場所で削除します。GitHub App のキーはアプリの設定に、SSH キーは「Settings」→「SSH and GPG keys」にあります。',
  slack_token: 'api.slack.com/apps で、そのアプリの設定から取り消します。',
  slack_webhook: 'api.slack.com/apps で、そのアプリの「Incoming Webhooks」から削除します。',
  jwt: '発行元に取り消しを依頼します。多くは自動的に有効期限が切れます。',
  aws: 'AWS コンソールの IAM で無効にします。',
  gitlab: 'GitLab の「Access tokens」で取り消します。',
  npm: 'npmjs.com の「Access Tokens」で削除します。',
  stripe: 'Stripe ダッシュボードの「Developers」→「API keys」で置き換えます。',
};

export const leaks: Spoken<typeof english> = (command) => ({
  leakTitle: '漏えいの報告',
  leakNext: '次へ',
  leakRevoke: '今すぐ取り消す',
  leakTell: '所有者に知らせる',
  leakHow:
    '漏えいしたトークンまたはキーを、下に貼り付けてください。まず種類をお知らせします。確認するまで、何も取り消しません。',
  leakPrivate: '内容は一切保存しません。所有者には、報告した人と種類が表示されます。',
  leakField: '漏えいしたトークンまたはキー',
  leakFieldKept: '貼り付けたままの内容です。こちらでは保存していません。',
  leakNoneInMessage: 'このメッセージに、トークンやキーは見つかりませんでした。ある場合は、下に貼り付けてください。',
  leakForgotten:
    'メッセージの内容は、もう残っていません。下に貼り付けるか、メッセージのメニューからもう一度開いてください。',
  leakNoneFound: 'トークンやキーとして認識できません。最初の文字から、すべてを貼り付けてください。',
  leakCutOff: 'トークンの一部が欠けています。すべてを貼り付けてください。',
  leakFound: (kinds) => `見つかったもの: ${kindsOf(kinds)}。`,
  leakEnds: (kinds) => kinds.flatMap(({ kind }) => ends[kind] ?? []),
  leakNoUndo: 'GitHub がすぐに終わらせ、作成した人に知らせます。この操作は元に戻せません。',
  leakObserved: (organizations, speech) =>
    `${listed(organizations.map(speech.name))} については観察だけを行います。GitHub がこれを取り消すのは、ポリシーではなく、あなたの依頼によるものです。`,
  leakByHand: () => 'ここでは取り消せないもの',
  leakSteps: (kinds) => kinds.map(({ kind, count }) => `${names[kind]} ${counted(count)}: ${byHand[kind]}`),
  leakEnterprise: 'GitHub Enterprise Server では、ほかの人が報告したトークンを取り消せません。',
  leakRevoked: (kinds) => `GitHub が取り消しを受け付けました: ${kindsOf(kinds)}。`,
  leakRevokedMeans: 'まだ有効だった場合は、使えなくなりました。誰のものだったかは、GitHub からはわかりません。',
  leakOnlyTold: 'GitHub では何も取り消していません。',
  leakOwnersTold: '報告した人と種類を、所有者に知らせました。',
  leakNobodyTold:
    'まだどの Organization も読み取っていないため、所有者に知らせることができませんでした。自分で伝えてください。',
  leakAdviceTitle: '次にすること',
  leakAdvice: [
    'それが表示されているメッセージ、ファイル、またはコミットを削除してください。',
    '何に使われたか、Organization の監査ログを確認するよう、所有者に頼んでください。',
    `必要としているものがある場合は、${command} request で新しいトークンを申請して作成し、シークレットとして保管してください。`,
  ],
  leakFailed: {
    unknown:
      'GitHub から応答がありませんでした。トークンはまだ使えるかもしれません。もう一度お試しください。2 回行っても問題はありません。',
    refused:
      'GitHub が受け付けなかったため、何も取り消していません。すべて貼り付けたか確認し、もう一度お試しください。',
    not_here: 'この GitHub では、ほかの人が報告したトークンを取り消せません。何も取り消していません。',
    untold:
      'GitHub は取り消しましたが、記録することも、所有者に知らせることもできませんでした。もう一度お試しください。',
  },
  leakLimited: (until, speech) =>
    `GitHub が今は報告を受け付けないため、何も取り消していません。${until === null ? '1 時間後に' : `${speech.instant(until)} 以降に`}もう一度お試しください。`,
  leakByOwner: 'または、作成した人が GitHub ですぐに削除できます。',
  leakAgain: '内容は保存していません。メッセージのメニューからもう一度開くか、下に貼り付けてください。',
  leakReported: (by, revoked, unrevoked, speech) =>
    `${speech.person(by)} さんが漏えいを報告しました: ${kindsOf([...revoked, ...unrevoked])}`,
  leakReportedRevoked: (revoked, unrevoked) => {
    if (revoked.length === 0) return 'GitHub では何も取り消していません。';
    const what = unrevoked.length === 0 ? '' : `（${kindsOf(revoked)}）`;
    return `GitHub が取り消しを受け付けました${what}。誰のものだったかは、GitHub からはわかりません。`;
  },
  leakReportedNext:
    'この Organization にアクセスできるものだった場合は、終わったことがここにも表示されます。何に使われたか、監査ログを確認してください。',
  leakInstead: `トークンまたはキーのように見えます。こちらでは保存していませんが、Slack には送信されています。${command} leak で取り消してください。`,
});
