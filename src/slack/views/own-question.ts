import type { Button } from '@slack/types';
import { inquiryAt, isUnanswered } from '../../domain/requests/inquiry.ts';
import type { TokenRequest } from '../../domain/requests/token-request.ts';
import type { Wording } from '../../wording/wording.ts';
import { questionValue } from '../button-value.ts';
import { mrkdwnSpeech } from '../mrkdwn.ts';
import { cut } from './cut.ts';
import { button } from './layout.ts';
import type { PlainPart } from './part.ts';

const longestQuestion = 300;

/** What a reviewer asked and its requester has not answered, with Answer…, where the request stands among others of theirs; null where nothing. */
export function ownQuestion(
  request: TokenRequest,
  wording: Wording,
): { readonly asked: readonly PlainPart[]; readonly answer: Button } | null {
  const place = request.inquiries.findIndex(isUnanswered) + 1;
  const inquiry = inquiryAt(request.inquiries, place);
  if (request.status !== 'pending' || inquiry === null) return null;
  return {
    asked: [
      { say: wording.questionBy(inquiry, mrkdwnSpeech(wording)) },
      { fact: wording.label('question'), value: cut(inquiry.question, longestQuestion) },
    ],
    answer: button('answer_question', wording.buttons.answer, questionValue(request, place), { style: 'primary' }),
  };
}
