import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import type { Part } from '../layout.ts';

/** In the reviewers' channel: half of the time to decide has passed. */
export function requestsWaiting(
  { requests, organization }: Extract<MessageContent, { kind: 'requests_waiting' }>,
  wording: Wording,
): readonly Part[] {
  return [
    { strong: wording.waitingTitle(requests.length, organization, mrkdwnSpeech) },
    ...requests.map((request) => ({ say: wording.waitingLine(request, mrkdwnSpeech) })),
    { note: wording.waitingNext },
  ];
}
