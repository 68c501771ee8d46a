import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { tokenValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { isRevocable, revokeHereOrThere } from './active-token-card.ts';
import { questionOver } from './question-over.ts';

/** To the holder: who asks about the token, why, and what they can do. */
export function holderReminder(
  content: Extract<MessageContent, { kind: 'holder_reminder' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const { token, organization, by, isSponsored, ownersPage, question } = content;
  const title = { strong: wording.holderReminder(token, organization, by, isSponsored, mrkdwnSpeech(wording)) };
  const details = button('request_details', wording.buttons.details, tokenValue(token));
  const over = questionOver(question, wording, now);
  // Details are for whoever stands for it.
  const isTheirs = question?.so.is !== 'passed_on';
  if (over !== null) return [title, { say: over }, { buttons: isTheirs ? [details] : [] }];
  return [
    title,
    { fact: wording.holderReminderWhy, value: wording.holderReminderReasons(token, now) },
    { say: wording.holderReminderNext },
    ...(ownersPage === undefined
      ? []
      : [{ note: wording.holderReminderObserved(organization, mrkdwnSpeech(wording)) }]),
    {
      buttons: [
        ...(isRevocable(token) && ownersPage === undefined ? [revokeHereOrThere(token, undefined, wording)] : []),
        details,
      ],
    },
  ];
}
