import { daysBetween } from '../../../domain/calendar.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button, type Part } from '../layout.ts';

/** Slack takes 50 blocks. */
const mostListed = 25;

/** In the reviewers' channel: half of the time to decide has passed, or others may decide as well. */
export function requestsWaiting(
  { requests, organization, nudgedBy, escalatedTo }: Extract<MessageContent, { kind: 'requests_waiting' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  return [
    {
      strong:
        nudgedBy === undefined
          ? wording.waitingTitle(requests.length, organization, mrkdwnSpeech(wording))
          : wording.nudgeTitle(nudgedBy, organization, mrkdwnSpeech(wording)),
    },
    {
      items: requests.slice(0, mostListed).map((request) => ({
        row: wording.waitingLine(request, daysBetween(now, request.undecidedUntil, 'UTC')),
        button: button('request_details', wording.buttons.details, requestValue(request)),
      })),
      hidden: Math.max(requests.length - mostListed, 0),
      more: wording.moreListed,
    },
    escalatedTo === undefined
      ? { note: nudgedBy === undefined ? wording.waitingNext : wording.nudgeNext }
      : { say: wording.escalatedNext(escalatedTo, organization, mrkdwnSpeech(wording)) },
  ];
}
