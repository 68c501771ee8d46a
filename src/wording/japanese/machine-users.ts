import type { Refusal } from '../../domain/refusal.ts';
import { isForMachineUser, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { machineUsers as english } from '../english/machine-users.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';

/** "（マシン ユーザー acme-ci）" where the token is not the requester's own. */
export function ofMachineUser(request: TokenRequest, speech: Speech): string {
  return isForMachineUser(request) ? `（マシン ユーザー ${speech.name(request.holder.login)}）` : '';
}

/** Why a request ended by itself, for everybody who sees it. */
export function endedBecause(request: TokenRequest, speech: Speech): string {
  switch (request.endedWhy) {
    case 'machine_user_left':
      return `マシン ユーザー ${speech.name(request.holder.login)} が Organization から脱退しました`;
    case 'sponsor_changed':
      return `${speech.person(request.requester.slackId)} さんは、マシン ユーザー ${speech.name(request.holder.login)} の担当者ではなくなりました`;
    default:
      return '申請者が Organization から脱退しました';
  }
}

/** The same, to the requester. */
export function endedForYou(request: TokenRequest, speech: Speech): string {
  switch (request.endedWhy) {
    case 'machine_user_left':
      return `${speech.name(request.holder.login)} はもう Organization のメンバーではありません。`;
    case 'sponsor_changed':
      return `あなたは ${speech.name(request.holder.login)} の担当者ではなくなりました。現在の担当者が、トークンをもう一度申請できます。`;
    default:
      return 'あなたはもう Organization のメンバーではありません。';
  }
}

export const machineUsers: Spoken<typeof english> = (command) => ({
  ofMachineUser,
  sponsorUnlinked: (slackId, login, is, speech) =>
    `担当者の ${speech.person(slackId)} さん（${speech.name(login)}）がリンクするまで、誰も承認できません。${command} link を送るよう、依頼してください。${is === 'waiting' ? '拒否' : '取り消し'}はできます。`,
  forMe: '自分',
  forMachineUser: (login) => `マシン ユーザー ${login}`,
  machineUser: 'マシン ユーザー',
  signInAs: (login, speech) =>
    `GitHub に ${speech.name(login)} としてサインインし、そこで作成してください。自分のアカウントのトークンは、この申請と一致しません。`,
  linkFirst: `あなたはまだ GitHub アカウントにリンクされていません。先に ${command} link を送信してください。それまでは申請できず、誰も承認できません。`,
  requestForIt: (login, speech) =>
    `必要な場合は、${command} request で、同じ名前で ${speech.name(login)} のために申請してください。その申請が承認されると、トークンを承認します。`,
});

export function ownMatter(
  { why, machineUser }: Extract<Refusal, { why: 'own_request' | 'own_token' }>,
  speech: Speech,
): string {
  const what = why === 'own_request' ? '申請' : 'トークン';
  const whose =
    machineUser === undefined
      ? `自分の${what}なので`
      : `あなたはマシン ユーザー ${speech.name(machineUser)} の担当者なので、その${what}は`;
  return `${whose}、ほかの人が判断する必要があります。何も決定していません。`;
}
