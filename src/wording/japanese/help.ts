import type { help as english } from '../english/help.ts';
import type { Spoken } from '../wording.ts';
import { joined } from './terms.ts';

const words = [
  { word: 'request', example: 'request', does: 'fine-grained personal access token を申請する' },
  { word: 'list', example: 'list', does: '自分の申請とトークンを見る' },
  { word: 'show', example: 'show PAT-12', does: '申請の詳細を見る' },
  { word: 'withdraw', example: 'withdraw PAT-12', does: '申請を取り下げる' },
  { word: 'renew', example: 'renew PAT-12', does: '有効期限が切れる前にトークンを更新する' },
  { word: 'revoke', example: 'revoke PAT-12', does: '申請のトークンのアクセスを終わらせる' },
  { word: 'tokens', example: 'tokens', does: 'すべてのトークンを見る。@mona を付けるとその人の分だけ（所有者）' },
  { word: 'permissions', example: 'permissions comment', does: '作業や API の呼び出しに必要なアクセス許可を調べる' },
  { word: 'guide', example: 'guide PAT-12', does: 'トークンの使い方を手順で見る' },
  { word: 'policy', example: 'policy', does: 'トークンについてのルールを読む' },
  { word: 'leak', example: 'leak', does: '漏えいしたトークンまたはキーを取り消す' },
  { word: 'audit', example: 'audit @mona', does: '監査証跡をファイルで受け取る（所有者）' },
  { word: 'status', example: 'status', does: '正常に動いているか、何が待っているかを見る' },
  { word: 'link', example: 'link', does: 'GitHub アカウントをリンクする' },
  { word: 'unlink', example: 'unlink', does: 'そのリンクを解除する' },
  { word: 'help', example: 'help', does: 'この一覧を見る' },
];

export const help: Spoken<typeof english> = (command) => ({
  helpTitle: 'Countersign: 所有者が承認してから使えるようになる GitHub トークン',
  helpWords: words.map(({ word }) => word),
  helpLines: words.map(({ example, does }) => `${command} ${example}: ${does}`),
  helpHow: `PAT-12 の代わりに、自分のトークンや申請の名前も指定できます。ここで申請し、所有者が判断し、あなたが GitHub でトークンを作成します。承認された内容と一致すると、使えるようになります。Countersign がトークンを見る必要はありません。Slack には絶対に貼り付けないでください。漏えいした場合は、${command} leak で取り消せます。`,
  unknownWord: (given, nearest) =>
    nearest === null
      ? joined(`${command} ${given}`, 'というコマンドはありません。')
      : `${joined(`${command} ${given}`, 'というコマンドはありません。')}${command} ${nearest} のことですか?`,
});
