import { isUnanswered } from '../../../domain/requests/inquiry.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { questionValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';
import { inquiryParts } from '../request-parts.ts';

/** To the requester: what was asked of them, each with the way to answer for as long as that helps. */
export function requestQuestion(
  { request, organization }: Extract<MessageContent, { kind: 'request_question' }>,
  wording: Wording,
): readonly Part[] {
  const { inquiries } = request;
  const isPending = request.status === 'pending';
  const isAnyOpen = inquiries.some(isUnanswered);
  return [
    { strong: wording.questionTitle(request, organization, mrkdwnSpeech(wording)) },
    {
      items: inquiries.map((one, index) => [
        ...inquiryParts(one, wording),
        ...(isPending && isUnanswered(one)
          ? [
              {
                buttons: [
                  button('answer_question', wording.buttons.answer, questionValue(request, index + 1), {
                    style: 'primary',
                  }),
                ],
              },
            ]
          : []),
      ]),
      hidden: 0,
      more: wording.moreListed,
    },
    ...(isAnyOpen ? [{ note: isPending ? wording.answerMeanwhile : wording.questionOver }] : []),
  ];
}
