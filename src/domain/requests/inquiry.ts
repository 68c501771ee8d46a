// What a reviewer asks the requester before deciding, and the answer. Nothing waits for it: the request can be decided all the while.
import type { Instant } from '../ids.ts';
import type { LinkedPerson } from '../person.ts';

export type Inquiry = {
  /** Of the form that it was asked in: sent twice, it is asked once. */
  readonly id: string;
  readonly by: LinkedPerson;
  readonly at: Instant;
  readonly question: string;
  readonly answer: { readonly text: string; readonly at: Instant } | null;
};

/** Details and the requester’s message show all of them: more than fit would keep both from opening. */
export const mostInquiries = 10;

/** Whether one more may be asked. */
export function mayAskMore({ inquiries }: { readonly inquiries: readonly Inquiry[] }): boolean {
  return inquiries.length < mostInquiries;
}

/** The place of a question among those of its request, from 1 on: what an answer names. */
export type InquiryPlace = number;

export function inquiryAt(inquiries: readonly Inquiry[], place: InquiryPlace): Inquiry | null {
  return inquiries[place - 1] ?? null;
}

export function withAnswer(
  inquiries: readonly Inquiry[],
  place: InquiryPlace,
  answer: NonNullable<Inquiry['answer']>,
): readonly Inquiry[] {
  return inquiries.map((one, index) => (index === place - 1 ? { ...one, answer } : one));
}

export function isUnanswered({ answer }: Inquiry): boolean {
  return answer === null;
}
