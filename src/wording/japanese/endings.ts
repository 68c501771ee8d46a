import { requestName } from '../../domain/requests/token-request.ts';
import type { Ending } from '../../domain/tokens/ending.ts';
import type { endings as english } from '../english/endings.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';

function actor(ending: Ending, speech: Speech): string {
  if (ending.by !== null) {
    const as = ending.as === 'holder' ? '保有者の ' : ending.as === 'sponsor' ? '担当者の ' : '';
    return `${as}${speech.person(ending.by.slackId)} さん`;
  }
  if (ending.as === 'policy') return 'ポリシー';
  return ending.login === null ? '所有者' : `GitHub ユーザー ${speech.name(ending.login)} `;
}

function undone(ending: Ending): string {
  if (ending.undone === undefined) return '';
  return ending.undone === 'expired'
    ? 'が、GitHub が受け付ける前に有効期限が切れました'
    : 'が、GitHub では実行されませんでした';
}

const endedAs: Readonly<Record<Exclude<Ending['how'], 'closed' | 'request_denied'> | 'unknown', string>> = {
  denied: '拒否された',
  revoked: '取り消された',
  lost: 'アクセスを失った',
  unknown: '終了した',
};

export const endings: Spoken<typeof english> = {
  ending: (ending, organization, speech) => {
    const when = speech.instant(ending.at);
    const what = `このトークン${ending.isEdit === true ? 'の変更' : ''}${ending.number === null ? '' : `（${requestName(ending.number)}）`}`;
    const place = ending.as === 'on_github' ? ' GitHub で' : '';
    switch (ending.how) {
      case 'denied':
        return ending.as === 'on_github'
          ? `${actor(ending, speech)}が GitHub で${what}を拒否しました。${when} にわかりました。`
          : `${actor(ending, speech)}が、${when} に${what}を拒否しました${undone(ending)}。`;
      case 'request_denied':
        return `${actor(ending, speech)}が、${when} に、このトークン${ending.isEdit === true ? 'の変更' : ''}が待っていた${ending.number === null ? '申請' : ` ${requestName(ending.number)} `}を拒否しました。`;
      case 'revoked':
        return `${actor(ending, speech)}が、${when} に${place}${what}を取り消しました${undone(ending)}。`;
      case 'lost':
        return `${what}は以前、${when} に ${speech.name(organization)} へアクセスできなくなりました。所有者が GitHub で取り消したか、保有者が削除または脱退したためです。`;
      case 'closed':
        return `${what}は以前、${when} に承認待ちではなくなりました。${
          ending.mayBeApproved === true
            ? '承認後にアクセスを失ったか、拒否、中止または変更されました。どれか'
            : '所有者が拒否したか、保有者が中止または変更しました。どちらか'
        }は、GitHub からはわかりません。`;
    }
  },
  heldAsEnded: (what, { ending, unused, isSponsored }, command, speech) => {
    const another =
      unused === null
        ? `トークンが必要な場合は、${command} request で申請し、新しく作成してください。`
        : `待つ必要はありません。${requestName(unused)} の範囲内で新しいトークンを作成すると、自動的に承認します。その後、このトークンを削除してください。`;
    const asked = '所有者に確認を依頼しました。';
    if (ending?.how === 'request_denied') {
      const request = ending.number === null ? '申請' : `申請 ${requestName(ending.number)} `;
      return [`${what}は保留中です。${request}が拒否されたため、承認できるのは所有者だけです。`, another];
    }
    if (ending?.how !== 'closed')
      return [
        `${what}は保留中です。以前に${ending?.how === 'revoked' && ending.undone !== undefined ? '取り消すことになった' : endedAs[ending?.how ?? 'unknown']}${ending?.isEdit === true ? '変更' : 'トークン'}なので、承認できるのは所有者だけです。`,
        asked,
        another,
      ];
    const holder = isSponsored ? '保有者' : 'あなた';
    return [
      `${what}は、所有者が判断するまで保留中です。`,
      `以前は承認を待っていましたが、${speech.instant(ending.at)} に待ち状態が終わりました。`,
      ending.mayBeApproved === true
        ? '承認後にアクセスを失ったのか、拒否、中止または変更されたのかは、GitHub からはわかりません。'
        : `所有者が拒否したのか、${holder}が中止または変更したのかは、GitHub からはわかりません。`,
      asked,
      another,
    ];
  },
  endingReason: 'そのときの理由',
  endedBefore: '自動では承認されません。所有者の判断が必要です。',
};
