import type { RequestNumber } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Left } from '../../domain/tokens/together.ts';
import { isInForce } from '../../domain/tokens/token.ts';
import type { leaving as english, Standing } from '../english/leaving.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { revokeRefused } from './active-tokens.ts';
import { risks } from './risks.ts';
import { counted, listed, utcDay } from './terms.ts';

function whereTheyStand({ living, revoking, revoked, lost }: Standing, organization: string): string {
  const parts = [
    ...(living > 0 ? [`トークン ${counted(living)}がまだ ${organization} にアクセスできます`] : []),
    ...(revoking > 0 ? [`${counted(revoking)}を取り消し中です`] : []),
    ...(revoked > 0 ? [`${counted(revoked)}を取り消しました`] : []),
    ...(lost > 0 ? [`${counted(lost)}がアクセスできなくなりました`] : []),
  ];
  return parts.length === 0 ? 'アクセスできるトークンはありません' : listed(parts);
}

function who({ slackId, holder }: Pick<Left, 'slackId' | 'holder'>, speech: Speech): string {
  return slackId === null ? `GitHub ユーザー ${speech.name(holder.login)} ` : `${speech.person(slackId)} さん`;
}

const names = (numbers: readonly RequestNumber[]): string => listed(numbers.map(requestName));

export const leaving: Spoken<typeof english> = {
  holderLeft: (left, standing, organization, speech) => {
    const place = speech.name(organization);
    const what =
      left.why === 'left'
        ? `${who(left, speech)}は、もう ${place} のメンバーではありません`
        : `${who(left, speech)}の Slack アカウントが解除されました`;
    return `${what}: ${whereTheyStand(standing, place)}`;
  },
  togetherToken: ({ tokenName, status, scope, revocation, changedAt }, risk) => {
    const ends = scope.expiresAt === null ? '有効期限なし' : `${utcDay(scope.expiresAt)}まで`;
    const stands = {
      active: `${risks.worst(risk, scope.access)}、${ends}`,
      exceeding: `${risks.worst(risk, scope.access)}、${ends}`,
      revoking: '取り消し中',
      revoked: `${utcDay(changedAt)}に取り消し`,
      expired: '期限切れ',
      gone: `${utcDay(changedAt)}にアクセスできなくなりました`,
    }[status];
    const refused =
      isInForce({ status }) && revocation?.refused != null
        ? `。取り消していません: ${revokeRefused[revocation.refused]}`
        : '';
    return `「${tokenName}」: ${stands}${refused}`;
  },
  theirTokens: 'この人のトークン',
  moreTokens: (count) => `ほか、リスクがより低いもの ${counted(count)}。`,
  holderLeftNext: ({ outcome }, { living, revoking, isByPolicy = false }, isObserved) => {
    if (living + revoking === 0) return [];
    if (isObserved) {
      const wouldHave =
        outcome === 'would_revoke' ? ['観察のみ: 本来であれば、ポリシーにより取り消していました。'] : [];
      return [...wouldHave, '所有者が GitHub で取り消せます。'];
    }
    const telling =
      revoking === 0 ? [] : [`${isByPolicy ? 'ポリシーにより取り消します。' : ''}GitHub に伝えています。`];
    const left =
      revoking === 0 ? 'まだ使われている可能性があります。' : 'ほかのものは、まだ使われている可能性があります。';
    return living === 0 ? telling : [...telling, `${left}誰も必要としていないものを取り消してください。`];
  },
  holderBack: (since) => `${since} から、Slack アカウントはふたたび有効です。`,
  approvalsReturned: ({ returned }) =>
    `この人が承認した ${names(returned)} は、まだトークンに使われていません。ほかの所有者がもう一度判断する必要があります。`,
  sponsorless: ({ sponsored }, speech) =>
    `この人は、マシン ユーザー ${listed(sponsored.map(speech.name))} の担当者です。ポリシーの machine_users に、別の担当者を書いてください。`,
  revokedTogether: ({ by, slackId, holder }, { living, revoking, revoked, lost }, organization, speech) => {
    const all = living + revoking + revoked + lost;
    const of = `${who({ slackId, holder }, speech)}のトークン（${speech.name(organization)}）${counted(all)}のうち ${counted(revoked)}を取り消しました`;
    const open = [
      ...(revoking > 0 ? [`取り消し中 ${counted(revoking)}`] : []),
      ...(lost > 0 ? [`すでに終了 ${counted(lost)}`] : []),
      ...(living > 0 ? [`取り消していないもの ${counted(living)}`] : []),
    ];
    return `${speech.person(by)} さんが、${of}${open.length === 0 ? '' : `（${listed(open)}）`}`;
  },
  revokedTogetherNext: ({ living, revoking }) =>
    revoking > 0
      ? 'GitHub に伝えています。このメッセージは更新されます。'
      : living > 0
        ? '取り消していないトークンは、まだアクセスできます。所有者が GitHub の Organization の設定の「Personal access tokens」で取り消せます。'
        : 'もうどのトークンもアクセスできません。',
  tokensOfTitle: '1 人のトークン',
  tokensOf: (login, count, organization, speech) =>
    count === 0
      ? `${speech.name(login)} のトークンで、${speech.name(organization)} にアクセスできるものはありません。`
      : `${speech.name(login)} のトークン ${counted(count)}が、まだ ${speech.name(organization)} にアクセスできます。`,
  tokensOfObserved: (organization, speech) =>
    `${speech.name(organization)} については観察だけを行います。トークンは GitHub で取り消してください。`,
  revokeAllButton: 'すべて取り消す…',
  revokeAllTitle: 'すべてのトークンの取り消し',
  revokeAllSubmit: 'すべて取り消す',
  revokeAllWhat: (login, count, organization, speech) =>
    `${speech.name(login)} のトークン ${counted(count)}は、すぐに ${speech.name(organization)} へアクセスできなくなります。この操作は元に戻せません。`,
  revokeAllThese: '取り消すもの',
  revokeAllNot: '取り消せないもの',
  revokeAllUnderWay: (name) => `「${name}」: すでに取り消し中`,
  revokeAllLeft: (count) => `残り ${counted(count)}は、次の機会になります。リスクの高いものから取り消します。`,
  revokeAllStarted: (count) =>
    `トークン ${counted(count)}を取り消しています。それぞれの結果は、レビュー担当者のチャンネルに表示されます。`,
};
