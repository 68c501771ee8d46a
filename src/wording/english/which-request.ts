import type { RequestNumber } from '../../domain/ids.ts';
import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { PendingToken } from '../../domain/tokens/token.ts';
import type { Speech } from '../speech.ts';
import { whatWaits } from './pending-tokens.ts';
import { capital } from './terms.ts';

/** The question to a token's holder which request it was created for. */
export const whichRequest = {
  /** To the holder of a token whose name is not the one that was agreed. */
  whichRequest: (
    token: PendingToken,
    organization: string,
    numbers: readonly RequestNumber[],
    about: { readonly isSponsored: boolean; readonly isEdit?: boolean },
    speech: Speech,
  ): string => {
    const what = capital(whatWaits(token, organization, about, speech));
    const [only] = numbers;
    const asked =
      numbers.length === 1 && only !== undefined
        ? `Is it the token for ${requestName(only)}?`
        : 'Which request did you create it for?';
    return `${what} is waiting for approval. Its name differs from what was requested. ${asked}`;
  },
  /** What follows from each answer, and from none. */
  whichRequestNext: ({ status }: PendingToken, offered: readonly TokenRequest[], isObserved: boolean): string => {
    const isOne = offered.length === 1;
    const undecided = offered.filter((request) => request.status === 'pending').length;
    const approved = isOne ? 'If so, we’ll approve it.' : 'We’ll approve it under the request that you name.';
    const waits = `${isOne ? 'If so, it' : 'It then'} waits for the decision on ${isOne ? 'that request' : 'the request that you name'}.`;
    const either = 'Under an approved request we’ll approve it at once. Under another it waits for the decision.';
    const named = undecided === 0 ? approved : undecided === offered.length ? waits : either;
    const none = isOne ? 'If not, an owner decides.' : 'If it’s for none of these, an owner decides.';
    const unanswered =
      status === 'held' ? 'We’ve asked the owners.' : 'Without an answer within a day, we’ll ask the owners.';
    return isObserved ? 'An owner decides on GitHub, and your answer helps.' : `${named} ${none} ${unanswered}`;
  },
  offeredRequest: (request: TokenRequest): string => `${requestName(request.number)}: ${request.tokenName}`,
  isForRequest: (number: RequestNumber): string => `It’s for ${requestName(number)}`,
  noneOfThese: 'None of these',
  claimTitle: 'Which request?',
  claimIntro: (token: PendingToken, speech: Speech): string =>
    `Which request did you create the token ${speech.quoted(token.tokenName)} for? If that request covers it, we’ll approve it. If not, it stays on hold.`,
  claimNone: 'If it’s for none of these, tell the owners why you need it.',
  /** It was answered a moment ago, and is not compared yet. */
  answeredWaiting: (
    token: PendingToken,
    organization: string,
    number: RequestNumber | null,
    about: { readonly isSponsored: boolean; readonly isEdit?: boolean },
    speech: Speech,
  ): string => {
    const what = `${capital(whatWaits(token, organization, about, speech))} is waiting for approval.`;
    return number === null
      ? `${what} You said that it’s for no request here, so an owner decides.`
      : `${what} We’re comparing it with ${requestName(number)}.`;
  },
  answered: (number: RequestNumber | null): string =>
    number === null
      ? 'Thank you. The owners will decide. Our direct message lets you tell them why you need it.'
      : `Thank you. We’re comparing it with ${requestName(number)}, and will tell you by direct message.`,
};
