import { daysBetween } from '../../../domain/calendar.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import { openOnGithub } from '../open-on-github.ts';
import type { Part } from '../part.ts';

/** To its holder: a classic token ends, or has ended. */
export function classicEnds(
  content: Extract<MessageContent, { kind: 'classic_ends' }>,
  wording: Wording,
  now: number,
): readonly Part[] {
  const { request, endsAt, zone, page, so, saidAt, ...token } = content;
  const number = request?.number ?? null;
  const days = daysBetween(saidAt ?? now, endsAt, zone);
  const title = { strong: wording.classicEnds({ ...token, endsAt, days, number }, mrkdwnSpeech(wording)) };
  if (so !== undefined && so.is !== 'true')
    return [title, { say: wording.reminderNow(so, wording.day(now), true, mrkdwnSpeech(wording)) }];
  return [
    title,
    { say: wording.classicEndsNext },
    {
      buttons: [
        // Only whoever asked can ask again.
        ...(request === null ? [] : [button('request_again', wording.askAgain(request.number), requestValue(request))]),
        { ...openOnGithub(page, 'classic', wording), text: { type: 'plain_text', text: wording.classicOnGithub } },
      ],
    },
  ];
}
