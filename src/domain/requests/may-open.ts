// Whether a form about a request may open, by what the request is now. What is sent by it is decided on its own (`decisions/decide.ts`).
import { type Refusal, refuse } from '../refusal.ts';
import { requestAlready } from './advance-request.ts';
import { type Inquiry, type InquiryPlace, inquiryAt } from './inquiry.ts';
import type { TokenRequest } from './token-request.ts';

/** The question that is to be answered. */
export function openQuestion(request: TokenRequest, place: InquiryPlace): Inquiry | Refusal {
  const inquiry = inquiryAt(request.inquiries, place);
  if (inquiry === null) return refuse({ why: 'unknown_message' });
  if (request.status !== 'pending') return requestAlready(request);
  return inquiry.answer === null ? inquiry : refuse({ why: 'question_answered', number: request.number });
}

/** Why nobody may offer less of it: it is another one than was seen, it is decided, or there is nothing less of it. */
export function objectionToAdjusting(request: TokenRequest, revision: number): Refusal | null {
  if (request.revision !== revision) return refuse({ why: 'old_revision' });
  if (request.status !== 'pending') return requestAlready(request);
  return request.classic === null ? null : refuse({ why: 'offer_classic', number: request.number });
}
