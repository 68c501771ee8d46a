import type { Button } from '@slack/types';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { PendingToken } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { answerValue, tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { PlainPart } from '../part.ts';

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
export function pendingTokenHeld(
  content: Extract<MessageContent, { kind: 'pending_token_held' }>,
  wording: Wording,
): readonly PlainPart[] {
  const { token, organization, mayExplain, isSponsored, offered } = content;
  if (content.isPassedOn === true) {
    return [{ say: wording.passedOn(token, organization, content.holderSlackId !== null, mrkdwnSpeech(wording)) }];
  }
  const isObserved = content.ownersPage !== undefined;
  const toLink = content.mustLink === true ? [{ say: wording.linkFirst }] : [];
  const isWaiting = token.status === 'open' || token.status === 'held';
  if (isWaiting && token.match.kind === 'unsure' && token.answer !== null) {
    const { number } = token.answer;
    return [{ say: wording.answeredWaiting(token, organization, number, content, mrkdwnSpeech(wording)) }];
  }
  if (isWaiting && token.match.kind === 'unsure' && offered.length > 0) {
    const numbers = offered.map(({ number }) => number);
    return [
      { say: wording.whichRequest(token, organization, numbers, content, mrkdwnSpeech(wording)) },
      ...toLink,
      ...offeredParts(token, offered, wording),
      { note: wording.whichRequestNext(token, offered, isObserved) },
      { buttons: [button('is_for_request', wording.noneOfThese, answerValue(token, null))] },
    ];
  }
  const over = token.status === 'held' && token.match.kind === 'exceeds' ? token.match.excess : [];
  // What would be approved by itself is not.
  const then = isObserved
    ? wording.ownerDecidesOnGithub(organization, mrkdwnSpeech(wording))
    : wording.pendingTokenHeldNext(token, content, mrkdwnSpeech(wording));
  const next = token.status === 'held' ? then : '';
  return [
    {
      say:
        token.status === 'held'
          ? wording.pendingTokenHeld(token, organization, content, mrkdwnSpeech(wording))
          : wording.pendingTokenOnward(token, organization, content, mrkdwnSpeech(wording)),
    },
    {
      fact: wording.tooMuch,
      value: over
        .slice(0, mostExcesses)
        .map((one) => wording.excess(one, !isSponsored, content.request?.agreement?.access)),
    },
    ...(token.status === 'held' ? toLink : []),
    ...(next === '' ? [] : [{ note: next }]),
    {
      buttons: mayExplain || offered.length > 0 ? [explainButton(token, wording)] : [],
    },
  ];
}
