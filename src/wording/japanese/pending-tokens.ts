import { requestName } from '../../domain/requests/token-request.ts';
import type { Agreement } from '../../domain/scope/agreement.ts';
import { undoneDenial } from '../../domain/tokens/advance-pending-token.ts';
import { asSaidSince, isApprovalUnsaid } from '../../domain/tokens/anothers-approval.ts';
import { isLiving, type PendingToken } from '../../domain/tokens/token.ts';
import type { pendingTokens as english } from '../english/pending-tokens.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { endings } from './endings.ts';
import { holder, tokenOf } from './holder.ts';
import { namedOnGithub } from './own-tokens.ts';
import { renewedRevoked } from './renewals.ts';
import { policySays, tokenReason } from './rules.ts';
import { either, joined } from './terms.ts';
import { becameActive, decided, decidedBy, expiredDenied, rangeAccepted, unsaid } from './who-decided.ts';

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

/** The same, or a change of it that waits while the token goes on as it was. */
export function whatWaits(
  token: PendingToken,
  organization: string,
  { isSponsored, isEdit }: { readonly isSponsored: boolean; readonly isEdit?: boolean },
  speech: Speech,
): string {
  return `${yours(token, organization, isSponsored, speech)}${isEdit === true ? 'の変更' : ''}`;
}

/** What is wrong with it, after whose it is. */
function isWrong(token: PendingToken, accepted: Agreement | null, speech: Speech): string {
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
  if (token.match.kind === 'exceeds')
    return joined('は', `${rangeAccepted(accepted, token.match.number, speech)}を超えています`);
  const was = wasOf(token);
  const over = isTaken(token) ? 'では、別のトークンが承認されています' : 'はすでに終了しています';
  return was === null ? 'が承認を待っています' : `が承認を待っています。申請 ${was} ${over}`;
}

export function isTaken({ match }: PendingToken): boolean {
  return match.kind === 'unclaimed' && match.isTaken === true;
}

/** The request that it waited for, and that came to nothing. */
export function wasOf({ match }: PendingToken): string | null {
  return match.kind === 'unclaimed' && match.was !== undefined ? requestName(match.was) : null;
}

export const pendingTokens: Spoken<typeof english> = (command) => ({
  pendingTokenCard: (
    token,
    organization,
    slackId,
    speech,
    { isMachineUser = false, isEdit = false, accepted = null } = {},
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
    return `${tokenOf(whose, token.tokenName, speech)}（${place}）${isEdit ? 'の変更' : ''}${isWrong(token, accepted, speech)}`;
  },
  pendingTokenMatch: (token, isEdit, accepted, speech) => {
    switch (token.match.kind) {
      case 'exceeds':
        return `${rangeAccepted(accepted, token.match.number, speech)}を超えています:`;
      case 'awaits':
        return `${requestName(token.match.number)} の範囲内ですが、まだ判断されていません。`;
      case 'exact':
      case 'within':
        return `${rangeAccepted(accepted, token.match.number, speech)}内です。`;
      case 'unsure':
        return `${either(token.match.numbers.map(requestName))} のトークンの可能性があります。どれかは、保有者がまだ答えていません。`;
      case 'unclaimed':
        if (token.heldWhy === 'ended_before') return endings.endedBefore;
        if (isTaken(token)) return `申請 ${wasOf(token)} では、別のトークンが承認されています。`;
        if (token.status === 'open' && wasOf(token) === null) return '';
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
      case 'expired': {
        const denier = expiredDenied(token, speech);
        return denier === null
          ? '誰も判断しないうちに、有効期限が切れました。'
          : `${denier}が拒否しました。GitHub に反映される前に、有効期限が切れました。`;
      }
      case 'closed':
        return 'もう承認待ちではありません。理由は GitHub からはわかりません。';
    }
  },
  githubReason: 'GitHub での理由',
  pendingTokenOnward: (token, organization, about, speech) => {
    const { isSponsored } = about;
    const own = yours(token, organization, isSponsored, speech);
    const what = whatWaits(token, organization, about, speech);
    switch (token.status) {
      case 'open':
        return token.match.kind === 'awaits'
          ? `${what}は、${requestName(token.match.number)} についての判断を待っています。`
          : `${own}が変更されたため、もう一度確認しています。`;
      case 'held':
        return `${what}は保留中です。`;
      case 'approving':
        return `${decided(token, what, speech)}GitHub に伝えています。`;
      case 'approved':
        return isApprovalUnsaid(token) ? becameActive(what) : decided(token, what, speech);
      case 'denying':
      case 'denied':
        return decided(token, what, speech);
      case 'cancelled': {
        const did =
          ' GitHub で中止または変更したか、漏えいとして報告されました。変更されたトークンは、もう一度確認します。';
        if (!isSponsored) return `${own}を${did}`;
        const who = holder({ login: token.holder.login, slackId: null, isMachineUser: true }, speech);
        return `${who}がトークン${speech.quoted(token.tokenName)}を${did}`;
      }
      case 'expired':
        return expiredDenied(token, speech) === null
          ? `${own}は、誰も判断しないうちに有効期限が切れました。`
          : `${expiredDenied(token, speech)}が${what}を拒否しました。その後、有効期限が切れました。`;
      case 'closed':
        return `${what}は、もう承認待ちではありません。理由は GitHub からはわかりません。`;
    }
  },
  pendingTokenNews: (token, organization, isSponsored, speech, unused = null, isEdit = false) => {
    const what = yours(token, organization, isSponsored, speech);
    switch (token.status) {
      case 'approved':
        return `${decided(token, isEdit ? `${what}の変更` : what, speech)}${isApprovalUnsaid(token) ? '' : '有効になりました。'}`;
      case 'denied': {
        const still =
          unused === null
            ? null
            : `${requestName(unused)} の承認は有効です。その範囲内で新しいトークンを作成すると、自動的に承認します。`;
        if (isEdit)
          return `${decided(token, `${what}の変更`, speech)}トークンの現在のアクセスは変わりません。${still ?? `さらに権限が必要な場合は、${command} request で新しいトークンを申請してください。`}`;
        return `${decided(token, what, speech)}${speech.name(organization)} にはアクセスできないため、GitHub で削除してください。${still ?? `${command} request で、別のトークンを申請できます。`}`;
      }
      case 'expired':
        return expiredDenied(token, speech) === null
          ? `${what}は、誰も判断しないうちに有効期限が切れました。GitHub で削除し、${command} request で新しく申請してください。`
          : `${expiredDenied(token, speech)}が${what}を拒否し、有効期限が切れました。GitHub で削除してください。${command} request で、別のトークンを申請できます。`;
      default:
        return `${what}が変更されました。必要な操作はありません。`;
    }
  },
});
