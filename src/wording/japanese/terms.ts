import type { RequestNumber } from '../../domain/ids.ts';
import type { WayToAsk } from '../../domain/notices/asked-now.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { Excess } from '../../domain/scope/agreement.ts';
import { isNamedAlike } from '../../domain/tokens/match.ts';
import { localized } from '../localized.ts';
import type { Speech } from '../speech.ts';

const japan = localized('ja-JP');

export const { listed, number } = japan;

/** Intl puts nothing between a Latin name and the word. */
export function either(items: readonly string[]): string {
  return japan
    .either(items)
    .replaceAll(/([!-~])または/g, '$1 または')
    .replaceAll(/または([!-~])/g, 'または $1');
}

/** "2027年3月3日" of a UTC day, where Slack takes no date of its own. */
export const utcDay = japan.day;

/** "3 件": what is counted has a counter of its own, and no plural. */
export function counted(count: number, counter = '件'): string {
  return `${number(count)} ${counter}`;
}

/** Between Japanese and Latin letters stands a space. */
export function joined(...parts: readonly string[]): string {
  return parts.reduce((text, part) => {
    const meets = `${text.slice(-1)}${part.slice(0, 1)}`;
    return `${text}${/^(?:[\x21-\x7e][ぁ-んァ-ヶ一-龠]|[ぁ-んァ-ヶ一-龠][\x21-\x7e])$/.test(meets) ? ' ' : ''}${part}`;
  });
}

/** "3 日後", "今日": beside a date that matters. */
export function inDays(days: number): string {
  if (days <= 0) return '今日';
  return days === 1 ? '明日' : `${counted(days, '日')}後`;
}

export const asSponsor = 'このマシン ユーザーの担当者へのお知らせです。';

/** To whoever stood for a token, and no longer does. */
export const passedOn = (isTakenOver: boolean): string =>
  `${isTakenOver ? '現在はほかの人が担当しています' : 'あなたはもう担当していません'}。何もする必要はありません。`;

/** No edit moves an expiry; regenerating does, and narrows nothing. */
export const regenerateEarlier =
  'トークンの有効期限は、編集では変更できません。早い期限で GitHub で再生成してください（シークレットが変わります）。';

/** What its holder can do about a token that ends too late, while it waits and once it is active. */
export function toEndInTime(excess: readonly Excess[], command: string, asking: WayToAsk = 'by_command'): string {
  const more = {
    here: 'または、ここで新しい期限を申請してください。',
    by_command: `または、${command} request から、同じトークン名で期間の延長を申請してください。`,
    no_more: '',
  };
  const isWider = excess.some(({ kind }) => kind !== 'never_expires' && kind !== 'expires_later');
  return `${regenerateEarlier}${isWider ? '範囲も縮小してください。' : ''}または、期間内に終わる新しいトークンを作成してから、このトークンを削除してください。${more[asking]}`;
}

/** `number`: null where no request was approved, but a token as it was. */
export function rangeOf(number: RequestNumber | null): string {
  return number === null ? '承認された範囲' : `${requestName(number)} の範囲`;
}

/** Where a token does not have the name that was agreed, every sentence names both. */
export function agreedAs(token: { readonly tokenName: string }, request: TokenRequest | null, speech: Speech): string {
  if (request === null) return '';
  const name = isNamedAlike(token.tokenName, request.tokenName) ? '' : speech.quoted(request.tokenName);
  return `${requestName(request.number)}${name}`;
}
