import { requestName, type TokenRequest } from '../../domain/requests/token-request.ts';
import type { OwnItems } from '../../operations/ask/list-mine.ts';
import type { WaitingContent } from '../../operations/ask/waiting-content.ts';
import type { Wording } from '../../wording/wording.ts';
import { tokenValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { againButton } from './again-button.ts';
import { type Rendered, render } from './layout.ts';
import { isRevocable, revokeButton } from './messages/active-token-card.ts';
import { pendingTokenHeld, whileHeld } from './messages/pending-token-held.ts';
import { offeredPart } from './messages/request-offer.ts';
import { ownClassicParts } from './own-classic.ts';
import { ownQuestion } from './own-question.ts';
import type { Part, PlainPart } from './part.ts';
import { guideButton } from './token-guide.ts';

const mostTokens = 20;
/** A question has a line for each request that it may be about. */
const mostWaitingParts = 24;

function isHeld({ token }: WaitingContent): boolean {
  return token.status === 'held';
}

/** Each as its own message says it: what keeps it, and what to do. As many as leave room for the other lists. */
function waitingParts(contents: readonly WaitingContent[], wording: Wording): readonly Part[] {
  let left = mostWaitingParts;
  const section = (heading: string, some: readonly WaitingContent[]): readonly Part[] => {
    if (some.length === 0) return [];
    const items: (readonly PlainPart[])[] = [];
    for (const content of some) {
      const parts = pendingTokenHeld(content, wording);
      left -= parts.length;
      if (left < 0) break;
      items.push(parts);
    }
    return [{ strong: heading }, { items, hidden: some.length - items.length, more: wording.moreListed }];
  };
  return [
    ...section(wording.heldHeading, contents.filter(isHeld)),
    ...section(
      wording.waitingHeading,
      contents.filter((one) => !isHeld(one)),
    ),
  ];
}

function questionPart(request: TokenRequest, wording: Wording): readonly PlainPart[] {
  const question = ownQuestion(request, wording);
  return question === null ? [] : [...question.asked, { buttons: [question.answer] }];
}

/** `/pat list` */
export function tokenListMessage(
  { requests, waiting = [], tokens, classicTokens = [], self, organizations, observed }: OwnItems,
  wording: Wording,
): Rendered {
  if (requests.length + waiting.length + tokens.length + classicTokens.length === 0)
    return render([{ say: wording.nothingListed }], wording);
  const parts: readonly Part[] = [
    { strong: wording.listTitle },
    ...(requests.length === 0 ? [] : [{ strong: wording.requestsHeading }]),
    {
      items: requests.map(({ request, offerForbidden, onHold = null, ...about }) => [
        {
          say: `${requestName(request.number)} ${mrkdwnSpeech(wording).quoted(request.tokenName)}${wording.ofMachineUser(request, mrkdwnSpeech(wording))}: ${wording.requestStatus(request, organizations.get(request.organizationId) ?? '', { ...about, isOwn: true }, mrkdwnSpeech(wording))}`,
        },
        ...questionPart(request, wording),
        ...offeredPart(request, offerForbidden, wording),
        ...(onHold === null ? [] : whileHeld(onHold, wording)),
        ...againButton(request, about, wording),
      ]),
      hidden: 0,
      more: wording.moreListed,
    },
    ...waitingParts(waiting, wording),
    ...(tokens.length === 0 ? [] : [{ strong: wording.tokensHeading }]),
    {
      items: tokens.slice(0, mostTokens).map((token) => {
        const { expiresAt } = token.scope;
        const whose = token.holder.githubId === self ? null : token.holder.login;
        const line = wording.tokenLine(token.tokenName, whose, expiresAt === null ? null : wording.day(expiresAt));
        const isObserved = observed?.has(token.organizationId) === true;
        return isRevocable(token)
          ? [
              isObserved
                ? { say: mrkdwnSpeech(wording).name(line) }
                : { row: line, button: revokeButton(token, wording) },
              { buttons: [guideButton(tokenValue(token), wording)] },
            ]
          : { fact: line, value: wording.beingRevoked };
      }),
      hidden: Math.max(tokens.length - mostTokens, 0),
      more: wording.moreListed,
    },
    ...(classicTokens.length === 0 ? [] : [{ strong: wording.classicHeading }]),
    {
      items: classicTokens.slice(0, mostTokens).map((token) => {
        const organization = organizations.get(token.organizationId) ?? '';
        return ownClassicParts(
          token,
          { organization, isObserved: observed?.has(token.organizationId) === true },
          wording,
        );
      }),
      hidden: Math.max(classicTokens.length - mostTokens, 0),
      more: wording.moreListed,
    },
  ];
  return render(parts, wording);
}
