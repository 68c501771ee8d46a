import { requestName } from '../../domain/requests/token-request.ts';
import { undoneDenial } from '../../domain/tokens/advance-pending-token.ts';
import { endsTooLate, namesAmong } from '../../domain/tokens/possible-requests.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { heldTokens as english } from '../english/held-tokens.ts';
import type { Spoken } from '../wording.ts';
import { endings } from './endings.ts';
import { machineUsers } from './machine-users.ts';
import { isTaken, wasOf, whatWaits, yours } from './pending-tokens.ts';
import { asSponsor, passedOn, toEndInTime } from './terms.ts';
import { rangeAccepted } from './who-decided.ts';

const tellOwners = '所有者が判断できるように、必要な理由を伝えてください。';
const narrow = 'GitHub で範囲を縮小すると、自動的に承認します。';
const orWait = 'または、所有者の判断をお待ちください。';

/** No other token is approved within what was accepted as it was, and no request says yet what more is for. */
function nextIfWider(
  { number, excess }: Extract<PendingToken['match'], { kind: 'exceeds' }>,
  {
    isUntold,
    mayExplain,
    isEdit,
  }: { readonly isUntold: boolean; readonly mayExplain: boolean; readonly isEdit?: boolean },
  command: string,
): string {
  const isTooLate = endsTooLate(excess);
  if (number === null || (isEdit === true && isUntold)) {
    if (isUntold || isTooLate) return mayExplain ? tellOwners : '所有者の判断が必要です。';
    return `${narrow}${mayExplain ? 'または、必要な理由を所有者に伝えてください。' : orWait}`;
  }
  if (isTooLate && !isUntold) return toEndInTime(excess, command);
  return isUntold
    ? `${requestName(number)} の範囲内で新しいトークンを作成すると、自動的に承認します（そのあと、このトークンは削除してください）。${orWait}`
    : `${narrow}${orWait}`;
}

export const heldTokens: Spoken<typeof english> = (command) => ({
  pendingTokenHeld: (token, organization, held, speech) => {
    const own = yours(token, organization, held.isSponsored, speech);
    const what = whatWaits(token, organization, held, speech);
    const keeps = held.isEdit === true ? 'その間、トークンの現在のアクセスは変わりません。' : '';
    const asked = '所有者に確認を依頼しました。';
    const place = speech.name(organization);
    switch (token.heldWhy) {
      case 'github_refused':
        return undoneDenial(token) === null
          ? `GitHub が承認を受け付けなかったため、${what}は保留中です。${asked}${keeps}`
          : `${what}は保留中です。所有者が拒否しましたが、GitHub が受け付けませんでした。${asked}${keeps}`;
      case 'not_a_member': {
        const who = held.isSponsored ? '保有者' : 'あなた';
        return `${who}が現在 ${place} のアクティブなメンバーではないため、${what}は保留中です。${asked}`;
      }
      case 'sponsor_left':
        return `担当者が現在 ${place} のアクティブなメンバーではないため、${what}は保留中です。${asked}`;
      case 'reviewer_gone':
        return `承認した人がもう所有者ではないため、${what}は保留中です。${asked}${keeps}`;
      case 'observing':
        return `${what}は、GitHub で所有者の承認を待っています。${'number' in token.match ? `${rangeAccepted(held.accepted ?? null, token.match.number, speech)}内です。` : ''}${keeps}`;
      case 'ended_before':
        return endings
          .heldAsEnded(held.ending?.isEdit === true ? `${own}の変更` : what, held, command, speech)
          .join('')
          .concat(keeps);
    }
    if (isTaken(token)) {
      const now = held.takenBy == null ? '別のトークン' : speech.quoted(held.takenBy);
      return `申請 ${wasOf(token)} のトークンは現在 ${now} のため、${what}は保留中です。${asked}${keeps}`;
    }
    if (wasOf(token) !== null)
      return `申請 ${wasOf(token)} がすでに終了しているため、${what}は保留中です。${asked}${keeps}`;
    return token.match.kind === 'exceeds'
      ? `${what}は、${rangeAccepted(held.accepted ?? null, token.match.number, speech)}を超えているため、保留中です。${keeps}`
      : `${what}は、まだ誰も承認していないため、保留中です。${asked}${keeps}`;
  },
  passedOn: ({ tokenName }, organization, isTakenOver, speech) =>
    `${speech.name(organization)} のトークン${speech.quoted(tokenName)}は承認待ちです。${passedOn(isTakenOver)}`,
  pendingTokenHeldNext: (token, held, speech) => {
    if (token.heldWhy !== null) return held.isSponsored ? asSponsor : '';
    if (token.match.kind === 'exceeds') {
      const next = nextIfWider(token.match, held, command);
      return held.isSponsored ? `${next}${asSponsor}` : next;
    }
    if (isTaken(token)) {
      const both = held.mayExplain ? '両方が必要な場合は、所有者に理由を伝えてください。' : '';
      return `不要であれば、GitHub でこのトークンを削除してください。${both}${held.isSponsored ? asSponsor : ''}`;
    }
    if (held.isSponsored) return machineUsers(command).requestForIt(token.holder.login, speech);
    if (wasOf(token) !== null) return held.mayExplain ? tellOwners : '';
    return held.mayExplain
      ? `${tellOwners}次回は、先に ${command} request で申請してください。`
      : `次回は、先に ${command} request で申請してください。自動的に承認できるようになります。`;
  },
  leftOnHold: (tokens, speech) => {
    const { named, hidden } = namesAmong(tokens);
    const names = `${named.map(speech.quoted).join('、')}${hidden === 0 ? '' : `、ほか ${hidden} 件`}`;
    const those =
      tokens.length === 1 ? `そのトークン${names}` : `この申請を待っていた ${tokens.length} 個のトークン（${names}）`;
    return `${those}は GitHub で保留中で、承認できるのは所有者だけです。${command} list から必要な理由を伝えるか、削除してください。`;
  },
  explainTitle: '所有者に理由を伝える',
  explainIntro: (token, speech) =>
    `トークン${speech.quoted(token.tokenName)}を、GitHub にあるとおりに申請します。所有者は次の内容について判断します:`,
});
