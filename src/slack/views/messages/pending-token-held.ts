import type { Button } from '@slack/types';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { PendingToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { answerValue, tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { PlainPart } from '../part.ts';
import { approvedAccess } from './token-scope.ts';

type Content = Extract<MessageContent, { kind: 'pending_token_held' }>;

const mostExcesses = 20;
/** A person with more open requests than that finds the rest in the form. */
const mostOffered = 20;

function explainButton(token: PendingToken, wording: Wording): Button {
  return button('claim_pending_token', wording.buttons.explain, tokenValue(token), { style: 'primary' });
}

/** A line for each request that the token may have been made for, with the button that says so. */
export function offeredParts(
  token: PendingToken,
  offered: readonly TokenRequest[],
  wording: Wording,
): readonly PlainPart[] {
  return offered.slice(0, mostOffered).map((request) => ({
    row: wording.offeredRequest(request),
    button: button('is_for_request', wording.isForRequest(request.number), answerValue(token, request.number)),
  }));
}

/** To the holder: which request the token is for, or that it waits for a person and why; then how that went on. */
export function pendingTokenHeld(content: Content, wording: Wording): readonly PlainPart[] {
  const { token, organization, offered } = content;
  if (content.isPassedOn === true) {
    return [{ say: wording.passedOn(token, organization, content.holderSlackId !== null, mrkdwnSpeech(wording)) }];
  }
  const isObserved = content.ownersPage !== undefined;
  const isWaiting = token.status === 'open' || token.status === 'held';
  if (isWaiting && token.match.kind === 'unsure' && token.answer !== null) {
    const { number } = token.answer;
    return [{ say: wording.answeredWaiting(token, organization, number, content, mrkdwnSpeech(wording)) }];
  }
  if (isWaiting && token.match.kind === 'unsure' && offered.length > 0) {
    const numbers = offered.map(({ number }) => number);
    return [
      { say: wording.whichRequest(token, organization, numbers, content, mrkdwnSpeech(wording)) },
      ...toLink(content, wording),
      ...offeredParts(token, offered, wording),
      { note: wording.whichRequestNext(token, offered, isObserved) },
      { buttons: [button('is_for_request', wording.noneOfThese, answerValue(token, null))] },
    ];
  }
  return [
    {
      say:
        token.status === 'held'
          ? wording.pendingTokenHeld(token, organization, content, mrkdwnSpeech(wording))
          : wording.pendingTokenOnward(token, organization, content, mrkdwnSpeech(wording)),
    },
    ...whileHeld(content, wording),
  ];
}

function toLink({ mustLink }: Content, wording: Wording): readonly PlainPart[] {
  return mustLink === true ? [{ say: wording.linkFirst }] : [];
}

/** In which ways it is too wide, and what its holder can do, below what says that it is on hold. */
export function whileHeld(content: Content, wording: Wording): readonly PlainPart[] {
  const { token, organization, mayExplain, isSponsored, offered } = content;
  const isObserved = content.ownersPage !== undefined;
  const over = token.status === 'held' && token.match.kind === 'exceeds' ? token.match.excess : [];
  // What would be approved by itself is not.
  const then = isObserved
    ? wording.ownerDecidesOnGithub(organization, mrkdwnSpeech(wording))
    : wording.pendingTokenHeldNext(token, content, mrkdwnSpeech(wording));
  const next = token.status === 'held' ? then : '';
  return [
    {
      fact: wording.tooMuch,
      value: over.slice(0, mostExcesses).map((one) => wording.excess(one, !isSponsored, approvedAccess(content))),
    },
    ...(token.status === 'held' ? toLink(content, wording) : []),
    ...(next === '' ? [] : [{ note: next }]),
    {
      buttons: mayExplain || offered.length > 0 ? [explainButton(token, wording)] : [],
    },
  ];
}
