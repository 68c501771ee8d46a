import { daysBetween } from '../../../domain/calendar.ts';
import { agreedEnd } from '../../../domain/requests/renewal.ts';
import { type ActiveToken, deadlineOf } from '../../../domain/tokens/token.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { renewButton } from '../renew-token.ts';
import { isRevocable } from './active-token-card.ts';

const mostExcesses = 20;

/** To the holder, and of one that has gone to the channel: what became of an active token, and what to do next. */
export function activeTokenNews(
  content: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  if (content.news === 'prolonged') return prolongedNews(content, wording, now);
  if (content.news === 'replaced') return replacedNews(content, wording);
  const { token, news, request, organization, holderSlackId, isSponsored, hasLeft } = content;
  const audience: 'holder' | 'sponsor' | 'reviewers' =
    content.audience === 'holder' && isSponsored ? 'sponsor' : content.audience;
  const deadlineAt = deadlineOf(token.drift);
  const told = {
    ...{ request, organization, slackId: holderSlackId, isMachineUser: isSponsored, audience, hasLeft },
    daysLeft: deadlineAt === null ? null : daysBetween(now, deadlineAt, 'UTC'),
  };
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
    { note: wording.activeTokenNext(token, news, told, mrkdwnSpeech(wording)) },
  ];
}

/** Its holder alone made it last longer: they are asked before anybody else is told. */
function prolongedNews(
  { token, request, organization, isSponsored }: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const agreed = agreedEnd(token);
  const { expiresAt } = token.scope;
  const days = expiresAt === null || agreed === null ? null : daysBetween(agreed, expiresAt, 'UTC');
  return [
    {
      strong: wording.prolonged(
        mrkdwnSpeech(wording).quoted(token.tokenName),
        days,
        mrkdwnSpeech(wording).name(organization),
      ),
    },
    {
      fact: wording.tooMuch,
      value: token.excess.map((one) => wording.excess(one, !isSponsored, token.agreement?.access)),
    },
    {
      buttons: [renewButton(token, wording.askForIt), button('undo_renewal', wording.undo, tokenValue(token))],
    },
    { note: wording.prolongedNext(token, request, isSponsored, deadlineIn(token, now), mrkdwnSpeech(wording)) },
  ];
}

function deadlineIn({ drift }: ActiveToken, now: number): number | null {
  const deadlineAt = deadlineOf(drift);
  return drift?.outcome === 'revoke' && deadlineAt !== null ? daysBetween(now, deadlineAt, 'UTC') : null;
}

/** Its work has gone over to a new one: nobody needs two. */
function replacedNews(
  { token, organization, isSponsored, ownersPage }: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
): readonly Part[] {
  const title = { strong: wording.replaced(token, organization, mrkdwnSpeech(wording)) };
  if (!isRevocable(token)) return [title];
  if (ownersPage !== undefined)
    return [title, { note: wording.holderReminderObserved(organization, mrkdwnSpeech(wording)) }];
  return [
    title,
    { buttons: [button('end_token', wording.endIt, tokenValue(token), { style: 'danger' })] },
    { note: wording.replacedNext(isSponsored) },
  ];
}
