import { requestName } from '../../domain/requests/token-request.ts';
import type { whichRequest as english } from '../english/which-request.ts';
import type { Spoken } from '../wording.ts';
import { whatWaits } from './pending-tokens.ts';

export const whichRequest: Spoken<typeof english> = {
  whichRequest: (token, organization, numbers, about, speech) => {
    const what = whatWaits(token, organization, about, speech);
    const [only] = numbers;
    const asked =
      numbers.length === 1 && only !== undefined
        ? `${requestName(only)} のトークンですか?`
        : 'どの申請のために作成しましたか?';
    return `${what}が承認を待っています。名前が、申請されたものと異なります。${asked}`;
  },
  whichRequestNext: ({ status }, offered, isObserved) => {
    const isOne = offered.length === 1;
    const undecided = offered.filter((request) => request.status === 'pending').length;
    const approved = isOne ? 'そうであれば、承認します。' : '回答された申請に基づいて承認します。';
    const waits = isOne ? 'そうであれば、その申請の判断を待ちます。' : '回答された申請の判断を待ちます。';
    const either = '承認済みの申請であれば、すぐに承認します。それ以外は、その申請の判断を待ちます。';
    const named = undecided === 0 ? approved : undecided === offered.length ? waits : either;
    const none = isOne ? 'そうでなければ、所有者が判断します。' : 'どれでもなければ、所有者が判断します。';
    const unanswered = status === 'held' ? '所有者に知らせました。' : '1 日以内に回答がなければ、所有者に知らせます。';
    return isObserved ? '所有者が GitHub で判断します。回答はその参考になります。' : `${named}${none}${unanswered}`;
  },
  offeredRequest: (request) => `${requestName(request.number)}: ${request.tokenName}`,
  isForRequest: (of) => `${requestName(of)} のものです`,
  noneOfThese: 'どれでもありません',
  claimTitle: 'どの申請ですか?',
  claimIntro: (token, speech) =>
    `トークン${speech.quoted(token.tokenName)}は、どの申請のために作成しましたか? その申請の範囲内であれば、承認します。そうでなければ、保留のままです。`,
  claimNone: 'どれでもない場合は、必要な理由を所有者に伝えてください。',
  answeredWaiting: (token, organization, of, about, speech) => {
    const what = `${whatWaits(token, organization, about, speech)}が承認を待っています。`;
    return of === null
      ? `${what}どの申請のものでもないと回答されたため、所有者が判断します。`
      : `${what}${requestName(of)} と比べています。`;
  },
  answered: (of) =>
    of === null
      ? 'ありがとうございます。所有者が判断します。必要な理由は、ダイレクト メッセージから伝えられます。'
      : `ありがとうございます。${requestName(of)} と比べています。結果はダイレクト メッセージでお知らせします。`,
};
