import { wasApproved } from '../../domain/requests/approvals.ts';
import { timedOutUnanswered } from '../../domain/requests/offer.ts';
import { isForMachineUser, requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import { wayToRenew } from '../../domain/requests/way-to-renew.ts';
import { standingReview } from '../../domain/standing-review.ts';
import type { requests as english } from '../english/requests.ts';
import type { Spoken } from '../wording.ts';
import { classicMadeNews, classicOverForYou } from './classic.ts';
import { endedForYou, ofMachineUser } from './machine-users.ts';
import { newSecret, renewedNews, replacedNews } from './renewals.ts';
import { requestNext, requestOutcome, requestStatus, whyReopened } from './request-status.ts';
import { reviewersSaid } from './reviewers.ts';
import { agreedAs, counted, inDays, utcDay } from './terms.ts';

/** What is rare, and wider than all else, is named. */
function kindOf({ classic }: TokenRequest): string {
  return classic === null ? '' : ' classic のトークン';
}

export const requests: Spoken<typeof english> = (command) => ({
  requestStatus,
  requestNext,
  reason: '理由',
  requestCard: (request, organization, speech) =>
    `${speech.person(request.requester.slackId)} さんが${kindOf(request)}${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}を申請しています（${speech.name(organization)}）· ${requestName(request.number)}`,
  requestFolded: (request, organization, speech) =>
    `${requestOutcome(request, speech)}: ${speech.person(request.requester.slackId)} さんの${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}（${speech.name(organization)}）· ${requestName(request.number)}`,
  alreadyOnGithub: (tokenName, speech) =>
    `${speech.quoted(tokenName)}は、すでに GitHub で承認を待っています。ここで承認すると有効になります。`,
  mustSeeDetails: '長すぎてここには表示できません。「詳細」を開いて確認し、承認してください。',
  requestSent: (request, organization, speech) =>
    `あなたの申請${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}（${speech.name(organization)}）· ${requestName(request.number)}`,
  requestNews: (request, organization, token, speech, { renewed = null, reopened = null } = {}) => {
    const place = speech.name(organization);
    const number = requestName(request.number);
    const what = `あなたの申請${speech.quoted(request.tokenName)}（${number}、${place}）${ofMachineUser(request, speech)}`;
    const again = `${command} request で、別のトークンを申請できます。`;
    const review = standingReview(request);
    switch (request.status) {
      case 'denied':
        return `${review === null ? `${what}が拒否されました` : `${speech.person(review.by.slackId)} さんが${what}を拒否しました`}。${again}`;
      case 'lapsed':
        if (request.classic !== null && wasApproved(request)) {
          return classicOverForYou(request, organization, command, speech);
        }
        return wasApproved(request)
          ? `${what}は、期限までにトークンが作成されなかったため、期限切れになりました。${again}`
          : timedOutUnanswered(request)
            ? `${what}は、期限までに提案への回答がなかったため、期限切れになりました。${again}`
            : `${what}は、期限までに誰も判断しなかったため、期限切れになりました。${again}`;
      case 'ended':
        return `${what}は終了しました。${endedForYou(request, speech)}`;
      case 'pending':
        return `${what}は、再び判断を待っています。${reopened === null ? '' : whyReopened(request, reopened, speech)}必要な操作はありません。誰かが判断したら、お知らせします。`;
      case 'fulfilled': {
        if (request.classic !== null) return classicMadeNews(request, organization, speech);
        if (request.renews !== null && token !== null && token.tokenId === request.renews.tokenId) {
          return `${renewedNews(request, token, speech)}${newSecret(request.whereUsed)}`;
        }
        const name = speech.quoted(token?.tokenName ?? request.tokenName);
        const whose = isForMachineUser(request) ? '' : 'あなたの';
        const expiresAt = token?.scope.expiresAt ?? null;
        const remind =
          expiresAt === null ? '' : `有効期限は ${speech.instant(expiresAt)} です。切れる前にお知らせします。`;
        const agreed = token === null ? number : agreedAs(token, request, speech);
        const isReplacing = request.renews !== null && wayToRenew(request, renewed) !== 'instead';
        return `${whose}トークン${name}（${agreed}）${ofMachineUser(request, speech)}が ${place} にアクセスできるようになりました。${remind}${isReplacing ? replacedNews(request, speech) : ''}`;
      }
      default:
        return `${what}が変更されました。`;
    }
  },
  nudgeTitle: (by, organization, speech) =>
    `${speech.person(by)} さんが、${speech.name(organization)} の申請の確認を依頼しています`,
  nudgeNext: 'まだ判断されていません。詳細を開いて判断してください。',
  nudgeOnDuty: (groups, speech) => `担当: ${reviewersSaid(groups, '', speech).trimEnd()}`,
  nudged: (number) =>
    `${requestName(number)} について、レビュー担当者に知らせました。明日、もう一度知らせることができます。`,
  nudgedUntil: (againAt) => `${againAt} から、レビュー担当者にもう一度知らせることができます。`,
  withdrawn: (of) =>
    `${requestName(of)} を取り下げました。すでに GitHub でトークンを作成している場合は、削除してください。`,
  buttons: {
    vouch: 'アカウントを確認',
    refusePerson: '断る',
    approve: '承認',
    deny: '拒否…',
    ask: '質問…',
    answer: '回答…',
    details: '詳細',
    withdraw: '取り下げ',
    nudge: 'もう一度知らせる',
    githubForbids: 'Organization を選べない',
    githubCaps: 'その日数を選べない',
    approveAsItIs: 'このまま承認',
    acceptAsItIs: 'このまま承認',
    takeBack: '承認を取り下げ…',
    revoke: '取り消す…',
    keep: '残す…',
    explain: '所有者に理由を伝える…',
  },
  withdrawConfirm: {
    title: 'この申請を取り下げますか?',
    text: 'この操作は元に戻せませんが、いつでももう一度申請できます。',
    confirm: '取り下げる',
    deny: 'そのままにする',
  },
  denyTitle: '拒否',
  denySubmit: '拒否する',
  denyReader: {
    request: '申請者に表示されます。',
    pending_token: 'GitHub からトークンの保有者にメールで届き、ここからも本人に知らせます。',
  },
  detailsTitle: '詳細',
  wholeRequest: '申請の全内容',
  working: '少しお待ちください。あなたが閲覧できるか、GitHub に確認しています。',
  done: (act, name) => {
    if (act === 'reminded') return `${name}の保有者に、ダイレクト メッセージで確認しました。`;
    return `${name}を${act === 'approved' ? '承認' : 'このまま承認'}しました。チャンネルのメッセージを更新しています。`;
  },
  listTitle: 'あなたの申請とトークン',
  nothingListed: `申請もトークンもありません。${command} request で申請してください。`,
  requestsHeading: '申請',
  heldHeading: '保留中',
  waitingHeading: '承認待ち',
  tokensHeading: 'Organization にアクセスできるトークン',
  waitingTitle: (count, organization, speech) =>
    `${speech.name(organization)} への申請 ${counted(count)}が、まだ判断を待っています`,
  waitingLine: ({ number, tokenName, holder, undecidedUntil }, days) =>
    `${requestName(number)}、${holder.login} の「${tokenName}」: ${utcDay(undecidedUntil)}（${inDays(days)}）に期限切れ`,
  escalatedNext: (to, organization, speech) =>
    `期限までに誰も判断しなかったため、${reviewersSaid(to, organization, speech)}も判断できるようになりました。「詳細」を開いて確認し、判断してください。`,
  waitingNext: '判断の期間の半分が過ぎました。「詳細」を開いて確認し、判断してください。',
  moreListed: (count) => `ほか ${counted(count)}`,
});
