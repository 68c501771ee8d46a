import type { RequestStanding } from '../../domain/requests/request-standing.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { background as english } from '../english/background.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed, number, utcDay } from './terms.ts';

const stands: Readonly<Record<RequestStanding, string>> = {
  pending: '判断待ち',
  approved: '承認',
  active: '有効',
  exceeding: '承認内容を超過',
  revoking: '取り消し中',
  revoked: '取り消し済み',
  expired: '有効期限切れ',
  gone: 'アクセス喪失',
  denied: '拒否',
  withdrawn: '取り下げ',
  lapsed: '期限切れ',
  ended: '終了',
};

/** "5 件: 有効 3、拒否 2" */
function tally(requests: readonly { readonly standing: RequestStanding }[]): string {
  const counts = [...Map.groupBy(requests, ({ standing }) => stands[standing])];
  return `${counted(requests.length)}: ${listed(counts.map(([word, some]) => `${word} ${number(some.length)}`))}`;
}

export const background: Spoken<typeof english> = {
  personIs: ({ slackId, login }, role, organization, speech) => {
    const name =
      slackId === null
        ? `GitHub の ${speech.name(login)} `
        : `${speech.person(slackId)} さん（GitHub では ${speech.name(login)}）`;
    const place = speech.name(organization);
    return {
      owner: `${name}は、${place} の所有者です。`,
      member: `${name}は、${place} のメンバーです。`,
      none: `${name}は、現在 ${place} のメンバーではありません。`,
      unknown: `${name}の ${place} でのロールは、確認できませんでした。`,
    }[role];
  },
  otherTokens: (count, isMachineUser) =>
    `${isMachineUser ? 'マシン ユーザーの' : ''}ほかの有効なトークン（${counted(count)}）`,
  otherToken: ({ tokenName, scope }) =>
    `${tokenName}、${scope.expiresAt === null ? '有効期限なし' : `${utcDay(scope.expiresAt)}まで`}`,
  noOtherTokens: (isMachineUser) =>
    isMachineUser
      ? 'このマシン ユーザーの有効なトークンは、ほかにありません。'
      : 'この人の有効なトークンは、ほかにありません。',
  otherRequests: (requests) => `ほかの申請（${tally(requests)}）`,
  otherRequest: ({ request, standing }) => `${requestName(request.number)} ${request.tokenName}: ${stands[standing]}`,
  noOtherRequests: 'この人の最初の申請です。',
  noRequests: 'ここでの申請はありません。',
  andMore: (count) => `ほか ${counted(count)}`,
  hiddenRepositories: (count, why) =>
    ({
      left: `現在あなたには見えないプライベート リポジトリ ${counted(count)}`,
      unseen: `プライベート リポジトリ ${counted(count)}（GitHub であなたが閲覧できないため、名前を表示しません）`,
      unchecked: `プライベート リポジトリ ${counted(count)}（あなたが閲覧できるか GitHub に確認できなかったため、名前を表示しません）`,
    })[why],
};
