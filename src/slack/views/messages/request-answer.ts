import { inquiryAt } from '../../../domain/requests/inquiry.ts';
import type { MessageContent } from '../../../ports/message-content.ts';
import type { Wording } from '../../../wording/wording.ts';
import { requestValue } from '../../button-value.ts';
import { mrkdwnSpeech } from '../../mrkdwn.ts';
import { button } from '../layout.ts';
import type { Part } from '../part.ts';

/** To whoever asked: the answer, and the way to decide. */
export function requestAnswer(
  { request, place }: Extract<MessageContent, { kind: 'request_answer' }>,
  wording: Wording,
): readonly Part[] {
  const inquiry = inquiryAt(request.inquiries, place);
  return [
    { strong: wording.answerCame(request, mrkdwnSpeech(wording)) },
    { fact: wording.label('question'), value: inquiry?.question ?? '' },
    { fact: wording.label('answer'), value: inquiry?.answer?.text ?? '' },
    { buttons: [button('request_details', wording.buttons.details, requestValue(request))] },
  ];
}
