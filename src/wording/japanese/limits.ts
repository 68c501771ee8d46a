import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { limits as english } from '../english/limits.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { reviewersSaid } from './reviewers.ts';
import { counted } from './terms.ts';

/** The policy's limits on how often somebody approves or asks. */
function usedUp({ of, most, again }: Extract<Refusal, { why: 'used_up' }>, speech: Speech): string {
  const when = speech.instant(again);
  switch (of) {
    case 'approvals':
      return `10 分間に承認できるのは ${counted(most)}までで、上限に達しました。何も決定していません。ほかのレビュー担当者に承認を依頼するか、${when} 以降にもう一度お試しください。`;
    case 'requests':
      return `1 日に申請できるのは ${counted(most)}までで、上限に達しました。何も送信していません。${when} 以降に申請できます。`;
    case 'requests_of_organization':
      return `この Organization のメンバーが 1 日に申請できるのは合わせて ${counted(most)}までで、上限に達しました。何も送信していません。${when} 以降にもう一度お試しいただくか、所有者に相談してください。`;
  }
}

function signInNeeded({ minutes, isPossible }: Extract<Refusal, { why: 'sign_in_needed' }>): string {
  const needed = 'これは重大なリスクがあるため、ポリシーにより、先に GitHub へのサインインが必要です。';
  return isPossible
    ? `${needed}何も決定していません。ボタンからサインインして、${counted(minutes, '分')}以内に承認してください。`
    : `${needed}ここではまだ誰もサインインできないため、何も決定していません。Countersign を運用している人が、先にサインインを設定する必要があります。`;
}

type LimitRefusal = Extract<
  Refusal,
  { why: 'sign_in_needed' | 'used_up' | 'last_day_over' | 'nudged_today' | 'details_not_theirs' | 'view_not_checked' }
>;

export function limitRefusal(refusal: LimitRefusal, speech: Speech): string {
  if (refusal.why === 'sign_in_needed') return signInNeeded(refusal);
  if (refusal.why === 'used_up') return usedUp(refusal, speech);
  if (refusal.why === 'nudged_today')
    return `${requestName(refusal.number)} については、レビュー担当者に知らせてから 1 日たっていません。${speech.instant(refusal.againAt)} から、もう一度知らせることができます。`;
  if (refusal.why === 'view_not_checked')
    return `${speech.name(refusal.organization)} についてあなたが閲覧できるか、GitHub と Slack に確認できなかったため、何も表示していません。1 分ほどしてから、もう一度お試しください。`;
  if (refusal.why === 'details_not_theirs')
    return `この詳細を見られるのは、${reviewersSaid(refusal.reviewers, refusal.organization, speech)}と、申請またはトークンの本人だけです。あなたの GitHub アカウント ${speech.name(refusal.login)} は、今どちらでもありません。`;
  return `${requestName(refusal.number)} で申請された最終日になったため、今から作成するトークンはその日までに終わりません。何も決定していません。もっと後の日付で、もう一度申請できます。`;
}

export const limits: Spoken<typeof english> = {
  freshSignIn: 'GitHub にサインイン',
  approvalOutdated: (tokenName, organization, speech) =>
    `${speech.name(organization)} の${speech.quoted(tokenName)}は、あなたの承認が GitHub に届く前に状況が変わったため、何も承認されていません。その後の経過と今求めている内容は、このトークンについての最新のメッセージにあります。`,
  denialOutdated: (tokenName, organization, speech) =>
    `${speech.name(organization)} の${speech.quoted(tokenName)}は、あなたの拒否を GitHub に伝える前に GitHub で有効になったため、求めていたことがすべてできます。このトークンについての最新のメッセージを確認してください。そこから取り消せます。`,
  approvalsStopped: (slackId, most, organization, speech) =>
    `${speech.person(slackId)} さんが、10 分以内に ${speech.name(organization)} について ${counted(most)}を承認しました`,
  approvalsStoppedNext: (until, speech) =>
    `${speech.instant(until)} まで、この人の承認は受け付けません。ほかのレビュー担当者が判断できます。`,
  approvalsStoppedWhy:
    'ほかの人がこの Slack アカウントを使った場合は、サインアウトさせて、承認されたものを取り消してください。',
};
