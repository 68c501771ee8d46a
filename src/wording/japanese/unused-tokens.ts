import { requestedAs } from '../../domain/scope/agreement.ts';
import { riskOf } from '../../domain/scope/risk.ts';
import { type ActiveToken, isInForce } from '../../domain/tokens/token.ts';
import type { unusedTokens as english } from '../english/unused-tokens.ts';
import type { Spoken } from '../wording.ts';
import { risks } from './risks.ts';
import { asSponsor, counted, utcDay } from './terms.ts';

function idle(days: number | null): string {
  return days === null ? '使用履歴なし' : `${counted(days, '日')}前に使用`;
}

const isNow: Readonly<Record<ActiveToken['status'], string>> = {
  active: '再び使われています',
  exceeding: '再び使われています',
  revoking: '取り消し中です',
  revoked: '取り消されました',
  expired: '有効期限が切れました',
  gone: 'アクセスできなくなりました',
};

export const unusedTokens: Spoken<typeof english> = {
  unusedTitle: (count, organization, speech) =>
    count === 0
      ? `${speech.name(organization)} の使われていないトークンについて、必要な操作はありません`
      : `${speech.name(organization)} の使われていないトークン ${counted(count)}は、まだ必要ですか?`,
  unusedTitleBefore: (organization, speech) =>
    `${speech.name(organization)} の使われていないトークンについて質問しました`,
  unusedToken: (name, whose, days, risk, access) =>
    `${whose === null ? '' : `${whose} の`}${name}: ${idle(days)}、${risks.worst(risk, access)}`,
  unusedAskedAgain: (name) => `${name}: 新しいメッセージで質問しています`,
  unusedSettled: (token, name, speech) => {
    const { unused, status } = token;
    return isInForce(token) && unused?.kept
      ? `${name}: ${speech.person(unused.kept.by.slackId)} さんが ${speech.instant(unused.kept.at)} に残しました`
      : `${name}は${isNow[status]}`;
  },
  unusedNext: (answerBy, { isSponsored, isObserved }) =>
    `${isSponsored ? asSponsor : ''}${isObserved ? '不要なものは GitHub で削除してください。ここでは観察だけを行います。' : '必要なものを残し、それ以外を取り消してください。'}${answerBy} までに回答がなければ、所有者に質問します。`,
  keepTitle: 'トークンを残す',
  keepSubmit: '残す',
  keepWhat: (name, afterDays) =>
    `${name}はそのまま残ります。${afterDays === null ? '' : `${counted(afterDays, '日')}間使われなければ、もう一度質問します。`}`,
  keepReader: '何に使いますか? 所有者に表示されます。',
  unusedReviewTitle: (count, organization, speech) =>
    `${speech.name(organization)} の使われていないトークン ${counted(count)}: まだ必要ですか?`,
  unusedReviewWhy: (count, unasked) => {
    if (unasked === 0) return '保有者に質問しましたが、回答がありませんでした。';
    if (unasked === count) return '保有者に Slack で連絡できないため、質問できませんでした。';
    return `保有者に質問しましたが、回答がありませんでした。${counted(unasked)}の保有者には Slack で連絡できず、質問できませんでした。`;
  },
  unusedReviewToken: (token, days, risk) =>
    `${token.holder.login} の「${token.tokenName}」: ${idle(days)}、${risks.worst(risk, token.scope.access)}${token.unused?.asked === null ? '、質問できる人がいません' : ''}`,
  unusedReviewNext: (isObserved) =>
    isObserved
      ? 'ここでは観察だけを行います。所有者が GitHub でトークンを取り消します。'
      : '取り消す前に、残すものを選べます。保有者もまだ回答できます。',
  revokeUnused: '使われていないトークンを取り消す…',
  reviewTitle: '使われていないトークン',
  reviewSubmit: 'その他を取り消す',
  reviewWhat: (count, organization, speech) =>
    `下で残すものを選ばない限り、トークン ${counted(count)}は、すぐに ${speech.name(organization)} へアクセスできなくなります。この操作は元に戻せません。`,
  reviewToken: (token) => `${token.holder.login} の「${token.tokenName}」`,
  reviewRisk: (token) =>
    `${token.lastUsedAt === null ? '使用履歴なし' : `${utcDay(token.lastUsedAt)}に使用`}、${risks.worst(riskOf(requestedAs(token.scope), 'unknown'), token.scope.access)}`,
  reviewMore: (count) => `ほか ${counted(count)}は、このフォームでは変わりません。`,
  reviewNone: 'なし: すべて取り消す',
  reviewRevoking: (count) => `GitHub でトークン ${counted(count)}を取り消しています`,
  reviewKept: '残したもの',
  reviewRefused: '変更していないもの',
  reviewNext: 'それぞれの結果は、チャンネルのトークンのカードに表示されます。',
  unusedReviewDone: (organization, speech) =>
    `${speech.name(organization)} の使われていないトークンで、判断が必要なものはありません。`,
};
