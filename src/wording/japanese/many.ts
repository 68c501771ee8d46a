import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { ActiveToken, PendingToken } from '../../domain/tokens/token.ts';
import type { many as english } from '../english/many.ts';
import type { Spoken } from '../wording.ts';
import { risks } from './risks.ts';
import { counted, rangeOf, utcDay } from './terms.ts';

const requestIs: Readonly<Record<TokenRequest['status'], string>> = {
  pending: '判断待ち',
  approved: '承認済み',
  claimed: '承認済み、トークンを有効化中',
  fulfilled: '承認済み、トークンは有効になりました',
  denied: '拒否',
  withdrawn: '取り下げ',
  lapsed: '期限切れ',
  ended: '終了',
};
const pendingIs: Readonly<Record<PendingToken['status'], string>> = {
  open: '確認中',
  held: '保留中',
  approving: '承認済み',
  denying: '拒否',
  approved: '承認済み',
  denied: '拒否',
  cancelled: '中止または変更',
  expired: '期限切れ',
  closed: '承認待ちではありません',
};
const activeIs: Readonly<Record<ActiveToken['status'], string>> = {
  active: '承認された範囲内',
  exceeding: '承認された範囲を超過',
  revoking: '取り消し中',
  revoked: '取り消し済み',
  expired: '期限切れ',
  gone: 'アクセスできなくなりました',
};

/** After "承認済み": what the token became since. */
const since: Readonly<Record<ActiveToken['status'], string>> = {
  active: '',
  exceeding: '（現在は範囲を超過）',
  revoking: '（現在は取り消し中）',
  revoked: '（その後、取り消し）',
  expired: '（その後、期限切れ）',
  gone: '（その後、アクセス不可）',
};

type Listed = NonNullable<Parameters<typeof english.listedPendingToken>[2]>;

function pendingState({ status, match, heldWhy }: PendingToken, { accepted, activeToken }: Listed): string {
  if (status === 'approved') return `${pendingIs.approved}${since[activeToken?.status ?? 'active']}`;
  if (status !== 'held') return pendingIs[status];
  if (heldWhy === 'observing') return 'GitHub で所有者の承認待ち';
  if (heldWhy !== null) return pendingIs.held;
  if (match.kind === 'exceeds') return `${rangeOf(accepted == null ? match.number : null)}を超過`;
  return match.kind === 'unclaimed' && match.was === undefined ? 'ここでは誰も申請していません' : pendingIs.held;
}

function until(expiresAt: number | null): string {
  return expiresAt === null ? '有効期限なし' : `${utcDay(expiresAt)}まで`;
}

function waiting(count: number, open: number): string {
  if (open === 0) return '判断待ちはありません';
  return open === count ? 'すべて判断待ちです' : `${counted(open)}が判断待ちです`;
}

export const many: Spoken<typeof english> = {
  manyRequestCards: (count, open, organization, speech) =>
    `${speech.name(organization)} への申請 ${counted(count)}: ${waiting(count, open)}`,
  manyTokenCards: (count, open, organization, speech) =>
    `${speech.name(organization)} のトークン ${counted(count)}: ${waiting(count, open)}`,
  manyNext: '「詳細」を開いて確認し、判断してください。リスクの高いものから順に並んでいます。',
  manyMore: (count) => `ほか ${counted(count)}。これらを判断すると、ここに表示されます。`,
  manyMoreHeld: (count) => `ほか ${counted(count)}。これらが決着すると、ここに表示されます。`,
  listedRequest: (request, risk) =>
    `${requestName(request.number)}、${request.holder.login} の「${request.tokenName}」: ${risks.worst(risk, request.scope.access)}、${requestIs[request.status]}`,
  listedPendingToken: (token, risk, listed = {}) =>
    `${token.holder.login} の「${token.tokenName}」: ${risks.worst(risk, token.scope.access)}、${until(token.scope.expiresAt)}、${pendingState(token, listed)}`,
  listedActiveToken: (token, risk) => {
    const isUnagreed = token.status === 'active' && token.agreement === null;
    const state = isUnagreed ? 'ここでは誰も承認していません' : activeIs[token.status];
    return `${token.holder.login} の「${token.tokenName}」: ${risks.worst(risk, token.scope.access)}、${until(token.scope.expiresAt)}、${state}`;
  },
  manyGone: (count, organization, speech) =>
    `トークン ${counted(count)}が ${speech.name(organization)} へアクセスできなくなりました。所有者が GitHub で取り消したか、保有者が削除または脱退したためです。`,
  goneTokens: 'トークン',
  goneToken: (token, request) =>
    `${token.holder.login} の「${token.tokenName}」${request === null ? '' : `（${requestName(request.number)}）`}`,
  manyAboutTokens: (count, organization, speech) =>
    `${speech.name(organization)} のトークン ${counted(count)}についてのお知らせ`,
  manyAboutRequests: (count, organization, speech) =>
    `${speech.name(organization)} へのあなたの申請 ${counted(count)}についてのお知らせ`,
  manyUndeliverable: (count) => `${counted(count, '人')}に連絡できませんでした`,
  manyStuck: (count) => `${counted(count)}の決定を、まだ GitHub で実行できていません`,
};
