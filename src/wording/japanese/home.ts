import type { SlackUserId } from '../../domain/ids.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import type { home as english } from '../english/home.ts';
import type { Spoken } from '../wording.ts';
import { claimUnderWay } from './claims.ts';
import { classicStep } from './classic.ts';
import { ofMachineUser } from './machine-users.ts';
import { renewedAs } from './renewals.ts';
import { counted, either, inDays, listed } from './terms.ts';

export const home: Spoken<typeof english> = (command) => ({
  welcomeTitle: 'Countersign へようこそ',
  welcome: [
    'ここで GitHub トークンを申請し、所有者が判断し、あなたが GitHub で作成します。',
    '承認された内容と一致すると、使えるようになります。有効期限が切れる前にお知らせします。',
    'Countersign がトークンを見る必要はありません。Slack には絶対に貼り付けないでください。',
  ],
  homeRequest: 'トークンを申請…',
  homeUnlinked: (refusal, speech) => {
    const isNot = 'あなたの Slack アカウントは、まだ GitHub アカウントにリンクされていません。';
    if (refusal.why !== 'not_linked') return isNot;
    const { ways, helpers, organizations, slackId, claimed } = refusal;
    if (claimed !== undefined) return `${isNot}${claimUnderWay(claimed, speech, command)}`;
    if (ways.includes('sign_in')) return `${isNot}ボタンを押すと、サインインする場所を表示します。`;
    if (ways.includes('vouching') && helpers.length > 0) {
      const names = either(helpers.map((helper) => `${speech.person(helper as SlackUserId)} さん`));
      return `${isNot}「${command} link GitHub のログイン名」を送信すると、${names}に確認を依頼します。`;
    }
    return `${isNot}${listed(organizations.map(speech.name))} の所有者に、追加を頼んでください。あなたの Slack ユーザー ID は ${slackId} です。`;
  },
  homeEmpty: 'ここには、まだ申請もトークンもありません。',
  homeForYou: 'あなたの対応待ち',
  homeUnderWay: '進行中',
  homeActive: '有効なトークン',
  homeEnded: '最近終了したもの',
  homeRequestLine: (request, organization, status, speech) =>
    `${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}（${speech.name(organization)}）· ${requestName(request.number)}: ${status}`,
  homeToMake: (request, isPrefilled, speech) => {
    if (request.classic !== null) return classicStep;
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    const copy = isPrefilled
      ? 'リポジトリと申請の理由は、「詳細」からコピーしてください。'
      : 'GitHub Enterprise Server のページは空白で開くため、値を「詳細」からコピーしてください。';
    return `${lapsesAt === null ? '' : `${speech.instant(lapsesAt)} までに`}作成してください。${copy}`;
  },
  homeToken: (token, { organization, machineUser, days }, speech) => {
    const whose = machineUser === null ? '' : `（マシン ユーザー ${speech.name(machineUser)}）`;
    const number = token.requestNumber === null ? '' : `· ${requestName(token.requestNumber)}`;
    const end =
      token.scope.expiresAt === null || days === null
        ? '有効期限がありません。'
        : `${speech.instant(token.scope.expiresAt)}（${inDays(days)}）に有効期限が切れます。`;
    const what = { exceeding: '承認された範囲を超えています。', revoking: '取り消し中です。' };
    const also = token.status === 'exceeding' || token.status === 'revoking' ? what[token.status] : '';
    return `${speech.quoted(token.tokenName)}${whose}（${speech.name(organization)}）${number}: ${end}${also}`;
  },
  homeEndedToken: (token, { organization, machineUser }, followedBy, speech) => {
    const whose = machineUser === null ? '' : `（マシン ユーザー ${speech.name(machineUser)}）`;
    const when = speech.instant(token.changedAt);
    const number = token.requestNumber === null ? '' : `（${requestName(token.requestNumber)}）`;
    const what = `${speech.quoted(token.tokenName)}${whose}${number}は、`;
    if (token.status === 'expired') {
      const follower = followedBy === null ? '' : renewedAs(followedBy);
      return `${what}${speech.instant(token.scope.expiresAt ?? token.changedAt)} に有効期限が切れました。${follower}`;
    }
    return token.status === 'revoked'
      ? `${what}${when} に取り消されました。`
      : `${what}${when} に ${speech.name(organization)} へアクセスできなくなりました。`;
  },
  homeReview: (organization, speech) => `${speech.name(organization)} の確認待ち`,
  homeNothingToReview: '判断を待っているものはありません。',
  homeCounts: {
    requests: (count) => `申請 ${counted(count)}が判断を待っています。「詳細」を開いて確認し、判断してください。`,
    held: (count) => `トークン ${counted(count)}が、所有者の判断まで保留中です。`,
    exceeding: (count) => `有効なトークン ${counted(count)}が、承認された範囲を超えています。`,
    unclaimed: (count) => `有効なトークン ${counted(count)}を、ここではまだ誰も確認していません。`,
  },
  homeRequestRow: (request, speech) =>
    `${speech.person(request.requester.slackId)} さんが${speech.quoted(request.tokenName)}${ofMachineUser(request, speech)}を申請しています · ${requestName(request.number)}`,
  homeTokenRow: ({ tokenName, holder }, speech) => `${speech.quoted(tokenName)}（${speech.name(holder.login)}）`,
  homeInventory: `すべてのトークンを見るには、${command} tokens と入力してください。`,
  homeObserved: (organization, speech) =>
    `観察のみ: ${speech.name(organization)} については、GitHub で何も変更しません。`,
  homeUnchecked: (organizations, speech) =>
    `あなたが ${listed(organizations.map(speech.name))} の所有者か、GitHub で確認できませんでした。数分後に、このページをもう一度開いてください。`,
  channelWelcome: (organizations, speech) =>
    `Countersign は、${listed(organizations.map(speech.name))} の GitHub トークンのためにここに参加しました`,
  channelWelcomeLines: [
    `メンバーが ${command} request でトークンを申請すると、ここにカードが届きます。`,
    '所有者はカードのボタンで判断します。一致するトークンは GitHub で承認し、一致しないものは報告します。',
    'Countersign がトークンを見る必要はありません。ここには絶対に貼り付けないでください。',
  ],
  channelWelcomeNext: `次に、すでに GitHub にあるトークンを調べ、ここにまとめます。所有者は ${command} help も使えます。`,
});
