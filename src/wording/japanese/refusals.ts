import type { SlackUserId } from '../../domain/ids.ts';
import type { Review } from '../../domain/person.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { requestName } from '../../domain/requests/token-request.ts';
import { refusals as english } from '../english/refusals.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { claimRefusal, claimUnderWay } from './claims.ts';
import { limitRefusal } from './limits.ts';
import { conflictWords } from './link-conflicts.ts';
import { ownMatter } from './machine-users.ts';
import { namesRefusal } from './names.ts';
import { offerRefusal } from './offers.ts';
import { renewalRefusal } from './renewals.ts';
import { reviewersSaid } from './reviewers.ts';
import { policySaysAll } from './rules.ts';
import { counted, either, joined } from './terms.ts';
import { trailRefusal } from './trail-files.ts';

const unchanged = '何も変更していません。';
const undecided = '何も決定していません。';
const unsent = '何も送信していません。';

const person = (slackId: string, speech: Speech): string => `${speech.person(slackId as SlackUserId)} さん`;

function decided(review: Review, what: string, speech: Speech): string {
  const verb = review.act === 'approve' ? '承認' : '拒否';
  return `${person(review.by.slackId, speech)}が ${speech.instant(review.at)} に${what}を${verb}しました。`;
}

function requestAlready(
  refusal: Extract<Refusal, { why: 'request_already' }>,
  speech: Speech,
  command: string,
): string {
  const name = requestName(refusal.number);
  const when = speech.instant(refusal.at);
  const byWhom = refusal.review === null ? null : decided(refusal.review, ` ${name} `, speech);
  const said = {
    pending: `${name} は、まだ判断を待っています。`,
    approved: byWhom ?? `${name} は、すでに承認されています。`,
    claimed: `${byWhom ?? `${name} は承認されています。`}トークンを有効にしています。有効になったら、ここで取り消せます。`,
    fulfilled: `${byWhom ?? `${name} は承認されています。`}トークンが有効な間は、${command} revoke ${name} で取り消せます。`,
    denied: byWhom ?? `${name} は ${when} に拒否されました。`,
    withdrawn: `${name} は、申請者が ${when} に取り下げました。`,
    lapsed: `${name} は、期限までに判断または使用されなかったため、期限切れになりました。`,
    ended: `${name} は、もう誰も使えないため、${when} に終了しました。`,
  }[refusal.status];
  return `${said}${unchanged}`;
}

function pendingTokenAlready(refusal: Extract<Refusal, { why: 'pending_token_already' }>, speech: Speech): string {
  const name = `トークン${speech.quoted(refusal.tokenName)}`;
  if (refusal.review !== null) return `${decided(refusal.review, name, speech)}${unchanged}`;
  const by = refusal.by === null ? 'すでに' : ` ${speech.name(refusal.by)} により`;
  const said = {
    open: '確認中です',
    held: '判断を待っています',
    approving: '承認の処理中です',
    denying: '拒否の処理中です',
    approved: `${by}承認されています`,
    denied: `${by}拒否されています`,
    cancelled: '保有者により中止または変更されたか、漏えいとして報告されています',
    expired: '誰も判断しないうちに有効期限が切れました',
    closed: 'もう承認待ちではありません',
  }[refusal.status];
  return `${unchanged}${name}は${said}。`;
}

function activeTokenAlready(refusal: Extract<Refusal, { why: 'active_token_already' }>, speech: Speech): string {
  const name = `トークン${speech.quoted(refusal.tokenName)}`;
  const { revocation, status } = refusal;
  const by = revocation?.by == null ? '' : `、${person(revocation.by.slackId, speech)}が`;
  const said = {
    active: 'すでに承認されています',
    exceeding: 'まだ承認された範囲を超えています',
    revoking: `${by}取り消しています`,
    revoked: by === '' ? '取り消されています' : `${by}取り消しました`,
    expired: '有効期限が切れています',
    gone: 'すでに Organization へアクセスできなくなっています',
  }[status];
  return `${unchanged}${name}は${said}。`;
}

function notLinked(
  { ways, helpers, organizations, slackId, claimed }: Extract<Refusal, { why: 'not_linked' }>,
  speech: Speech,
  command: string,
): string {
  const nothing = `あなたの Slack アカウントは、まだ GitHub アカウントにリンクされていないため、この操作はできませんでした。`;
  if (claimed !== undefined) return `${nothing}${claimUnderWay(claimed, speech, command)}`;
  if (ways.includes('sign_in'))
    return `${nothing}ボタンを押してリンクしてください。GitHub にサインインして、ここに戻ります。`;
  const owned = either(organizations.map(speech.name));
  const names = either(helpers.map((helper) => person(helper, speech)));
  if (ways.includes('vouching') && helpers.length > 0) {
    return `${nothing}「${command} link GitHub のログイン名」を送信すると、${names}が確認できます。`;
  }
  const whom = helpers.length === 0 ? `${owned} の所有者` : `${owned} の所有者の ${names}`;
  return `${nothing}ポリシーの people に追加するよう、${whom}に頼んでください。あなたの Slack ユーザー ID は ${slackId} です。`;
}

export const refusals: Spoken<typeof english> = (command) => ({
  refusalTitle: 'できません',
  outageTitle: 'もう一度お試しください',
  bugTitle: '問題が発生しました',
  isOutage: english(command).isOutage,
  refusal: (refusal, speech) => {
    switch (refusal.why) {
      case 'not_linked':
        return notLinked(refusal, speech, command);
      case 'link_not_confirmed':
        return `あなたの GitHub アカウント ${speech.name(refusal.login)} を確認できなかったため、${unchanged}ポリシーの people にあるログイン名を確認するよう、Organization の所有者に頼んでください。`;
      case 'link_conflict':
        return conflictWords(refusal.conflict, speech.name(refusal.login), command);
      case 'linked_by_policy':
        return `ポリシーの people では、あなたは GitHub の ${speech.name(refusal.login)} です。${unchanged}その行が削除されると、リンクは終わります。`;
      case 'linked_already':
        return `すでに GitHub の ${speech.name(refusal.login)} にリンクされています。必要な操作はありません。`;
      case 'nothing_to_unlink':
        return `GitHub アカウントにリンクされていません。${unchanged}`;
      case 'too_many_addresses':
        return `1 時間以内のリンクの依頼が多すぎるため、新しいアドレスは作成していません。最新のアドレスを使うか、数分後にもう一度 ${command} link を送信してください。`;
      case 'sign_in_over':
        return `このアドレスは使用済みか、10 分を過ぎています。リンクはしていません。Slack で ${command} link を送信し、新しいアドレスを受け取ってください。`;
      case 'other_browser':
        return `別のブラウザーで始められています。リンクはしていません。そのブラウザーで続けるか、Slack で ${command} link を送信し、新しいアドレスを受け取ってください。`;
      case 'sign_in_declined':
        return `あなたが誰かを GitHub が伝えることを、許可しませんでした。リンクはしていません。やり直すには、Slack で ${command} link を送信してください。`;
      case 'sign_in_not_checked':
        return `あなたが誰かを、GitHub から受け取れませんでした。リンクはしていません。1 分後に、Slack で ${command} link を送信して、もう一度お試しください。`;
      case 'login_recycled':
        return `GitHub のログイン名 ${speech.name(refusal.login)} は、現在は別のアカウントのものなので、${unchanged}ポリシーの people を確認するよう、Organization の所有者に頼んでください。`;
      case 'guest':
        return 'ゲストは Countersign を使えません。このワークスペースの正式なメンバーに頼んでください。';
      case 'other_workspace':
        return 'Countersign を使えるのは、このワークスペースのメンバーだけです。';
      case 'bot':
        return 'アプリとボットは Countersign を使えません。';
      case 'deactivated':
        return 'この Slack アカウントは解除されています。';
      case 'not_a_member':
        return `${speech.name(refusal.organization)} のトークンを申請できるのは、メンバーだけです。あなたの GitHub アカウント ${speech.name(refusal.login)} は、現在アクティブなメンバーではないため、${unchanged}外部のコラボレーターとして参加しているリポジトリには、fine-grained personal access token でアクセスできません。所有者があなたを招待できます。`;
      case 'not_an_owner':
        return `これを判断できるのは、${speech.name(refusal.organization)} の所有者だけです。あなたの GitHub アカウント ${speech.name(refusal.login)} は、現在所有者ではありません。${undecided}`;
      case 'not_a_reviewer':
        return `これを判断できるのは、${reviewersSaid(refusal.reviewers, refusal.organization, speech)}だけです。あなたの GitHub アカウント ${speech.name(refusal.login)} は、現在そのひとりではありません。${undecided}`;
      case 'only_observed':
        return `Countersign は ${speech.name(refusal.organization)} を観察するだけなので、${unchanged}所有者が GitHub の Organization の設定の「Personal access tokens」で操作できます。`;
      case 'only_owners_browse':
        return `すべてのトークンを見られるのは、${either(refusal.organizations.map(speech.name))} の所有者だけです。あなたの GitHub アカウント ${speech.name(refusal.login)} は、現在所有者ではありません。自分のトークンは ${command} list にあります。`;
      case 'nothing_listed_yet':
        return 'トークンをまだ GitHub から読み取っていません。数分後にもう一度お試しください。';
      case 'holder_unreachable':
        return `GitHub アカウント ${speech.name(refusal.login)} は Slack にリンクされていないため、保有者に確認できません。トークンを取り消すか、本人に直接連絡してください。`;
      case 'reminded_today':
        return `今日すでに、${speech.quoted(refusal.tokenName)}の保有者に確認した人がいます。明日もう一度確認できます。`;
      case 'own_request':
      case 'own_token':
        return ownMatter(refusal, speech);
      case 'login_taken':
        return `ポリシーでは、あなたはマシン ユーザー ${speech.name(refusal.login)} の担当者です。現在は別のアカウントがそのログイン名を使っているため、ほかの所有者が判断する必要があります。${undecided}`;
      case 'reviewer_not_checked':
        return `あなたが ${speech.name(refusal.organization)} についてこれを判断できることを、GitHub と Slack で確認できませんでした。${undecided}1 分後にもう一度お試しください。`;
      case 'owner_not_checked':
        return `あなたが ${speech.name(refusal.organization)} の所有者であることを、GitHub で確認できませんでした。${undecided}1 分後にもう一度お試しください。`;
      case 'member_not_checked':
        return `あなたが ${speech.name(refusal.organization)} のメンバーであることを、GitHub で確認できませんでした。${unchanged}1 分後にもう一度お試しください。`;
      case 'person_not_checked':
        return `あなたが誰かを、Slack で確認できませんでした。${unchanged}1 分後にもう一度お試しください。`;
      case 'unknown_person':
        return `このワークスペースにあなたのアカウントが見つからないため、${unchanged}Slack ワークスペースの管理者に相談してください。`;
      case 'unknown_policy':
        return `ポリシーに、その名前の Organization はありません。${command} policy で、あなたの Organization のルールを見られます。`;
      case 'token_forbidden':
        return `ここでは、${speech.quoted(refusal.tokenName)}を誰も承認できません。${joined(policySaysAll(refusal.reasons), undecided)}`;
      case 'token_needs_several':
        return `ルール「${refusal.rule.name}」では、${speech.quoted(refusal.tokenName)}に ${counted(refusal.approvals, '人')}の承認が必要なため、1 人では承認できません。保有者がトークンを縮小するか、申請すると、複数の人が判断できます。何も決定していません。`;
      case 'unknown_request':
        return `${speech.quoted(refusal.given)}というあなたの申請はありません。あなたの申請は ${command} list にあります。`;
      // Not told apart from one that does not exist: what others ask for is theirs.
      case 'not_your_request':
        return `${requestName(refusal.number)} というあなたの申請はありません。あなたの申請は ${command} list にあります。`;
      case 'request_already':
        return requestAlready(refusal, speech, command);
      case 'pending_token_already':
        return pendingTokenAlready(refusal, speech);
      case 'active_token_already':
        return activeTokenAlready(refusal, speech);
      case 'nothing_to_renew':
      case 'renewal_open':
        return renewalRefusal(refusal, command, speech);
      case 'unknown_name':
      case 'waiting_named':
      case 'several_named':
      case 'request_not_named':
        return namesRefusal(refusal, command, speech);
      case 'nobody_named':
        return `その人の GitHub アカウントが見つかりません。${command} tokens @mona のように、または GitHub のログイン名で指定してください。`;
      case 'no_owner_of_all':
        return trailRefusal(refusal, command, speech);
      case 'unknown_audit':
        return `次のように指定してください: ${command} audit、${command} audit @mona、${command} audit PAT-12。日付も指定できます: ${command} audit @mona 2026-01-01`;
      case 'no_tokens_left':
        return 'この人のトークンで、まだ Organization にアクセスできるものはありません。何も取り消していません。';
      case 'no_token_to_use':
        return `${requestName(refusal.number)} には使えるトークンがありません。${command} list で、あなたの申請とトークンを確認できます。`;
      case 'no_active_token':
        return `${requestName(refusal.number)} には有効なトークンがないため、${refusal.to === 'revoke' ? '何も取り消していません' : '更新できません'}。あなたのトークンは ${command} list にあります。`;
      case 'classic_unseen':
        return `${requestName(refusal.number)} の classic のトークンは、ここから見えないため取り消せません。作成した人が、GitHub の「Settings」→「Developer settings」→「Tokens (classic)」で削除できます。`;
      case 'classic_not_renewed':
        return `${requestName(refusal.number)} は classic のトークンで、更新できません。${command} request で別のトークンを申請し、そのあと古いトークンを GitHub で削除してください。`;
      case 'policy_forbids':
        if (refusal.isOfToken !== true)
          return `この申請は、ポリシーで許可されていません。${unsent}${joined(policySaysAll(refusal.reasons), '申請の内容を変えるか、所有者に相談してください。')}`;
        return `このトークンの内容はポリシーで許可されていないため、申請できません。${unsent}${joined(policySaysAll(refusal.reasons), 'その範囲内でトークンを作成するか、所有者の判断をお待ちください。')}`;
      case 'nothing_to_explain':
        return `トークン${speech.quoted(refusal.tokenName)}は、もう説明を待っていません。${unsent}現在の状態は、上のメッセージにあります。`;
      case 'nothing_unused':
        return `${speech.name(refusal.organization)} の使われていないトークンで、判断が必要なものはもうありません。必要な操作はありません。`;
      case 'nothing_to_keep':
        return `${speech.quoted(refusal.tokenName)}は再び使われているか、誰かが残したため、もう判断は必要ありません。必要な操作はありません。`;
      case 'request_forbidden':
        return `この申請は、もうポリシーで許可されていません。${joined(policySaysAll(refusal.reasons), undecided)}拒否することはできます。`;
      case 'sign_in_needed':
      case 'used_up':
      case 'last_day_over':
      case 'nudged_today':
      case 'details_not_theirs':
      case 'view_not_checked':
        return limitRefusal(refusal, speech);
      case 'offer_wider':
      case 'offer_same':
      case 'offer_classic':
      case 'offer_unseen':
      case 'offer_over':
      case 'offer_forbidden':
      case 'offer_void':
        return offerRefusal(refusal, speech);
      case 'already_reviewed':
        return `すでに ${requestName(refusal.number)} を承認しています。あと ${counted(refusal.missing, '人')}の承認が必要です。${unchanged}`;
      case 'token_already_reviewed':
        return `すでに${speech.quoted(refusal.tokenName)}を承認しています。さらに所有者 ${counted(refusal.missing, '人')}の承認が必要です。${unchanged}`;
      case 'rules_not_checked':
        return `${speech.name(refusal.organization)} のポリシーのルールに必要なことを、GitHub で確認できませんでした。${undecided}もう一度お試しください。`;
      case 'sponsor_not_linked':
        return `マシン ユーザー ${speech.name(refusal.login)} の担当者の ${person(refusal.slackId, speech)}の GitHub アカウントがわかりません。あなたのアカウントの可能性があるため、${undecided}${command} link を送信するよう、その人に頼んでください。`;
      case 'question_answered':
        return `${requestName(refusal.number)} についてのこの質問には、すでに回答しています。2 つ目の回答は送信していません。`;
      case 'enough_questions':
        return `${requestName(refusal.number)} への質問は、上限の ${counted(refusal.most)}に達しました。質問は送信していません。Slack で ${person(refusal.slackId, speech)}に直接連絡してください。`;
      case 'machine_user_not_a_member':
        return `マシン ユーザー ${speech.name(refusal.login)} は ${speech.name(refusal.organization)} のアクティブなメンバーではないため、そのトークンはアクセスできません。${unsent}先に招待するよう、所有者に頼んでください。`;
      case 'sponsor_changed':
        return `${person(refusal.slackId, speech)}はマシン ユーザー ${speech.name(refusal.login)} の担当者ではなくなったため、この申請は誰も承認できません。${undecided}現在の担当者が、もう一度申請できます。`;
      case 'not_its_sponsor':
        return `ポリシーでは、あなたはもうマシン ユーザー ${speech.name(refusal.login)} の担当者ではないため、フォームは開いていません。現在の担当者がトークンを申請できます。`;
      case 'no_such_account':
      case 'account_not_a_member':
      case 'claims_machine_user':
      case 'claim_waits':
      case 'claim_contested':
      case 'claim_refused_lately':
      case 'too_many_claims':
      case 'nobody_to_vouch':
      case 'claim_already':
      case 'claim_not_checked':
      case 'own_claim':
      case 'vouched_already':
      case 'vouched_once':
        return claimRefusal(refusal, speech, command);
      case 'old_revision':
        return `ボタンが表示されたあとで内容が変わったため、${undecided}メッセージを更新しています。もう一度確認してください。`;
      case 'unknown_control':
        return `このボタンまたはフォームは別のバージョンのものなので、${unchanged}最新のメッセージか、${command} help を使ってください。`;
      case 'unknown_message':
        return `もう存在しないか、あなたのものではありません。${unchanged}`;
      case 'draft_gone':
        return `このフォームは古すぎるか、ほかの人が開いたものです。${unsent}${command} request で最初からやり直してください。`;
      case 'form_sent':
        return `このフォームは ${requestName(refusal.number)} としてすでに送信されています。追加では何も送信していません。あなたの申請は ${command} list にあります。`;
      case 'must_see_details':
        return `メッセージには長すぎるため、${undecided}「詳細」を開いて確認し、判断してください。`;
      case 'store_busy':
        return `一度に多くのことが起きたため、${unchanged}もう一度お試しください。`;
    }
  },
  outage: (where) => {
    const who = { github: 'GitHub', slack: 'Slack', store: 'データベース' }[where];
    return `${joined(who, 'から')}正しい応答がなかったため、実行されていない可能性があります。何か変わったか確認し、1 分後にもう一度お試しください。`;
  },
  tooLate: `時間がかかりすぎたため、Slack がフォームを開きませんでした。${unchanged}もう一度お試しください。`,
  bug: (reference) =>
    `問題が発生し、実行されていない可能性があります。繰り返す場合は、Organization の所有者に伝えてください: 参照番号 ${reference}`,
});
