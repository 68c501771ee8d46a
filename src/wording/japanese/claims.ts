import type { Instant, SlackUserId } from '../../domain/ids.ts';
import { type Claim, claimDays, vouchesNeeded } from '../../domain/people/claim.ts';
import type { AccountRole, ClaimRefusal, claims as english } from '../english/claims.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { counted, listed, utcDay } from './terms.ts';

function linked({ slackId, account }: Claim, speech: Speech): string {
  return `${speech.person(slackId)} さんが GitHub の ${speech.name(account.login)} であること`;
}

function byOwners({ vouches }: Claim, speech: Speech): string {
  return listed(vouches.map(({ by }) => `${speech.person(by.slackId)} さん`));
}

const roles: Readonly<Record<AccountRole, (organization: string) => string>> = {
  owner: (organization) => `${organization} の所有者`,
  member: (organization) => `${organization} のメンバー`,
  none: (organization) => `${organization} のメンバーではなくなっています`,
  unknown: () => '',
};

function ended(claim: Claim, speech: Speech): string {
  const { status, refusal, account, slackId, voidWhy } = claim;
  const login = speech.name(account.login);
  const person = `${speech.person(slackId)} さん`;
  switch (status) {
    case 'open':
      return '';
    case 'confirmed':
      return `${byOwners(claim, speech)}が、${linked(claim, speech)}を確認しました。`;
    case 'refused':
      return `${refusal === null ? '所有者' : `${speech.person(refusal.by.slackId)} さん`}が、${linked(claim, speech)}の確認を断りました。`;
    case 'lapsed':
      return `${linked(claim, speech)}を、${counted(claimDays, '日')}以内に必要な人数の所有者が確認しませんでした。リンクはしていません。`;
    case 'withdrawn':
      return `${person}は、GitHub の ${login} であるという申告を取り下げました。`;
    case 'void':
      switch (voidWhy) {
        case 'renamed':
          return `GitHub の ${login} は名前が変更されたため、リンクしていません。${person}は、新しい名前でもう一度依頼できます。`;
        case 'left':
          return `${login} はもうメンバーではないため、リンクしていません。`;
        case 'gone':
          return `${person}は、もうこのワークスペースの正式なメンバーではないため、リンクしていません。`;
        default:
          return `${person}または ${login} が別の方法でリンクされたため、判断は必要なくなりました。`;
      }
  }
}

const already: Readonly<Record<Claim['status'], string>> = {
  open: 'まだ確認を待っています',
  confirmed: '確認されました',
  refused: '断られました',
  lapsed: '期限が切れました',
  withdrawn: '取り下げられました',
  void: 'もう確認できません',
};

function owners(names: readonly string[], organization: string, speech: Speech): string {
  const known = names.map(speech.name);
  return known.length === 0 ? `${organization} の所有者` : `所有者（${listed(known)}）`;
}

export function claimUnderWay(
  { login, lapsesAt }: { readonly login: string; readonly lapsesAt: Instant },
  speech: Speech,
  command: string,
): string {
  return `あなたが GitHub の ${speech.name(login)} であることを、所有者が確認するのを待っています（期限は ${speech.day(lapsesAt)}）。結果はここでお知らせします。取り下げるには ${command} unlink を使ってください。`;
}

export function claimRefusal(refusal: ClaimRefusal, speech: Speech, command: string): string {
  switch (refusal.why) {
    case 'no_such_account':
      return `GitHub に ${speech.name(refusal.login)} というアカウントはないため、何も送信していません。GitHub のプロフィールの上部にある名前を確認してください。`;
    case 'account_not_a_member':
      return `GitHub アカウント ${speech.name(refusal.login)} は、${listed(refusal.organizations.map(speech.name))} のアクティブなメンバーではないため、何も送信していません。名前を確認するか、GitHub で招待するよう所有者に頼んでください。`;
    case 'claims_machine_user':
      return `${speech.name(refusal.login)} はポリシーでマシン ユーザーになっているため、人にはリンクできません。何も送信していません。`;
    case 'claim_waits':
      return `${speech.name(refusal.login)} については、所有者がまだ判断していないため、何も追加で送信していません。期限は ${speech.day(refusal.lapsesAt)} です。${command} unlink で取り下げられます。`;
    case 'claim_contested':
      return `ほかの人も ${speech.name(refusal.login)} だと申告しており、所有者がまだ判断していません。何も送信していません。あなたのアカウントであれば、所有者に伝えてください。`;
    case 'claim_refused_lately':
      return `${refusal.by === null ? '所有者' : `${speech.person(refusal.by as SlackUserId)} さん`}が ${speech.day(refusal.at)} に断ったため、何も送信していません。相談してみてください。${counted(claimDays, '日')}後に、もう一度依頼できます。`;
    case 'too_many_claims':
      return `1 日に依頼できるのは ${counted(refusal.most, '回')}までです。何も送信していません。明日もう一度お試しください。`;
    case 'nobody_to_vouch': {
      const { organization, needed, linked: known } = refusal;
      const place = speech.name(organization);
      const enough =
        needed === 1
          ? `Slack にリンクされた ${place} の所有者がまだいない`
          : known === 0
            ? `2 人の所有者の確認が必要ですが、Slack にリンクされた ${place} の所有者がまだいない`
            : `2 人の所有者の確認が必要ですが、Slack にリンクされた ${place} の所有者は 1 人だけの`;
      return `${enough}ため、何も送信していません。先に、${owners(refusal.owners, place, speech)}に、ポリシーの people に載せてもらうよう頼んでください。`;
    }
    case 'claim_already': {
      const by = refusal.by === null ? '' : `${speech.person(refusal.by as SlackUserId)} さんにより`;
      return `何も変更していません。${speech.person(refusal.slackId as SlackUserId)} さんが ${speech.name(refusal.login)} であることは、${by}${already[refusal.status]}。`;
    }
    case 'claim_not_checked':
      return `${speech.name(refusal.login)} の現在の状態を GitHub で確認できませんでした。何も変更していません。1 分後にもう一度お試しください。`;
    case 'own_claim':
      return 'これはあなたについての確認なので、ほかの所有者が判断します。何も変更していません。';
    case 'vouched_already':
      return 'すでに確認していただいています。もう 1 人の所有者の確認が必要です。';
    case 'vouched_once':
      return `あなたが ${speech.name(refusal.login)} であることを確認した所有者は 1 人だけです。${speech.name(refusal.organization)} の判断をするには 2 人の確認が必要です。何も決定していません。${command} link ${speech.name(refusal.login)} で依頼してください。`;
  }
}

export const claims: Spoken<typeof english> = (command) => ({
  claimHeading: ({ slackId, account }, organization, speech) =>
    `${speech.person(slackId)} さんが、自分の GitHub アカウントは ${speech.name(account.login)} だと申告しています · ${speech.name(organization)}`,
  claimOnGithub: 'GitHub',
  claimInSlack: 'Slack',
  claimedAccount: ({ account: { login } }, profile, role, organization) =>
    [
      `${login}${profile?.name == null ? '、名前の記載なし' : `、「${profile.name}」`}`,
      roles[role](organization),
      profile === null ? '' : `${utcDay(profile.createdAt)}からのアカウント`,
    ]
      .filter((part) => part !== '')
      .join('、'),
  claimant: ({ name, displayName, title }) =>
    [
      `「${name}」`,
      displayName === '' || displayName === name ? '' : `表示名「${displayName}」`,
      title === '' ? '' : `役職「${title}」`,
    ]
      .filter((part) => part !== '')
      .join('、'),
  claimNext: (claim, organization, speech) => {
    const sure = '名前は誰でも自由に入力できます。本人に直接確かめた場合だけ、確認してください。';
    if (vouchesNeeded(claim) === 1) return sure;
    const [first] = claim.vouches;
    return first === undefined
      ? `${sure}このアカウントは ${speech.name(organization)} の所有者なので、2 人の所有者の確認が必要です。`
      : `${speech.person(first.by.slackId)} さんが確認しました。もう 1 人の所有者の確認が必要です。${sure}`;
  },
  claimEnded: ended,
  claimNews: (claim, speech) => {
    const login = speech.name(claim.account.login);
    switch (claim.status) {
      case 'confirmed':
        return `GitHub の ${login} にリンクされました。${byOwners(claim, speech)}が確認しました。`;
      case 'refused':
        return `あなたが GitHub の ${login} であることを、${claim.refusal === null ? '所有者' : `${speech.person(claim.refusal.by.slackId)} さん`}は確認しませんでした。リンクはしていません。相談してみてください。`;
      case 'lapsed':
        return `あなたが GitHub の ${login} であることを、所有者が ${counted(claimDays, '日')}以内に確認しませんでした。リンクはしていません。${command} link ${login} でもう一度依頼できます。`;
      case 'void':
        switch (claim.voidWhy) {
          case 'renamed':
            return `所有者が判断する前に、GitHub の ${login} の名前が変更されたため、リンクしていません。新しい名前でもう一度依頼してください: ${command} link あなたのログイン名`;
          case 'left':
            return `${login} はもう Organization のメンバーではないため、リンクしていません。所有者がもう一度招待できます。`;
          case 'linked':
            return `あなたまたは ${login} が別の方法でリンクされたため、所有者の判断は必要なくなりました。`;
          default:
            return 'あなたはもうこのワークスペースの正式なメンバーではないため、リンクしていません。';
        }
      default:
        return `${login} については、所有者がまだ判断していません。`;
    }
  },
  claimConfirmedNext: `${command} request でトークンを申請できるようになりました。`,
  claimSent: (login, organization, needed, speech) =>
    `あなたが GitHub の ${speech.name(login)} であることの確認を、${speech.name(organization)} の所有者に依頼しました。${needed === 1 ? '1 人の確認が必要です。' : 'このアカウントは所有者なので、2 人の確認が必要です。'}結果はここでお知らせします。`,
  claimWithdrawn: (login, speech) =>
    `GitHub の ${speech.name(login)} であるという申告を取り下げました。所有者にも知らせました。リンクはしていません。`,
});
