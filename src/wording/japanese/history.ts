import type { Entry } from '../../domain/change.ts';
import type { SlackUserId } from '../../domain/ids.ts';
import type { ActiveTokenActName, PendingTokenActName, RequestActName } from '../../domain/lifecycle.ts';
import type { EndReason } from '../../domain/requests/request-status.ts';
import type { history as english } from '../english/history.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';
import { tokenTroubles } from './own-tokens.ts';
import { joined } from './terms.ts';

/** After the name of whoever did it, and as what happened where that was nobody. */
type Said = { readonly did: string; readonly was: string };
const same = (was: string): Said => ({ did: was, was });
const both = (did: string, was: string): Said => ({ did, was });

const ofRequest: Readonly<Record<RequestActName | 'submit', Said>> = {
  submit: both('申請しました', '申請されました'),
  approve: both('承認しました', '承認されました'),
  review: both('必要な承認者の 1 人として承認しました', '必要な承認者の 1 人が承認しました'),
  deny: both('拒否しました', '拒否されました'),
  withdraw: both('取り下げました', '取り下げられました'),
  ask: both('質問しました', '質問がありました'),
  answer: both('回答しました', '質問に回答がありました'),
  adjust: both('減らした内容を提案しました', '減らした内容がレビュー担当者から提案されました'),
  accept_offer: both('減らした内容を受け入れました', '申請者が減らした内容を受け入れました'),
  narrow: both(
    '減らした内容を受け入れ、ほかの人の承認を待つことにしました',
    '申請者が減らした内容を受け入れ、ほかの人の承認を待っています',
  ),
  void_offer: same('提案したレビュー担当者が判断できなくなったため、提案が終了しました'),
  lapse: same('期限が切れました'),
  claim: same('トークンが GitHub で見つかりました'),
  release: same('申請のトークンは GitHub で承認待ちではなくなりました'),
  reopen: same('所有者の判断に戻りました'),
  fulfil: same('トークンが有効になりました'),
  remind: same('所有者にもう一度知らせました'),
  nudge: both('レビュー担当者に確認を依頼しました', 'レビュー担当者に確認が依頼されました'),
  escalate: same('誰も判断しなかったため、ほかの人も判断できるようになりました'),
  extend: same('判断の期限が延長されました'),
  make: both('トークンを作成したことを知らせました', 'トークンが確認されました'),
  end: same('申請が終了しました'),
};

const ofPendingToken: Readonly<Record<PendingTokenActName | 'find', Said>> = {
  find: same('承認待ちのトークンが GitHub で見つかりました'),
  rescope: same('トークンが GitHub で編集されました'),
  relist: same('トークンが再び GitHub で承認待ちになりました'),
  await: same('トークンは申請についての判断を待っています'),
  ask: same('どの申請のトークンか、保有者に質問しました'),
  answer: both('どの申請のトークンか回答しました', 'どの申請のトークンか、保有者が回答しました'),
  hold: same('トークンが保留になりました'),
  review: both('必要な承認者の 1 人としてトークンを承認しました', '必要な承認者の 1 人がトークンを承認しました'),
  start_approving: both('トークンを承認しました', 'トークンを GitHub で承認しています'),
  start_denying: both('トークンを拒否しました', 'トークンを GitHub で拒否しています'),
  observe_approved: both('GitHub でトークンを承認しました', 'GitHub でトークンが承認済みになりました'),
  observe_denied: both('GitHub でトークンを拒否しました', 'GitHub でトークンが拒否済みになりました'),
  cancel: same('トークンが GitHub で取り下げまたは編集されました'),
  expire: same('承認を待つ間に、トークンの有効期限が切れました'),
  vanish: same('トークンは GitHub で承認待ちではなくなりました'),
  send: same('GitHub に伝えました'),
  outdate: same('トークンのその後の経過がカードに表示されました'),
  reopen: same('トークンについての決定が中止されました'),
};

const ofActiveToken: Readonly<Record<ActiveTokenActName | 'find' | 'let_end', Said>> = {
  find: same('有効なトークンが見つかりました'),
  observe: same('GitHub でトークンを確認しました'),
  exceed: same('トークンが承認された範囲を超えました'),
  return_within: same('トークンが承認された範囲内に戻りました'),
  attach: same('トークンが申請と照合されました'),
  accept: both('トークンをこのまま承認しました', 'トークンがこのまま承認されました'),
  pass_deadline: same('トークンの期限が過ぎました'),
  follow_mode: same('ポリシーのモードにより、トークンの期限の扱いが変わりました'),
  extend: same('トークンの期限が延長されました'),
  start_revoking: both('トークンを取り消しました', 'トークンを取り消しています'),
  send: same('GitHub に伝えました'),
  observe_revoked: same('トークンが取り消されました'),
  abandon_revoking: same('トークンは取り消されませんでした'),
  stay_exceeding: same('トークンはまだ承認された範囲を超えています'),
  expire: same('トークンの有効期限が切れました'),
  vanish: same('トークンがアクセスできなくなりました'),
  supersede: same('トークンの新しい許可に引き継がれました'),
  let_end: both('トークンを期限切れにすることにしました', '保有者がトークンを期限切れにすることにしました'),
  ask_channel: same('期間が延びたトークンについて、所有者に知らせました'),
  ask_use: same('トークンがまだ必要か質問しました'),
  ask_owners: same('回答がなかったため、トークンについて所有者に質問しました'),
  keep: both('使われていないトークンを残しました', '使われていないトークンが残されました'),
  use_again: same('トークンが再び使われています'),
  come_back: same('トークンが再びアクセスできるようになりました'),
};

const ended: Readonly<Record<EndReason, string>> = {
  requester_left: '申請者が Organization から脱退しました',
  machine_user_left: 'マシン ユーザーが Organization から脱退しました',
  sponsor_changed: '申請者はマシン ユーザーの担当者ではなくなりました',
};

function endedBecause({ why }: Entry['data']): Said | undefined {
  return typeof why === 'string' && Object.hasOwn(ended, why) ? same(ended[why as EndReason]) : undefined;
}

const said: ReadonlyMap<string, Said> = new Map([
  ...Object.entries(ofRequest).map(([act, words]) => [`request.${act}`, words] as const),
  ...Object.entries(ofPendingToken).map(([act, words]) => [`pending_token.${act}`, words] as const),
  ...Object.entries(ofActiveToken).map(([act, words]) => [`active_token.${act}`, words] as const),
  ['active_token.remind', both('保有者にもう一度知らせました', '保有者にもう一度知らせました')],
  ['message.lost', same('これについてのメッセージが Slack で削除されました')],
  ['message.undeliverable', same('これについてのメッセージを届けられませんでした')],
]);

/** As whom GitHub was called: the data of a `send`. */
function sentAs({ as, login, why }: Entry['data'], speech: Speech): Said {
  const name = typeof login === 'string' ? login : '';
  if (as === 'reviewer') return same(`${speech.name(name)} の名前で GitHub に伝えました`);
  const instead = isTrouble(why) ? `（${speech.name(name)} のトークンは${tokenTroubles[why]}）` : '';
  return same(`アプリから GitHub に伝えました${instead}`);
}

/** Who was reminded that a token ends: the data of a `notice.send`. */
function reminded({ threshold, expiresAt, to }: Entry['data'], speech: Speech): Said {
  const who = typeof to === 'string' ? `${speech.person(to as SlackUserId)} さん` : '所有者';
  if (typeof expiresAt !== 'number') return same(`${who}に有効期限を知らせました`);
  const on = speech.instant(expiresAt);
  return same(
    threshold === 'expired'
      ? `${on} に期限が切れたことを${who}に知らせました`
      : `${on} に期限が切れることを${who}に知らせました`,
  );
}

function isTrouble(why: unknown): why is keyof typeof tokenTroubles {
  return typeof why === 'string' && Object.hasOwn(tokenTroubles, why);
}

function whoDid(actor: string, { did, was }: Said, speech: Speech): string {
  const [kind, name = ''] = actor.split(':');
  const isTheirs = did !== was;
  if (kind === 'slack') return joined(`${speech.person(name as SlackUserId)} さん${isTheirs ? 'が' : ': '}`, did);
  if (kind === 'github') return joined(`GitHub ユーザー ${speech.name(name)}${isTheirs ? ' が' : ': '}`, did);
  return actor === 'policy' ? `ポリシーにより、${was}` : was;
}

export const history: Spoken<typeof english> = {
  historyHeading: 'これまでの経緯',
  happened: ({ at, actor, act, data }, speech) => {
    const special =
      act === 'request.end'
        ? endedBecause(data)
        : act === 'pending_token.send' || act === 'active_token.send'
          ? sentAs(data, speech)
          : act === 'notice.send'
            ? reminded(data, speech)
            : act === 'request.escalate' && data.leftToOwners === true
              ? same('判断できる人がいなくなったため、所有者も判断できるようになりました')
              : undefined;
    const words = special ?? said.get(act);
    return words === undefined ? null : `${speech.instant(at)}: ${whoDid(actor, words, speech)}。`;
  },
  olderEntries: 'それより古い記録は、監査証跡にあります。',
};
