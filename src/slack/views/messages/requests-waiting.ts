import { daysBetween } from '../../../domain/calendar.ts';
import { kindOfReviewer, type ReviewerRule } from '../../../domain/policy/reviewer-rule.ts';
import type { TokenRequest } from '../../../domain/requests/token-request.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';

/** Slack takes 50 blocks. */
const mostListed = 25;

/** Groups whose members change, like who is on call: they are mentioned, everybody else is not. */
function onDuty(requests: readonly TokenRequest[]): readonly ReviewerRule[] {
  return [...new Set(requests.flatMap(({ verdict }) => verdict.reviewers))].filter(
    (rule) => kindOfReviewer(rule).is === 'group',
  );
}

type Waiting = Extract<MessageContent, { kind: 'requests_waiting' }>;

/** In the reviewers' channel: half of the time to decide has passed, or others may decide as well. */
export function requestsWaiting(content: Waiting, wording: Wording, now: number): readonly Part[] {
  const { requests, organization, nudgedBy } = content;
  const duty = nudgedBy === undefined ? [] : onDuty(requests);
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
    ...(duty.length === 0 ? [] : [{ say: wording.nudgeOnDuty(duty, mrkdwnSpeech(wording)) }]),
    nextStep(content, wording),
  ];
}

/** Why it is said now, and what to do. */
function nextStep({ organization, nudgedBy, escalatedTo, isLeftToOwners }: Waiting, wording: Wording): Part {
  const speech = mrkdwnSpeech(wording);
  if (isLeftToOwners === true) return { say: wording.rules.leftToOwnersNext(organization, speech) };
  if (escalatedTo !== undefined) return { say: wording.escalatedNext(escalatedTo, organization, speech) };
  return { note: nudgedBy === undefined ? wording.waitingNext : wording.nudgeNext };
}
