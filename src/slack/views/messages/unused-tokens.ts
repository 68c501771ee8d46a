import { daysBetween } from '../../../domain/calendar.ts';
import { requestedAs } from '../../../domain/scope/agreement.ts';
import { riskOf } from '../../../domain/scope/risk.ts';
import { isAskedAbout, riskiestTokensFirst } from '../../../domain/tokens/use-question.ts';
import type { OneContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { keepValue, organizationValue, tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part, PlainPart } from '../part.ts';
import { revokeButton } from './active-token-card.ts';

type Content = Extract<OneContent, { kind: 'unused_token' }>;
type Review = Extract<OneContent, { kind: 'unused_review' }>;

/** A message has 50 blocks: so many tokens with their buttons. */
const mostAsked = 15;
const mostListed = 25;

/** To a holder, or a machine user's sponsor: each token that nobody uses, with Keep and Revoke; the riskiest first, what is answered last. */
export function unusedTokens(contents: readonly Content[], wording: Wording, now: number): readonly Part[] {
  const [first] = contents;
  if (first === undefined) return [];
  const { organization, isObserved } = first;
  const open = contents.filter(isOpen);
  const answered = contents.filter((content) => !isOpen(content));
  const sorted = [...riskiestTokensFirst(open, ({ token }) => token), ...answered];
  const shown = sorted.slice(0, mostAsked).map((content) => tokenParts(content, wording, now));
  const answerBy = Math.min(...open.map(({ answerBy }) => answerBy));
  return [
    {
      strong:
        open.length === 0 && contents.some(({ isAskedAgain }) => isAskedAgain)
          ? wording.unusedTitleBefore(organization, mrkdwnSpeech(wording))
          : wording.unusedTitle(open.length, organization, mrkdwnSpeech(wording)),
    },
    { items: shown, hidden: sorted.length - shown.length, more: wording.manyMoreHeld },
    ...(open.length === 0
      ? []
      : [
          {
            note: wording.unusedNext(mrkdwnSpeech(wording).instant(answerBy), {
              isSponsored: contents.some(({ isSponsored }) => isSponsored),
              isObserved,
            }),
          },
        ]),
  ];
}

/** A later message that asks about it again is the one that is answered. */
function isOpen({ token, isAskedAgain }: Content): boolean {
  return isAskedAbout(token) && isAskedAgain !== true;
}

function tokenParts(content: Content, wording: Wording, now: number): readonly PlainPart[] {
  const { token, isSponsored, isObserved } = content;
  const { lastUsedAt, unused } = token;
  const name = mrkdwnSpeech(wording).quoted(token.tokenName);
  if (content.isAskedAgain === true) return [{ say: wording.unusedAskedAgain(name) }];
  const whose = isSponsored ? mrkdwnSpeech(wording).name(token.holder.login) : null;
  if (!isAskedAbout(token)) {
    return [
      { say: wording.unusedSettled(token, name, mrkdwnSpeech(wording)) },
      { fact: wording.reason, value: unused?.kept?.reason ?? '' },
    ];
  }
  const days = lastUsedAt === null ? null : daysBetween(lastUsedAt, now, 'UTC');
  return [
    { say: wording.unusedToken(name, whose, days, riskOf(requestedAs(token.scope), 'unknown'), token.scope.access) },
    {
      buttons: [
        button('keep_token', wording.buttons.keep, keepValue(token)),
        ...(isObserved ? [] : [revokeButton(token, wording)]),
      ],
    },
  ];
}

/** In the reviewers' channel: what nobody answered, and what nobody could be asked about. */
export function unusedReview(content: Review, wording: Wording, now: number): readonly Part[] {
  const { tokens, organization } = content;
  if (tokens.length === 0) return [{ say: wording.unusedReviewDone(organization, mrkdwnSpeech(wording)) }];
  const unasked = tokens.filter(({ unused }) => unused?.asked === null).length;
  return [
    { strong: wording.unusedReviewTitle(tokens.length, organization, mrkdwnSpeech(wording)) },
    { say: wording.unusedReviewWhy(tokens.length, unasked) },
    {
      items: tokens.slice(0, mostListed).map((token) => ({
        row: wording.unusedReviewToken(
          token,
          token.lastUsedAt === null ? null : daysBetween(token.lastUsedAt, now, 'UTC'),
          riskOf(requestedAs(token.scope), 'unknown'),
        ),
        button: button('request_details', wording.buttons.details, tokenValue(token)),
      })),
      hidden: Math.max(tokens.length - mostListed, 0),
      more: wording.manyMore,
    },
    ...(content.isObserved
      ? []
      : [
          {
            buttons: [
              button('revoke_unused', wording.revokeUnused, organizationValue(content.organizationId), {
                style: 'danger',
              }),
            ],
          },
        ]),
    { note: wording.unusedReviewNext(content.isObserved) },
  ];
}
