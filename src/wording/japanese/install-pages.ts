import type { InstallProblem } from '../../domain/install-problem.ts';
import type { installPages as english } from '../english/install-pages.ts';
import type { Spoken } from '../wording.ts';
import { joined } from './terms.ts';

const scopes: Readonly<Record<string, string>> = {
  commands: 'スラッシュ コマンドとメッセージのメニューに応答するため',
  'chat:write': 'Countersign としてメッセージを送信するため',
  'users:read': 'メンバーの名前、タイム ゾーン、言語と、ゲストかどうかを確認するため',
  'channels:read': '投稿先のパブリック チャンネルが共有されていないかを確認するため',
  'groups:read': '投稿先のチャンネルがプライベートのままかを確認するため',
  'files:write': '所有者がエクスポートした一覧を送信するため',
  'usergroups:read': 'ポリシーでレビュー担当者に指定したユーザー グループのメンバーを確認するため',
  'users:read.email': 'ID プロバイダーが把握しているメール アドレスでメンバーを探すため',
};

function problem(what: InstallProblem): readonly string[] {
  switch (what.why) {
    case 'denied':
      return ['Slack のページで許可しなかったため、インストールはしていません。'];
    case 'slack_refused':
      return [
        'Slack が許可しませんでした。インストールはしていません。',
        'Slack が示した理由は、Countersign を運用している人がログで確認できます。',
      ];
    case 'other_browser':
      return [
        'このインストールは、このブラウザーで始まったものではありません。インストールはしていません。',
        'このページから始めて、同じブラウザーで続けてください。',
      ];
    case 'too_late':
      return ['インストールの有効時間の 10 分を過ぎました。インストールはしていません。'];
    case 'used':
      return ['このインストールはすでに使われています。何も変更していません。'];
    case 'unreadable':
      return ['Slack から送られた内容を読み取れませんでした。インストールはしていません。'];
    case 'misconfigured':
      return [
        `Slack が ${what.variable} を受け付けませんでした。インストールはしていません。`,
        'Countersign の運用担当者が修正する必要があります。',
      ];
    case 'no_bot':
      return [
        'Slack からボットのトークンが渡されませんでした。何も保存していません。',
        'Countersign の運用担当者がマニフェストを確認する必要があります。',
      ];
    case 'rotating':
      return [
        'この Slack アプリではトークンのローテーションが有効なため、トークンは 12 時間で使えなくなります。何も保存していません。',
        'Slack では無効に戻せません。Countersign の運用担当者が、マニフェストから別の Slack アプリを作成する必要があります。',
      ];
    case 'missing_scopes':
      return [
        `Slack から渡された権限が足りません。不足しているもの: ${what.scopes.join('、')}。何も保存していません。`,
        'このページからやり直してください。移動先のアドレスは変更しないでください。',
      ];
    case 'no_policy':
      return [
        `${joined('Countersign は', what.teamName, 'のために設定されていません。')}何も保存していません。`,
        `運用担当者がポリシー ファイル ${what.file} を作成すると、インストールできます。そのあと、もう一度インストールしてください。`,
        what.isGivenBack
          ? 'アプリのアクセス権は取り消しました。'
          : 'アプリのアクセス権を取り消せませんでした。Slack の「アプリを管理する」でアプリを削除してください。',
      ];
  }
}

export const installPages: Spoken<typeof english> = {
  installPage: {
    startTitle: 'Slack に Countersign をインストール',
    start: 'Slack のページでワークスペースを選び、Countersign に次の権限を許可します:',
    scope: (name) => scopes[name] ?? name,
    onlyWithPolicy: '運用担当者がポリシーを作成したワークスペースでのみ動作します。',
    startNote: 'インストールしても、Countersign での権限は得られません。',
    install: 'Slack に進む',
    again: 'やり直す',
    installedTitle: 'インストールしました',
    installed: (name, isForEnterprise) =>
      isForEnterprise
        ? joined('Countersign を組織（OrG）', name, '全体にインストールしました。')
        : joined('Countersign を', name, 'にインストールしました。'),
    started: 'すでに動作しています。このページを閉じて、Slack に戻ってください。',
    notStarted:
      'まだ開始できていません。理由は Countersign のログで運用担当者が確認できます。もう一度インストールする必要はありません。',
    failedTitle: 'インストールしていません',
    problem,
    tooMany: '一度に開かれたページが多すぎます。インストールはしていません。1 分後にもう一度お試しください。',
    notNow:
      'Slack またはデータベースから応答がありませんでした。インストールはしていません。1 分後にもう一度お試しください。',
  },
};
