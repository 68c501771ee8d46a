import type { observing as english } from '../english/observing.ts';
import type { Spoken } from '../wording.ts';
import { rangeAccepted } from './who-decided.ts';

export const observing: Spoken<typeof english> = {
  openOnGithub: 'GitHub で開く',
  wouldHaveDone: (token, accepted, speech) => {
    const would =
      token.heldWhy === 'observing' && 'number' in token.match
        ? `本来であれば、${rangeAccepted(accepted, token.match.number, speech)}内なので、このトークンを承認していました`
        : '本来であれば、このトークンを保留にしていました';
    return `観察のみ: ${would}。所有者が GitHub で判断します。`;
  },
  approveOnGithubToo: (organization, speech) =>
    `${speech.name(organization)} については観察だけを行うため、所有者が GitHub でもトークンを承認する必要があります。`,
  ownerDecidesOnGithub: (organization, speech) =>
    `${speech.name(organization)} については観察だけを行うため、所有者が GitHub で判断します。`,
  waitsForBoth: (tokenName, speech) =>
    `${speech.quoted(tokenName)}は、すでに GitHub で承認を待っています。観察のみ: 所有者が GitHub でも承認する必要があります。`,
  neverPaste: 'Slack には絶対に貼り付けないでください。',
  baselineObserved: (organization, speech) =>
    `観察のみ: ${speech.name(organization)} については、GitHub で何も変更しません。本来であれば何をしていたかを、メッセージでお知らせします。`,
  reviewOnGithub: '観察のみ: 「詳細」を開いて確認し、GitHub で判断してください。リスクの高いものから順に並んでいます。',
};
