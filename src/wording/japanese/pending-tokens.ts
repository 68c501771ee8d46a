import { requestName } from '../../domain/requests/token-request.ts';
import { asSaidSince, isApprovalUnsaid } from '../../domain/tokens/anothers-approval.ts';
import { undoneDenial } from '../../domain/tokens/ending.ts';
import { isOnlyANewTokenWithin } from '../../domain/tokens/possible-requests.ts';
import { isLiving, type PendingToken } from '../../domain/tokens/token.ts';
import type { pendingTokens as english } from '../english/pending-tokens.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { endings } from './endings.ts';
import { holder, tokenOf } from './holder.ts';
import { machineUsers } from './machine-users.ts';
import { namedOnGithub } from './own-tokens.ts';
import { renewedRevoked } from './renewals.ts';
import { policySays, tokenReason } from './rules.ts';
import { asSponsor, either, joined, onlyANewToken, rangeOf } from './terms.ts';
import { decided, decidedBy, unsaid } from './who-decided.ts';

/** In a sentence to its holder, or to whoever stands for a machine user. */
export function yours(
  { tokenName, holder: { login } }: PendingToken,
  organization: string,
  isSponsored: boolean,
  speech: Speech,
): string {
  const token = isSponsored
    ? tokenOf({ login, slackId: null, isMachineUser: true }, tokenName, speech)
    : `あなたのトークン${speech.quoted(tokenName)}`;
  return `${token}（${speech.name(organization)}）`;
}

function refusedOf(token: PendingToken): string {
  return undoneDenial(token) === null ? '承認' : '拒否';
}

/** What is wrong with it, after whose it is. */
function isWrong(token: PendingToken): string {
  if (token.status !== 'held') return token.status === 'open' ? 'が承認を待っています' : '';
  switch (token.heldWhy) {
    case 'github_refused':
      return `は保留中です: GitHub が${refusedOf(token)}を受け付けませんでした`;
    case 'not_a_member':
      return 'は保留中です: 保有者は現在メンバーではありません';
    case 'sponsor_left':
      return 'は保留中です: 担当者は現在メンバーではありません';
    case 'reviewer_gone':
      return 'は保留中です: 承認した人はもう所有者ではありません';
    case 'ended_before':
      return wasOf(token) === null ? 'が再び承認を待っています' : 'が承認を待っています';
    case 'observing':
      return 'が承認を待っています';
  }
  if (token.match.kind === 'exceeds') return joined('は', `${rangeOf(token.match.number)}を超えています`);
  const was = wasOf(token);
  return was === null ? 'が承認を待っています' : `が承認を待っています。申請 ${was} はすでに終了しています`;
}

const tellOwners = '所有者が判断できるように、必要な理由を伝えてください。';
const narrow = 'GitHub で範囲を縮小すると、自動的に承認します。';
const orWait = 'または、所有者の判断をお待ちください。';

/** No other token is approved within what was accepted as it was, and no request says yet what more is for. */
function nextIfWider(
  { number, excess }: Extract<PendingToken['match'], { kind: 'exceeds' }>,
  { isUntold, mayExplain }: { readonly isUntold: boolean; readonly mayExplain: boolean },
  command: string,
): string {
  const isToBeReplaced = isOnlyANewTokenWithin(excess);
  if (number === null) {
    if (isUntold || isToBeReplaced) return mayExplain ? tellOwners : '所有者の判断が必要です。';
    return `${narrow}${mayExplain ? 'または、必要な理由を所有者に伝えてください。' : orWait}`;
  }
  if (isToBeReplaced) return onlyANewToken(command);
  return isUntold
    ? `${requestName(number)} の範囲内で新しいトークンを作成すると、自動的に承認します（そのあと、このトークンは削除してください）。${orWait}`
    : `${narrow}${orWait}`;
}

/** The request that it waited for, and that came to nothing. */
function wasOf({ match }: PendingToken): string | null {
  return match.kind === 'unclaimed' && match.was !== undefined ? requestName(match.was) : null;
}

export const pendingTokens: Spoken<typeof english> = (command) => ({
  pendingTokenCard: (
    token,
    organization,
    slackId,
    speech,
    { isMachineUser, isEdit } = { isMachineUser: false, isEdit: false },
  ) => {
    const whose = { login: token.holder.login, slackId, isMachineUser };
    const place = speech.name(organization);
    if (
      token.status === 'held' &&
      token.heldWhy === null &&
      token.match.kind === 'unclaimed' &&
      wasOf(token) === null
    ) {
      const did = `トークン${speech.quoted(token.tokenName)}（${place}）を${isEdit ? '変更' : '作成'}しました`;
      return `${holder(whose, speech)}が申請なしで${did}`;
    }
    return `${tokenOf(whose, token.tokenName, speech)}（${place}）${isWrong(token)}`;
  },
  pendingTokenMatch: (token, isEdit) => {
    switch (token.match.kind) {
      case 'exceeds':
        return `${rangeOf(token.match.number)}を超えています:`;
      case 'awaits':
        return `${requestName(token.match.number)} の範囲内ですが、まだ判断されていません。`;
      case 'exact':
      case 'within':
        return `${rangeOf(token.match.number)}内です。`;
      case 'unsure':
        return `${either(token.match.numbers.map(requestName))} のトークンの可能性があります。どれかは、保有者がまだ答えていません。`;
      case 'unclaimed':
        if (token.heldWhy === 'ended_before') return endings.endedBefore;
        if (wasOf(token) !== null) return `申請 ${wasOf(token)} は、すでに終了しています。`;
        return isEdit ? '有効なトークンの変更ですが、対応する申請がありません。' : 'ここでは誰も申請していません。';
    }
  },
  heldWhy: (token, why) => {
    switch (why) {
      case 'github_refused':
        return `GitHub が${refusedOf(token)}を受け付けませんでした。アプリに personal access token の要求への書き込みのアクセス許可があるか確認し、ここで判断してください。`;
      case 'not_a_member':
        return '保有者は現在、Organization のアクティブなメンバーではありません。';
      case 'sponsor_left':
        return 'このマシン ユーザーの担当者は現在、Organization のアクティブなメンバーではありません。';
      case 'reviewer_gone':
        return '承認した人は、もう所有者ではありません。';
      case 'ended_before':
        return endings.endedBefore;
      case 'observing':
        return '申請の範囲内です。';
    }
  },
  beyondPolicy: tokenReason,
  policyForbids: (reason, speech) =>
    reason.code === 'renewed_revoked'
      ? renewedRevoked(reason, speech)
      : joined(policySays(reason), 'この申請は誰も承認できません。'),
  pendingTokenStatus: (token, activeToken, isEdit, speech) => {
    const said = asSaidSince(token, activeToken);
    const [by, named] = [decidedBy(said, speech), namedOnGithub(token.sentAs, speech)];
    switch (token.status) {
      case 'open':
        if (token.match.kind === 'awaits') return 'その判断を待っています。';
        return token.match.kind === 'unsure' ? '保有者に質問しました。' : '確認しています。';
      case 'held':
        return isEdit
          ? '変更は、所有者が判断するまで保留中です。それまで、トークンの現在のアクセスは変わりません。'
          : '所有者が判断するまで保留中です。それまでは、パブリックなデータだけを読み取れます。';
      case 'approving':
        return `${by}承認しました。GitHub に伝えています。`;
      case 'denying':
        return `${by}拒否しました。GitHub に伝えています。`;
      case 'approved': {
        const isActive = activeToken !== null && isLiving(activeToken) ? '有効です。' : '';
        return isApprovalUnsaid(said)
          ? `GitHub で承認されました。${isActive}${unsaid}${named}`
          : `${by}承認しました。${isActive}${named}`;
      }
      case 'denied':
        return `${by}拒否しました。${named}`;
      case 'cancelled':
        return '保有者が GitHub で中止または変更したか、漏えいとして報告されました。';
      case 'expired':
        return '誰も判断しないうちに、有効期限が切れました。';
      case 'closed':
        return 'もう承認待ちではありません。理由は GitHub からはわかりません。';
    }
  },
  githubReason: 'GitHub での理由',
  pendingTokenHeld: (token, organization, held, speech) => {
    const what = yours(token, organization, held.isSponsored, speech);
    const asked = '所有者に確認を依頼しました。';
    const place = speech.name(organization);
    switch (token.heldWhy) {
      case 'github_refused':
        return undoneDenial(token) === null
          ? `GitHub が承認を受け付けなかったため、${what}は保留中です。${asked}`
          : `${what}は保留中です。所有者が拒否しましたが、GitHub が受け付けませんでした。${asked}`;
      case 'not_a_member': {
        const who = held.isSponsored ? '保有者' : 'あなた';
        return `${who}が現在 ${place} のアクティブなメンバーではないため、${what}は保留中です。${asked}`;
      }
      case 'sponsor_left':
        return `担当者が現在 ${place} のアクティブなメンバーではないため、${what}は保留中です。${asked}`;
      case 'reviewer_gone':
        return `承認した人がもう所有者ではないため、${what}は保留中です。${asked}`;
      case 'observing':
        return `${what}は、GitHub で所有者の承認を待っています。${'number' in token.match ? `${rangeOf(token.match.number)}内です。` : ''}`;
      case 'ended_before':
        return endings.heldAsEnded(what, held, command, speech).join('');
    }
    if (wasOf(token) !== null) return `申請 ${wasOf(token)} がすでに終了しているため、${what}は保留中です。${asked}`;
    return token.match.kind === 'exceeds'
      ? `${what}は、${rangeOf(token.match.number)}を超えているため、保留中です。`
      : `${what}は、まだ誰も承認していないため、保留中です。${asked}`;
  },
  pendingTokenHeldNext: (token, held, speech) => {
    if (token.heldWhy !== null) return held.isSponsored ? asSponsor : '';
    if (token.match.kind === 'exceeds') {
      const next = nextIfWider(token.match, held, command);
      return held.isSponsored ? `${next}${asSponsor}` : next;
    }
    if (held.isSponsored) return machineUsers(command).requestForIt(token.holder.login, speech);
    if (wasOf(token) !== null) return held.mayExplain ? tellOwners : '';
    return held.mayExplain
      ? `${tellOwners}次回は、先に ${command} request で申請してください。`
      : `次回は、先に ${command} request で申請してください。自動的に承認できるようになります。`;
  },
  pendingTokenOnward: (token, organization, isSponsored, speech) => {
    const what = yours(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'open':
        return token.match.kind === 'awaits'
          ? `${what}は、${requestName(token.match.number)} についての判断を待っています。`
          : `${what}が変更されたため、もう一度確認しています。`;
      case 'held':
        return `${what}は保留中です。`;
      case 'approving':
        return `${decided(token, what, speech)}GitHub に伝えています。`;
      case 'denying':
      case 'approved':
      case 'denied':
        return decided(token, what, speech);
      case 'cancelled': {
        const did =
          ' GitHub で中止または変更したか、漏えいとして報告されました。変更されたトークンは、もう一度確認します。';
        if (!isSponsored) return `${what}を${did}`;
        const who = holder({ login: token.holder.login, slackId: null, isMachineUser: true }, speech);
        return `${who}がトークン${speech.quoted(token.tokenName)}を${did}`;
      }
      case 'expired':
        return `${what}は、誰も判断しないうちに有効期限が切れました。`;
      case 'closed':
        return `${what}は、もう承認待ちではありません。理由は GitHub からはわかりません。`;
    }
  },
  pendingTokenNews: (token, organization, isSponsored, speech, unused = null) => {
    const what = yours(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'approved':
        return `${decided(token, what, speech)}${isApprovalUnsaid(token) ? '' : '有効になりました。'}`;
      case 'denied':
        return `${decided(token, what, speech)}${speech.name(organization)} にはアクセスできないため、GitHub で削除してください。${unused === null ? `${command} request で、別のトークンを申請できます。` : `${requestName(unused)} の承認は有効です。その範囲内で新しいトークンを作成すると、自動的に承認します。`}`;
      case 'expired':
        return `${what}は、誰も判断しないうちに有効期限が切れました。GitHub で削除し、${command} request で新しく申請してください。`;
      default:
        return `${what}が変更されました。必要な操作はありません。`;
    }
  },
  explainTitle: '所有者に理由を伝える',
  explainIntro: (token, speech) =>
    `トークン${speech.quoted(token.tokenName)}を、GitHub にあるとおりに申請します。所有者は次の内容について判断します:`,
});
