import type { linkPages as english } from '../english/link-pages.ts';
import type { Spoken } from '../wording.ts';
import { joined } from './terms.ts';

export const linkPages: Spoken<typeof english> = (command) => ({
  linkPage: {
    startTitle: 'GitHub アカウントのリンク',
    start: (name) =>
      joined(
        'このページは、Slack の',
        name,
        'さんのためのものです。GitHub にサインインして、自分のアカウントを示してください。',
      ),
    startWarning: (name) =>
      joined(
        'このアドレスをほかの人から受け取りましたか? または、',
        name,
        'さんではありませんか? その場合は、このページを閉じてください。閉じないと、その人があなたとして操作できるようになります。',
      ),
    signIn: 'GitHub にサインイン',
    confirmTitle: 'どちらもあなたですか?',
    confirm:
      'どちらのアカウントも自分のものである場合だけ、確認してください。以後、Countersign は Slack のこの人を、この GitHub アカウントとして扱います。',
    confirmWarning: 'アドレスをほかの人から受け取った場合は、キャンセルしてください。',
    slack: 'Slack',
    github: 'GitHub',
    slackPerson: (name, handle, workspace) => `${name}（@${handle}、${workspace}）`,
    inMyName: 'Countersign が GitHub で自分の名前で操作することを許可する',
    inMyNameNote: `Slack であなたが承認、拒否、取り消しをすると、GitHub があなたの権限を確認し、あなたの名前を表示します。あなたの GitHub トークンは暗号化して保管します。やめるには、もう一度 ${command} link を送信し、このチェックを外してください。`,
    link: 'はい、リンクします',
    cancel: 'いいえ、キャンセルします',
    doneTitle: 'リンクしました',
    done: (login) => `Countersign では、あなたは GitHub の ${login} です。このページを閉じて、Slack に戻ってください。`,
    undo: `元に戻すには、Slack で ${command} unlink を送信してください。`,
    cancelledTitle: 'リンクしていません',
    cancelled: `このページは閉じてかまいません。やり直すには、Slack で ${command} link を送信してください。`,
    refusedTitle: 'リンクしていません',
    tooMany: '一度に多くのページが開かれました。リンクはしていません。1 分後にもう一度お試しください。',
    unreadable: `ブラウザーから送られた内容を読み取れませんでした。リンクはしていません。やり直すには、Slack で ${command} link を送信してください。`,
    notNow:
      'Slack、GitHub、またはデータベースから応答がありませんでした。リンクはしていません。1 分後にもう一度お試しください。',
  },
  linkAddress:
    'GitHub にサインインして、アカウントをリンクしてください。このアドレスは 10 分間有効で、あなた専用です。共有しないでください。',
  linkAccount: 'GitHub アカウントをリンク',
  accountLinked: (login) => `Countersign では、あなたは GitHub の ${login} になりました。`,
  accountLinkedNext:
    'ここでのあなたの申請、トークン、判断は、そのアカウントのものになります。心当たりがない場合は、リンクを解除してください。',
  unlinkAccount: '心当たりがありません',
  ownerLinked: (person, login) => `${person} さんが、GitHub に ${login} としてサインインしました。`,
  ownerLinkedWhy: (organization) =>
    `そのアカウントは ${organization} の所有者なので、ここで判断できるようになりました。本人のものでない場合は、そのアカウントの本人が GitHub の Settings の「Applications」で Countersign を取り消すと、リンクが終わります。`,
  unlinked: (account) =>
    `${account} とのリンクを解除しました。あなたが承認し、まだトークンに使われていないものは、所有者の判断に戻ります。アカウントをリンクするには、${command} link を送信してください。`,
});
