import type { SentAs, TokenTrouble } from '../../domain/tokens/sent-as.ts';
import type { ownTokens as english } from '../english/own-tokens.ts';
import type { Speech } from '../speech.ts';
import type { Spoken } from '../wording.ts';

/** What was wrong with a reviewer's own token, after its name. */
export const tokenTroubles: Readonly<Record<TokenTrouble, string>> = {
  expired: '有効期限が切れています',
  revoked: '取り消されています',
  unreadable: '復号できません',
  refused: '拒否されました',
  not_renewed: '更新できませんでした',
};

const whatHappened: Readonly<Record<TokenTrouble, string>> = {
  expired: '6 か月間使われず、有効期限が切れた',
  revoked: 'GitHub で受け付けられなくなった',
  unreadable: '復号できなくなった',
  refused: 'このトークンでの操作を GitHub が許可しなかった',
  not_renewed: 'GitHub が更新しなかった',
};

/** Whom GitHub names for what was decided here; said where it is not simply the App. */
export function namedOnGithub(sent: SentAs | null | undefined, speech: Speech): string {
  if (sent == null) return '';
  if (sent.as === 'reviewer') return `GitHub には ${speech.name(sent.by.login)} の名前が表示されます。`;
  const { insteadOf } = sent;
  return insteadOf === null
    ? ''
    : `GitHub にはアプリの名前が表示されます（${speech.name(insteadOf.login)} のトークンは${tokenTroubles[insteadOf.why]}）。`;
}

export const ownTokens: Spoken<typeof english> = (command) => ({
  ownTokenTrouble: (why) =>
    why === 'refused' || why === 'not_renewed'
      ? 'あなたの GitHub トークンを使えませんでした'
      : 'あなたの GitHub トークンは、もう使いません',
  ownTokenTroubleWhy: (why, organization, speech) =>
    `${whatHappened[why]}ため、${speech.name(organization)} では GitHub App が代わりに実行します。あなたの決定は失われていません。`,
  ownTokenTroubleNext: (why) =>
    why === 'refused' || why === 'not_renewed'
      ? 'あとでもう一度試します。必要な操作はありません。'
      : `再び GitHub に自分の名前を表示するには、${command} link でサインインしてください。`,
});
