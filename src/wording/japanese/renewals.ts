import type { Instant, RequestNumber, SlackUserId } from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { RequestReason } from '../../domain/requests/reasons-against.ts';
import { agreedEnd, isOnlyProlonged } from '../../domain/requests/renewal.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { WhereUsed } from '../../domain/requests/where-used.ts';
import { standingReview } from '../../domain/standing-review.ts';
import { type ActiveToken, deadlineOf } from '../../domain/tokens/token.ts';
import type { renewals as english } from '../english/renewals.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { ofMachineUser } from './machine-users.ts';
import { agreedAs, asSponsor, counted, inDays, passedOn, regenerateEarlier } from './terms.ts';
import { rangeAccepted } from './who-decided.ts';

const stores: Readonly<Record<WhereUsed, string>> = {
  git: '自分のマシンの Git',
  actions: 'GitHub Actions のシークレット',
  script: '自分のスクリプト',
  service: 'サービスまたはボット',
  other: 'その他の場所',
};

function ends(at: number | null, speech: Speech): string {
  return at === null ? '有効期限がありません' : `${speech.instant(at)} に有効期限が切れます`;
}

type Revoked = Extract<RequestReason, { code: 'renewed_revoked' }>;

/** Why a renewal has no Approve. */
export function renewedRevoked({ tokenName, isOver }: Revoked, speech: Speech): string {
  return `${speech.quoted(tokenName)}は${isOver ? '取り消された' : '取り消し中の'}ため、更新は誰も承認できません。`;
}

/** The same to its requester. */
export function notRenewed(reason: Revoked, speech: Speech): string {
  return `${renewedRevoked(reason, speech)}申請を取り下げることができます。`;
}

/** "「nightly-ci」（2027年4月1日まで）", for a card and its copies. */
function renewsWhat({ renews, tokenName }: TokenRequest, speech: Speech): string {
  if (renews === null) return speech.quoted(tokenName);
  const until = renews.endsAt === null ? '有効期限なし' : `${speech.instant(renews.endsAt)} まで`;
  return `${speech.quoted(tokenName)}（${until}）`;
}

export const newSecret = (where: WhereUsed | null): string =>
  where === null || where === 'other'
    ? 'シークレットが変わるため、保管場所で置き換えてください。'
    : `シークレットが変わるため、保管場所で置き換えてください: ${stores[where]}。`;

export const renewedNews = (request: TokenRequest, token: ActiveToken, speech: Speech): string =>
  `${speech.quoted(token.tokenName)}${ofMachineUser(request, speech)}（${requestName(request.number)}）を更新しました。${token.scope.expiresAt === null ? '有効期限はありません。' : `新しい有効期限は ${speech.instant(token.scope.expiresAt)} です。`}`;

export const revokedUnlessApproved = (at: Instant, speech: Speech): string =>
  `トークンはすでに GitHub で延長されています。誰も承認しない場合は、${speech.instant(at)} に取り消します。`;

export const replacedNews = (request: TokenRequest, speech: Speech): string =>
  `${speech.quoted(request.renews?.tokenName ?? request.tokenName)}に代わるものなので、そのトークンについてはもうお知らせしません。`;

/** Why what is over offers no other request: a later one took its place. */
export const renewedAs = (by: RequestNumber): string => `更新は ${requestName(by)} です。`;
export const requestedAgainAs = (by: RequestNumber): string => `${requestName(by)} で改めて申請されました。`;

function createItBy(request: TokenRequest, speech: Speech): string {
  const lapsesAt = request.agreement?.lapsesAt ?? null;
  return `${lapsesAt === null ? '' : `${speech.instant(lapsesAt)} までに、`}新しいトークンを作成してください。`;
}

type NothingToRenew = Extract<Refusal, { why: 'nothing_to_renew' }>;

const endedAs: Readonly<Record<NonNullable<NothingToRenew['ended']>['how'], string>> = {
  revoked: '以前に取り消され',
  denied: '以前に拒否され',
  request_denied: '申請が以前に拒否され',
  lost: '以前にアクセスできなくなり',
  closed: '以前に終了し',
};

function whyNotRenewed({ status, ended }: NothingToRenew, speech: Speech): string {
  if (status === 'revoking') return '取り消し中のため';
  if (status === 'revoked') return '取り消されたため';
  if (status === 'gone') return 'Organization へアクセスできなくなったため';
  if (ended === null) return '有効期限がないため';
  if (ended.undone === null) return `${endedAs[ended.how]}、その後誰も承認していないため`;
  const who = ended.by === null ? 'ポリシー' : `${speech.person(ended.by as SlackUserId)} さん`;
  const did = `${who}が ${speech.instant(ended.at)} に${ended.how === 'revoked' ? '取り消し' : '拒否し'}`;
  return ended.undone === 'expired'
    ? `${did}、GitHub が受け付ける前に有効期限が切れたため`
    : `${did}ましたが、GitHub がまだ実行していないため`;
}

/** Why nobody can ask for it, as it is so of this token. */
export function renewalRefusal(
  refusal: Extract<Refusal, { why: 'nothing_to_renew' | 'renewal_open' }>,
  command: string,
  speech: Speech,
): string {
  if (refusal.why === 'renewal_open')
    return `${speech.quoted(refusal.tokenName)}は、すでに更新の申請中です。${command} list の ${requestName(refusal.number)} をご覧ください。追加では何も送信していません。`;
  return `${speech.quoted(refusal.tokenName)}は、${whyNotRenewed(refusal, speech)}、更新できません。何も送信していません。${command} request で、別のトークンを申請できます。`;
}

export const renewals: Spoken<typeof english> = (command) => ({
  renewTitle: 'トークンの更新',
  renew: '更新…',
  renewedAs,
  renewalAsked: (number) => `更新は ${requestName(number)} で申請済みのため、新たに申請する必要はありません。`,
  renewalDenied: (request, speech) => {
    const review = standingReview(request);
    return `${review === null ? '所有者' : `${speech.person(review.by.slackId)} さん`}が新しい期限（${requestName(request.number)}）を拒否しました。`;
  },
  renewalWithdrawn: (number, token, speech) => {
    const name = speech.quoted(token.tokenName);
    const end = agreedEnd(token);
    const did = `${requestName(number)} を取り下げました。`;
    if (token.status === 'active')
      return `${did}${name}は、${end === null ? '' : `${speech.instant(end)} まで`}これまでどおり使えます。`;
    return `${did}${name}は、まだ承認された範囲を超えています。${isOnlyProlonged(token) ? `${end === null || token.scope.expiresAt === null ? '早い期限' : `${speech.instant(end)} までの期限`}で GitHub で再生成してください。` : 'GitHub で縮小してください。'}`;
  },
  askForIt: '新しい期限を申請…',
  renewSubmit: (isAllowed) => (isAllowed ? '更新する' : '申請を送信'),
  renewWhat: (token, request, organization, speech) => {
    const { expiresAt } = token.scope;
    const asked = request === null ? '' : `（${requestName(request.number)} と同じ）`;
    const past =
      token.status === 'expired' && expiresAt !== null
        ? `${speech.instant(expiresAt)} に有効期限が切れました`
        : ends(expiresAt, speech);
    return `${speech.quoted(token.tokenName)}（${speech.name(organization)}）は、${past}。同じアクセス${asked}を、新しい期限で申請します。`;
  },
  renewHow: (isProlonged) =>
    isProlonged
      ? 'すでに再生成されています。承認されれば、GitHub での操作はもう必要ありません。'
      : '承認されたら、GitHub でトークンを再生成してください。そのときシークレットが変わるため、保管場所で置き換える必要があります。',
  renewalCard: (request, organization, speech) =>
    `${speech.person(request.requester.slackId)} さんが${renewsWhat(request, speech)}${ofMachineUser(request, speech)}の更新を申請しています（${speech.name(organization)}）· ${requestName(request.number)}`,
  sameScope: (request) => {
    const before = request.renews?.requestNumber ?? null;
    return before === null
      ? 'すでにこのアクセスがありますが、ここでは誰も承認していません。'
      : `${requestName(before)} と同じアクセスです。`;
  },
  regenerate: 'GitHub で再生成',
  createNew: '新しく作成',
  signInToRenew: (login, speech) => `この操作のために、GitHub に ${speech.name(login)} としてサインインしてください。`,
  regenerateStep: (request, lifetime, speech) => {
    const lapsesAt = request.agreement?.lapsesAt ?? null;
    const by = lapsesAt === null ? '' : `${speech.instant(lapsesAt)} までに、`;
    return `おすすめの方法: ${by}GitHub で${speech.quoted(request.tokenName)}を開き、「Regenerate token」を選んでください。期間は最長 ${lifetime}です。アクセスは変わりません。`;
  },
  besideStep: (request, speech) =>
    `${createItBy(request, speech)}${speech.quoted(request.tokenName)}は再生成しないでください。承認された範囲より多くのアクセスが残ります。`,
  besideNext: '切り替えてから、古いトークンを終了してください。古いトークンについては、もうお知らせしません。',
  insteadStep: (request, speech) =>
    `${createItBy(request, speech)}古いトークンはアクセスを失っているため、再生成しても元に戻りません。`,
  newSecret,
  orNewToken:
    'または、新しいトークンを並行して作成し、切り替えてから、古いトークンを終了してください。古いトークンについては、もうお知らせしません。',
  renewedNews,
  replacedNews,
  alsoWarned: (person) => `保有者に連絡できない場合は、有効期限が切れる前に ${person} さんに知らせます。`,
  follows: (request, speech) => {
    const { renews, claimedByTokenId, status } = request;
    const before = renews?.requestNumber == null ? '' : `（${requestName(renews.requestNumber)}）`;
    const name = `${speech.quoted(renews?.tokenName ?? request.tokenName)}${before}`;
    if (status !== 'fulfilled') return `${name}を、同じアクセスで更新します。`;
    return claimedByTokenId === renews?.tokenId
      ? `再生成により、${name}を更新しました。`
      : `この申請のトークンは、${name}に代わるものです。`;
  },
  letItEnd: '期限切れにする',
  letEnd: ({ tokenName, scope }, speech) =>
    `${speech.quoted(tokenName)}については、もうお知らせしません。${scope.expiresAt === null ? '' : `${speech.instant(scope.expiresAt)} に有効期限が切れたときに、お知らせします。`}必要な操作はありません。`,
  storedIn: (where) => `保管場所: ${stores[where]}。`,
  prolonged: (token, days, organization, { isSponsored, isOpen }, speech) => {
    const whose = isSponsored ? `マシン ユーザー ${speech.name(token.holder.login)} のトークン` : '';
    const what = `${whose}${speech.quoted(token.tokenName)}（${speech.name(organization)}）`;
    const did = isSponsored
      ? days === null
        ? `${what}の有効期限がなくなりました。`
        : `${what}の期間が ${counted(days, '日')}延長されました。`
      : days === null
        ? `${what}の有効期限をなくしました。`
        : `${what}の期間を ${counted(days, '日')}延長しました。`;
    return isOpen ? `${did}申請しますか?` : did;
  },
  prolongedNext: (token, request, { isSponsored, isAsked, isDenied }, days, speech) => {
    const at = deadlineOf(token.drift);
    const unless = isDenied ? 'このままの場合は' : '誰も承認しない場合は';
    const revoked =
      days === null || at === null ? '' : `${unless}、${speech.instant(at)}（${inDays(days)}）に取り消します。`;
    const askedUntil = token.drift?.askedUntil;
    if (isDenied) {
      const end = agreedEnd(token);
      const earlier = end === null ? '早い期限' : `${speech.instant(end)} までの期限`;
      const owners =
        askedUntil === undefined
          ? '所有者に知らせました。'
          : `このままの場合は、${speech.instant(askedUntil)} に所有者に知らせます。`;
      return `${earlier}で GitHub で再生成してください（シークレットが変わります）。${owners}${revoked}${isSponsored ? asSponsor : ''}`;
    }
    const told = askedUntil === undefined ? '所有者に知らせました。' : '1 日以内に申請がなければ、所有者に知らせます。';
    const agreed = request === null ? '承認された期間' : `${agreedAs(token, request, speech)} の期間`;
    const range = token.agreement?.lapsesAt === null ? rangeAccepted(token.agreement, null, speech) : agreed;
    return `誰かが承認するまで、${range}を超えた扱いになります。長い期間が不要な場合は、早い期限で GitHub で再生成してください。${isAsked ? '' : told}${revoked}${isSponsored ? asSponsor : ''}`;
  },
  askedNow: (so, speech) => {
    switch (so.is) {
      case 'needed':
        return 'この質問は古くなりました: 新しいトークンは使えなくなったため、このトークンはまだ必要かもしれません。';
      case 'passed_on':
        return passedOn(so.to === 'another');
      case 'within':
        return `この質問は古くなりました: 承認された範囲内で、${so.expiresAt === null ? '有効期限はありません' : `有効期限は ${speech.instant(so.expiresAt)} です`}。`;
    }
  },
  replacedBefore: ({ tokenName }, organization, speech) =>
    `${speech.name(organization)} の古い${speech.quoted(tokenName)}を終了するかどうかを質問しました。`,
  replaced: ({ tokenName, lastUsedAt }, organization, speech) =>
    `${speech.name(organization)} の新しいトークンが使われています。古い${speech.quoted(tokenName)}は、${lastUsedAt === null ? '一度も使われていません' : `最後に ${speech.instant(lastUsedAt)} に使われました`}。古いトークンを終了しますか?`,
  endIt: '古いトークンを終了…',
  replacedNext: ({ scope }, isSponsored) =>
    `まだ使っているものがある場合は、そのままにしてください。${scope.expiresAt === null ? '' : '自動的に期限切れになります。'}${isSponsored ? asSponsor : ''}`,
  undo: '元に戻す方法',
  undoHow: `${regenerateEarlier}または、削除してください。新しい期限のままにするには、${command} renew を使ってください。`,
});
