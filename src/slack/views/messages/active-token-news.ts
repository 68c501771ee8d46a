import { daysBetween } from '../../../domain/calendar.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';

const mostExcesses = 20;

/** To the holder, and of one that has gone to the channel: what became of an active token, and what to do next. */
export function activeTokenNews(
  content: Extract<MessageContent, { kind: 'active_token_news' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const { token, news, request, organization, holderSlackId, isSponsored, hasLeft } = content;
  const audience: 'holder' | 'sponsor' | 'reviewers' =
    content.audience === 'holder' && isSponsored ? 'sponsor' : content.audience;
  const deadlineAt = token.drift?.deadlineAt ?? null;
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
