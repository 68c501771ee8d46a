import type { Button } from '@slack/types';
import { daysBetween } from '../../../domain/calendar.ts';
import { askedOf, wayToAsk } from '../../../domain/notices/asked-now.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import { type ActiveToken, deadlineOf } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue, tokenValue } from '../../button-value.ts';
import { link, mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { deniedParts, renewalParts } from '../renew-button.ts';
import { renewButton } from '../renew-token.ts';
import { isRevocable } from './active-token-card.ts';
import { questionOver } from './question-over.ts';

const mostExcesses = 20;

type Content = Extract<MessageContent, { kind: 'active_token_news' }>;

/** To the holder, and of one that has gone to the channel: what became of an active token, and what to do next. */
export function activeTokenNews(content: Content, wording: Wording, now: number): readonly Part[] {
  if (content.news === 'prolonged') return prolongedNews(content, wording, now);
  if (content.news === 'replaced') return replacedNews(content, wording, now);
  const { token, news, request, organization, holderSlackId, isSponsored, hasLeft, question } = content;
  const audience: 'holder' | 'sponsor' | 'reviewers' =
    content.audience === 'holder' && isSponsored ? 'sponsor' : content.audience;
  const deadlineAt = deadlineOf(token.drift);
  const told = {
    ...{ request, organization, slackId: holderSlackId, isMachineUser: isSponsored, audience, hasLeft },
    isObserved: content.ownersPage !== undefined,
    daysLeft: deadlineAt === null ? null : daysBetween(question?.saidAt ?? now, deadlineAt, 'UTC'),
    asking: wayToAsk(token, question?.so ?? null),
  };
  const over = questionOver(question, wording, now);
  if (over !== null) return [{ say: wording.exceededBefore(token, told, mrkdwnSpeech(wording)) }, { say: over }];
  const { renewal, isDenied } = askedFor(question);
  const next = wording.activeTokenNext(token, news, told, mrkdwnSpeech(wording));
  return [
    { say: wording.activeTokenNews(token, news, told, mrkdwnSpeech(wording)) },
    {
      fact: wording.tooMuch,
      // The holder knows the names of what their token reaches; whoever stands for a machine user may not.
      value:
        news === 'exceeding'
          ? token.excess
              .slice(0, mostExcesses)
              .map((one) => wording.excess(one, audience === 'holder', token.agreement?.access))
          : [],
    },
    {
      fact: wording.reason,
      value: news === 'revoked' && token.revocation !== null ? wording.revocationReason(token.revocation) : '',
    },
    ...(isDenied ? deniedParts(renewal, wording) : renewalParts(renewal, wording)),
    {
      buttons:
        renewal !== null
          ? [detailsOf(renewal, wording)]
          : told.asking === 'here'
            ? [renewButton(token, wording.askForIt)]
            : [],
    },
    { note: content.cardUrl == null ? next : `${next} ${link(content.cardUrl, wording.openItsMessage)}` },
  ];
}

/** The request for the new end, where it is open or was denied. */
function askedFor(question: Content['question']) {
  const isDenied = question?.so.is === 'denied';
  return { renewal: isDenied || question?.so.is === 'renewing' ? question.renewal : null, isDenied };
}

function detailsOf(renewal: TokenRequest, { buttons }: Wording): Button {
  return button('request_details', buttons.details, requestValue(renewal));
}

/** Its holder alone made it last longer: they are asked before anybody else is told. */
function prolongedNews(content: Content, wording: Wording, now: number): readonly Part[] {
  const { token, request, organization, isSponsored, question } = content;
  const speech = mrkdwnSpeech(wording);
  const { days } =
    question?.asked ?? askedOf({ kind: content.kind, id: token.id, news: 'prolonged', audience: 'holder' }, token);
  const over = questionOver(question, wording, now);
  const { renewal, isDenied } = askedFor(question);
  const isOpen = over === null && renewal === null;
  const title = { strong: wording.prolonged(token, days, organization, { isSponsored, isOpen }, speech) };
  if (over !== null) return [title, { say: over }];
  return [
    title,
    {
      fact: wording.tooMuch,
      value: token.excess.map((one) => wording.excess(one, !isSponsored, token.agreement?.access)),
    },
    ...(isDenied ? deniedParts(renewal, wording) : renewalParts(renewal, wording)),
    {
      buttons:
        renewal === null
          ? [renewButton(token, wording.askForIt), button('undo_renewal', wording.undo, tokenValue(token))]
          : [detailsOf(renewal, wording)],
    },
    {
      note: wording.prolongedNext(
        token,
        request,
        { isSponsored, isAsked: renewal !== null && !isDenied, isDenied },
        deadlineIn(token, question?.saidAt ?? now),
        speech,
      ),
    },
  ];
}

function deadlineIn({ drift }: ActiveToken, now: number): number | null {
  const deadlineAt = deadlineOf(drift);
  return drift?.outcome === 'revoke' && deadlineAt !== null ? daysBetween(now, deadlineAt, 'UTC') : null;
}

/** Its work has gone over to a new one: nobody needs two. */
function replacedNews(content: Content, wording: Wording, now: number): readonly Part[] {
  const { token, organization, isSponsored, ownersPage, question } = content;
  const speech = mrkdwnSpeech(wording);
  const over = questionOver(question, wording, now);
  if (over !== null) return [{ strong: wording.replacedBefore(token, organization, speech) }, { say: over }];
  const title = { strong: wording.replaced(token, organization, speech) };
  if (!isRevocable(token)) return [title];
  if (ownersPage !== undefined) return [title, { note: wording.holderReminderObserved(organization, speech) }];
  return [
    title,
    { buttons: [button('end_token', wording.endIt, tokenValue(token), { style: 'danger' })] },
    { note: wording.replacedNext(token, isSponsored) },
  ];
}
