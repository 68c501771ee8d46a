import type { TokenRequest } from '../../domain/requests/token-request.ts';
import { endsTooLate } from '../../domain/tokens/possible-requests.ts';
import { type ActiveToken, deadlineOf, isRevokedTooLate } from '../../domain/tokens/token.ts';
import type { activeTokens as english } from '../english/active-tokens.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { tokenOf } from './holder.ts';
import { namedOnGithub } from './own-tokens.ts';
import { agreedAs, asSponsor, inDays, joined, listed, toEndInTime } from './terms.ts';
import { rangeAccepted } from './who-decided.ts';

type Told = Parameters<ReturnType<typeof english>['exceededBefore']>[1];

function byWhom({ revocation }: ActiveToken, speech: Speech): string {
  if (revocation === null) return '';
  if (revocation.by === null) return 'ポリシーにより';
  const as = revocation.as === 'holder' ? '（保有者）' : revocation.as === 'sponsor' ? '（担当者）' : '';
  return `${speech.person(revocation.by.slackId)} さん${as}が`;
}

/** "PAT-7 の範囲を超えています", with both names where they differ, or of what somebody accepted as it was. */
function tooWide(token: ActiveToken, request: TokenRequest | null, speech: Speech): string {
  const name = agreedAs(token, request, speech);
  if (name === '' || token.agreement?.lapsesAt === null)
    return `${rangeAccepted(token.agreement, null, speech)}を超えています`;
  return `${name} の範囲を超えています`;
}

export const revokeRefused: Readonly<Record<NonNullable<NonNullable<ActiveToken['revocation']>['refused']>, string>> = {
  github_refused:
    'GitHub が取り消しを拒否しました。アプリに personal access token への書き込みのアクセス許可があるか、確認してください。',
  not_an_owner: '取り消した所有者は、もう所有者ではありません。',
  within_again: '再び、承認された範囲内になりました。',
  only_observed: 'Countersign は現在、観察だけを行うため、GitHub には取り消しを求めませんでした。',
  holder_returned: '保有者が戻りました。',
  policy_changed: '脱退した人のトークンを取り消す設定は、ポリシーからなくなりました。',
};

const residueUntil = (who: string): string =>
  `このトークンで追加された SSH キーとデプロイ キーは、引き続き有効です。${who}が GitHub で削除するまで、トークンはパブリックなデータを読み取れます。`;
const residue = residueUntil('保有者');
const yourResidue = residueUntil('あなた');
const leaverReasons = {
  left: '保有者はもうメンバーではありません。',
  deactivated: '保有者の Slack アカウントが解除されました。',
} as const;
const policyReason = '承認された範囲を超えており、期限までに縮小されませんでした。';

const ownersPageOnGithub = 'GitHub の Organization の設定の「Personal access tokens」';

function notRevokedNext(
  { audience, isObserved }: { readonly audience: 'holder' | 'sponsor' | 'reviewers'; readonly isObserved: boolean },
  command: string,
): string {
  if (audience === 'reviewers') {
    return isObserved
      ? `所有者は、${ownersPageOnGithub}で取り消せます。`
      : `取り消すには、このトークンについてのメッセージの「取り消す」を使ってください。または、${ownersPageOnGithub}で取り消してください。`;
  }
  const again = isObserved ? '' : `${command} list から、もう一度取り消せます。`;
  if (audience === 'sponsor') return `${isObserved ? '所有者は、GitHub で取り消せます。' : again}${asSponsor}`;
  return isObserved ? 'GitHub で削除できます。' : `${again}または、GitHub でトークンを削除してください。`;
}

function whoAccepted({ agreement }: ActiveToken, speech: Speech): string {
  const people = agreement?.basis.by === 'people' ? agreement.basis.people : [];
  return people.length === 0 ? '所有者' : listed(people.map(({ slackId }) => `${speech.person(slackId)} さん`));
}

function whatToken(token: ActiveToken, told: Told, speech: Speech): string {
  const { slackId, isMachineUser } = told;
  if (told.audience === 'holder') return `あなたのトークン${speech.quoted(token.tokenName)}`;
  return tokenOf({ login: token.holder.login, slackId, isMachineUser }, token.tokenName, speech);
}

export const activeTokens: Spoken<typeof english> = (command) => ({
  residue,
  yourResidue,
  policyReason,
  revocationReason: ({ as, reason, because }) => {
    if (as !== 'policy') return reason;
    return because === undefined ? policyReason : leaverReasons[because];
  },
  tooMuch: '承認されていないもの',
  repositoriesRead: (when) => `リポジトリは ${when} に確認しました。`,
  activeTokenCard: (token, request, organization, slackId, speech, isMachineUser = false) => {
    const whose = { login: token.holder.login, slackId, isMachineUser };
    const what = `${tokenOf(whose, token.tokenName, speech)}（${speech.name(organization)}）`;
    if (token.status === 'exceeding') return `${what}は、${tooWide(token, request, speech)}`;
    if (token.agreement === null) {
      return token.status === 'active' ? `${what}は有効ですが、ここでは誰も承認していません` : what;
    }
    const name = agreedAs(token, request, speech);
    return name === '' ? what : `${what}· ${name}`;
  },
  activeTokenStatus: (token, speech) => {
    const { revocation, drift } = token;
    switch (token.status) {
      case 'active':
        if (revocation?.refused != null) return revokeRefused[revocation.refused];
        return token.agreement === null
          ? 'GitHub が誰にも確認しなかったか、所有者が GitHub で承認しました。判断があるまで有効なままです。'
          : '承認された範囲内です。';
      case 'exceeding': {
        const since = drift === null ? '' : `${speech.instant(drift.since)} に気づきました。`;
        const deadlineAt = deadlineOf(drift);
        if (drift === null || deadlineAt === null) {
          const wouldHave =
            drift?.passedAt === undefined
              ? ''
              : `観察のみ: 本来であれば ${speech.instant(drift.passedAt)} に取り消していました。`;
          return `${since}${wouldHave}判断があるまで有効なままです。`;
        }
        const outcomes = {
          revoke: '取り消します',
          remind: 'もう一度お知らせします',
          would_revoke: '本来であれば取り消します',
        };
        const ifNothing = `変更がなければ、${speech.instant(deadlineAt)} に${outcomes[drift.outcome]}。`;
        return `${since}${drift.outcome === 'would_revoke' ? '観察のみ: ' : ''}${ifNothing}`;
      }
      case 'revoking':
        return `${byWhom(token, speech)}取り消しています。GitHub に伝えています。`;
      case 'revoked':
        return `${speech.instant(token.changedAt)} に${byWhom(token, speech)}取り消しました。${namedOnGithub(revocation?.sentAs, speech)}`;
      case 'expired':
        return isRevokedTooLate(token)
          ? `${byWhom(token, speech)}取り消しましたが、GitHub に伝える前に有効期限が切れました。`
          : '有効期限が切れました。';
      case 'gone':
        return `${speech.instant(token.changedAt)} にアクセスできなくなりました。`;
    }
  },
  toldBefore: (isAgain) =>
    `${isAgain ? '一度、承認された範囲内に戻っていました。' : ''}以前のメッセージも最新の状態です。そのメッセージまたは詳細で判断してください。`,
  openEarlier: '以前のメッセージを開く',
  openItsMessage: 'そのメッセージを開く',
  activeTokenNews: (token, news, told, speech) => {
    const { request, audience } = told;
    const what = whatToken(token, told, speech);
    const place = speech.name(told.organization);
    const { revocation } = token;
    switch (news) {
      case 'gone': {
        const lost = `${what}は、${speech.instant(token.changedAt)} に ${place} へアクセスできなくなりました。`;
        const who = audience === 'holder' ? 'あなた' : '保有者';
        if (told.hasLeft) return `${lost}${who}がもうメンバーではないためです。`;
        return `${lost}所有者が GitHub で取り消したか、${who}が削除または脱退したか、漏えいとして報告されたためです。`;
      }
      case 'revoked': {
        const isTheirs = revocation?.as === 'holder' || revocation?.as === 'sponsor';
        const who =
          isTheirs && audience !== 'reviewers'
            ? 'あなたが'
            : revocation?.by == null
              ? 'ポリシーにより、'
              : `${speech.person(revocation.by.slackId)} さんが`;
        return `${who}${what}を取り消しました。もう ${place} にはアクセスできません。`;
      }
      case 'exceeding':
        return `${what}（${place}）は、${tooWide(token, request, speech)}:`;
      case 'accepted':
        return `${joined(`${whoAccepted(token, speech)}が`, what)}（${place}）をこのまま承認しました。これより広くなったときは、お知らせします。`;
      case 'not_revoked':
        return `${what}は取り消されず、まだ ${place} にアクセスできます。${revokeRefused[revocation?.refused ?? 'github_refused']}`;
    }
  },
  exceededBefore: (token, told, speech) =>
    `${whatToken(token, told, speech)}（${speech.name(told.organization)}）は、承認された範囲を超えていました。`,
  activeTokenNext: (token, news, told, speech) => {
    const { audience } = told;
    const isSponsor = audience === 'sponsor';
    switch (news) {
      case 'gone':
      case 'revoked':
        if (isSponsor) return `${residue}${asSponsor}`;
        if (audience !== 'holder') return residue;
        return told.hasLeft
          ? yourResidue
          : `${yourResidue}まだトークンが必要な場合は、${command} request で申請してください。`;
      case 'exceeding': {
        const { drift } = token;
        const next = endsTooLate(token.excess)
          ? toEndInTime(token.excess, command, told.asking)
          : isSponsor
            ? 'GitHub で範囲を縮小するよう、手配してください。'
            : `GitHub で範囲を縮小するか、同じトークン名で ${command} request から追加の申請をしてください。`;
        const days = told.daysLeft === null ? ' ' : `（${inDays(told.daysLeft)}）`;
        const deadlineAt = deadlineOf(drift);
        const deadline =
          drift?.outcome === 'revoke' && deadlineAt !== null
            ? `このままの場合は、${speech.instant(deadlineAt)}${days}に取り消します。`
            : '';
        return `${next}所有者にも知らせました。${deadline}${isSponsor ? asSponsor : ''}`;
      }
      case 'accepted':
        return isSponsor ? asSponsor : '必要な操作はありません。';
      case 'not_revoked':
        return notRevokedNext(told, command);
    }
  },
  approvalOff: (token, { organization, slackId, isMachineUser }, speech) => {
    const whose = { login: token.holder.login, slackId, isMachineUser };
    return `${tokenOf(whose, token.tokenName, speech)}は、誰にも確認されずに有効になりました。保有者は所有者ではありません。${speech.name(organization)} では、トークンの承認が必須になっていないようです。`;
  },
  approvalOffNext:
    '承認が必須になるまで、GitHub はすべてのトークンをすぐに有効にします。所有者は、GitHub の Organization の設定の「Personal access tokens」の「Settings」で、「Require administrator approval」を有効にできます。',
  revokeTitle: 'トークンの取り消し',
  revokeSubmit: '取り消す',
  revokeReader: 'トークンの保有者と所有者に表示されます。',
  yourRevokeReader: '所有者に表示されます。',
  revokeWhat: (token, organization, isYours, speech) =>
    `${isYours ? 'あなた' : `${speech.name(token.holder.login)} `}のトークンは、すぐに ${speech.name(organization)} へアクセスできなくなります。この操作は元に戻せません。`,
});
