import type { SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { differenceOf, openOffer } from '../../domain/requests/offer.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { Repository, RepositoryAccess } from '../../domain/scope/agreement.ts';
import { mayName, type NamedPrivately } from '../../domain/scope/named-privately.ts';
import { permissionLabel } from '../../domain/scope/permission-catalogue.ts';
import type { offers as english } from '../english/offers.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { notRenewed } from './renewals.ts';
import { policySays, policySaysAll } from './rules.ts';
import { scopes } from './scopes.ts';
import { counted, joined, listed } from './terms.ts';

const mostNamed = 10;
const mostRequestedNamed = 3;

/** Private names only where everybody who reads may know them. */
function named(repositories: readonly Repository[], mayNamePrivate: NamedPrivately): string {
  const may = repositories.filter((one) => mayName(one, mayNamePrivate)).map(({ name }) => name);
  const shown = may.slice(0, mostNamed);
  const hidden = may.length - shown.length;
  const unnamed = repositories.length - may.length;
  return listed([
    ...shown,
    ...(hidden > 0 ? [`ほか ${counted(hidden, '個')}`] : []),
    ...(unnamed > 0 ? [`プライベート リポジトリ ${counted(unnamed, '個')}`] : []),
  ]);
}

function accessLine(asked: RepositoryAccess, offered: RepositoryAccess, mayNamePrivate: NamedPrivately): string {
  const what = offered.selection === 'subset' ? named(offered.repositories, mayNamePrivate) : scopes.access(offered);
  const before =
    asked.selection !== 'subset'
      ? scopes.access(asked)
      : asked.repositories.length <= mostRequestedNamed
        ? named(asked.repositories, mayNamePrivate)
        : `リポジトリ ${counted(asked.repositories.length, '個')}`;
  return `リポジトリ: ${what}（申請: ${before}）`;
}

export const offers: Spoken<typeof english> = {
  adjustButton: '減らす…',
  acceptOffer: '受け入れる',
  adjustTitle: '減らして承認',
  adjustSubmit: '提案を送信',
  adjustIntro:
    '承認できる内容を選んでください。減らすことだけができます。申請者は、それを受け入れるか、申請を取り下げることができます。',
  adjustReasonHint: '申請者に表示されます。',
  adjustHidden: (count) =>
    `申請されたリポジトリのうち ${counted(count, '個')}はプライベートで、あなたには見えません。提案には含まれません。`,
  adjustAll: 'あなたと申請者の両方に見えるリポジトリを選べます。',
  offerTitle: (request, offer, organization, speech) =>
    `${speech.person(offer.by.slackId)} さんは、${speech.name(organization)} の${speech.quoted(request.tokenName)}を、内容を減らせば承認します · ${requestName(request.number)}`,
  offeredBy: ({ by, at, end }, speech) =>
    `${speech.person(by.slackId)} さんが ${speech.instant(at)} に、減らした内容を提案しました${end === 'accepted' ? '。申請者が受け入れました' : ''}`,
  offerHeading: '提案',
  offerLines: (offer, mayNamePrivate) => {
    const { permissions, access, lifetime } = differenceOf(offer);
    return [
      ...permissions.map(
        ({ group, name, level, offered }) => `${permissionLabel(group, name)}: ${offered ?? 'なし'}（申請: ${level}）`,
      ),
      ...(access === null ? [] : [accessLine(offer.asked.access, access, mayNamePrivate)]),
      ...(lifetime === null
        ? []
        : [`有効期間: ${scopes.lifetime(lifetime)}（申請: ${scopes.lifetime(offer.asked.lifetime)}）`]),
    ];
  },
  offerNext: (request, speech) =>
    `減らした内容で進めるには受け入れてください。そうでなければ、申請を取り下げてください。回答がない場合は、${speech.instant(request.undecidedUntil)} に期限切れになります。`,
  offerForbidden: ({ by }, why, speech) =>
    joined(
      ...(why.code === 'renewed_revoked'
        ? [notRenewed(why, speech)]
        : [
            policySays(why),
            `そのため、この提案は受け入れられません。${speech.person(by.slackId)} さんに別の提案を依頼するか、申請を取り下げてください。`,
          ]),
    ),
  offerMeanwhile: '回答するまでは、レビュー担当者が、申請した内容のすべてについて判断することもできます。',
  offerUnanswered: ({ requester }, isOwn, speech) =>
    `${isOwn ? 'あなた' : `${speech.person(requester.slackId)} さん`}が、期限までに提案に回答しませんでした。`,
  offerEnded: (offer, speech) => {
    if (offer.end === 'accepted') return 'この提案を受け入れました。';
    return offer.end === 'void'
      ? `${speech.person(offer.by.slackId)} さんはもうこれを判断できないため、提案は終了しました。`
      : 'この提案は終了しました。';
  },
  offerLine: (request, speech) => {
    const { offer } = request;
    if (offer === null) return null;
    const by = `${speech.person(offer.by.slackId)} さん`;
    const requester = `${speech.person(request.requester.slackId)} さん`;
    if (openOffer(request) !== null)
      return `${by}は内容を減らせば承認します。${requester}の回答を待っています。「詳細」をご覧ください。`;
    return offer.end === 'accepted' && request.status === 'pending'
      ? `${by}が減らした内容を提案し、${requester}が受け入れました。`
      : null;
  },
  offerWaits: (request, offer, until, isOwn, speech) =>
    `${isOwn ? 'あなた' : `${speech.person(request.requester.slackId)} さん`}の回答を待っています（${speech.instant(until)} まで）。${speech.person(offer.by.slackId)} さんは、内容を減らせば承認します。`,
  offerVoid: (request, offer, organization, speech) =>
    `${speech.person(offer.by.slackId)} さんは、もう ${speech.name(organization)} について判断できません。${requestName(request.number)} への提案は終了しました。何も承認されていません。`,
  offerVoidNext: (request, speech) =>
    `${speech.person(request.requester.slackId)} さんが申請した内容のすべてについて、レビュー担当者の判断を待っています。`,
};

type OfferRefusal = Extract<Refusal, { why: `offer_${string}` }>;

export function offerRefusal(refusal: OfferRefusal, speech: Speech): string {
  const name = requestName(refusal.number);
  switch (refusal.why) {
    case 'offer_wider':
      return `提案できるのは、${name} の申請より減らした内容だけです。次の内容は申請を超えています: ${scopes.excess(refusal.excess, false).replaceAll('承認:', '申請:').replaceAll('承認されていません', '申請されていません')}。何も送信していません。`;
    case 'offer_same':
      return `${name} の申請と同じ内容なので、提案するものがありません。何も送信していません。「承認」を使ってください。`;
    case 'offer_classic':
      return `classic のトークンには、減らした内容を提案できないため、何も送信していません。${name} を拒否して、承認できる内容を理由に書くことができます。`;
    case 'offer_unseen':
      return `${name} が申請しているリポジトリは、どれもあなたには見えないため、減らした内容を提案できません。何も送信していません。申請の全体について判断することはできます。`;
    case 'offer_over':
      return refusal.isReplaced
        ? 'この提案は新しい提案に置き換えられたため、何も変更していません。メッセージをもう一度確認してください。'
        : `${name} へのこの提案は終了したため、何も変更していません。`;
    case 'offer_forbidden':
      return `${name} に ${speech.person(refusal.slackId as SlackUserId)} さんが提案した内容は、もうポリシーで許可されていません。${joined(policySaysAll(refusal.reasons), '何も承認されていません。別の提案を依頼するか、申請を取り下げてください。')}`;
    case 'offer_void':
      return `${speech.person(refusal.slackId as SlackUserId)} さんはもうこれを判断できないため、提案は終了しました。何も承認されていません。${name} は再びレビュー担当者の判断を待っています。`;
  }
}
