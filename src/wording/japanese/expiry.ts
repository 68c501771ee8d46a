import { requestName } from '../../domain/requests/token-request.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import type { expiry as english } from '../english/expiry.ts';
import type { Spoken } from '../wording.ts';
import { agreedAs, asSponsor, counted, inDays, listed, utcDay } from './terms.ts';

/** `days` until each ends, the soonest first; null where it has ended. */
function allEnd(days: readonly (number | null)[]): string {
  const left = days.filter((one) => one !== null);
  const ended = days.length - left.length;
  const [soonest] = left;
  if (soonest === undefined) return 'の有効期限が切れました';
  const when = inDays(soonest);
  const isSame = left.every((one) => inDays(one) === when);
  // A day by its own name takes no particle.
  const ends = isSame ? `${when}${soonest <= 1 ? '' : 'に'}期限切れ` : `まもなく期限切れ（最初は${when}）`;
  return ended === 0 ? `が${ends}になります` : `: ${counted(ended)}は期限切れ、${counted(left.length)}は${ends}`;
}

function renewOrNot(of: number): string {
  if (of === 0) return '';
  return of === 1
    ? 'まだ必要な場合は、更新してください。不要であれば、期限切れにすると、もうお知らせしません。'
    : 'まだ必要なものは更新してください。それ以外を期限切れにすると、もうお知らせしません。';
}

export const expiry: Spoken<typeof english> = (command) => ({
  expiryTitle: (days, organization, speech) =>
    `${speech.name(organization)} のトークン ${counted(days.length)}${allEnd(days)}`,
  expiryLine: (threshold, days, name, agreed, login, when, organization) => {
    const about = [agreed, organization ?? ''].filter((one) => one !== '').join('、');
    const what = `${login === null ? '' : `${login} の`}${name}${about === '' ? '' : `（${about}）`}`;
    if (threshold === 'expired') return `${what}は、${when} に有効期限が切れました。もう使えません。`;
    // The evening before: the morning's message of that day said so already.
    const isLast = threshold === 0 && days === 1;
    return `${what}は、${when}（${inDays(days)}${isLast ? 'の朝' : ''}）に有効期限が切れます。`;
  },
  reminderNow: (so, asOf, isTheirs, speech) => {
    const outdated = 'この通知は古くなりました';
    switch (so.is) {
      case 'moved':
        return `${outdated}: ${asOf} 時点で、${so.expiresAt === null ? '有効期限はありません' : `有効期限は ${speech.instant(so.expiresAt)} です`}。`;
      case 'revoked':
        return `${outdated}: ${speech.instant(so.at)} に取り消されました。`;
      case 'gone':
        return `${outdated}: ${speech.instant(so.at)} にアクセスできなくなりました。`;
      case 'expired':
        return `${outdated}: ${speech.instant(so.at)} に期限が切れました。`;
      case 'replaced':
        return `${outdated}: ${requestName(so.by)} のトークンに置き換わりました。`;
      case 'revoking':
        return `${outdated}: 取り消し中です。`;
      case 'repeated':
        return '新しいメッセージが最新の状態です。';
      case 'declined':
        return isTheirs
          ? '更新しないことにしたため、このトークンについてはもうお知らせしません。'
          : '保有者は、このトークンを更新しないことにしました。';
    }
  },
  endedReplaced: (by) => `${requestName(by)} のトークンに置き換わっているため、対応は不要です。`,
  expiryNext: (audience, isOver, logins, isHolderLinked, of) => {
    const over =
      of.ended === 0
        ? ''
        : `${of.ended === 1 ? 'まだ必要な場合は' : 'まだ必要なものがあれば'}、${command} request で新しく申請してください。そのあと置き換えて、古いトークンを GitHub で削除してください。`;
    const next = isOver ? over : renewOrNot(of.renewable);
    const instead = `${listed(logins)} には連絡できないため、代わりにお知らせしています。`;
    return {
      holder: next,
      sponsor: `${logins.length === 1 ? asSponsor : 'これらのマシン ユーザーの担当者へのお知らせです。'}${next}`,
      warned: `${instead}本人か、トークンを置き換えられる人に伝えてください。`,
      reviewers: isHolderLinked
        ? `${instead}本人に伝えてください。`
        : '保有者の GitHub アカウントが Slack にリンクされていないため、本人に知らせることができません。代わりに伝えてください。',
    }[audience];
  },
  agreedUnder: (token, request, speech) =>
    request === null || isNamedAlike(token.tokenName, request.tokenName) ? '' : agreedAs(token, request, speech),
  day: utcDay,
  beingRevoked: '取り消し中',
  tokenLine: (name, machineUser, when) =>
    `${name}${machineUser === null ? '' : `（${machineUser}）`}、${when === null ? '有効期限なし' : `${when} に期限切れ`}`,
});
