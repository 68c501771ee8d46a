import { describe, expect, it } from 'vitest';
import {
  type Inquiry,
  inquiryAt,
  isUnanswered,
  mayAskMore,
  mostInquiries,
  withAnswer,
} from '../../../src/domain/requests/inquiry.ts';
import { bea } from '../../support/sample-people.ts';
import { noon } from '../../support/sample-scopes.ts';

const open: Inquiry = { id: 'form-1', by: bea, at: noon, question: 'What for?', answer: null };
const answered: Inquiry = { ...open, id: 'form-2', answer: { text: 'For the release.', at: noon } };

describe('a question', () => {
  it('is open until it is answered', () => {
    expect([open, answered].map(isUnanswered)).toEqual([true, false]);
  });

  it.each([
    [0, null],
    [1, open],
    [2, answered],
    [3, null],
  ])('in place %i, counted from one, is %j', (place, inquiry) => {
    expect(inquiryAt([open, answered], place)).toBe(inquiry);
  });

  it('may be asked as long as there are not as many as may be', () => {
    const asked = (count: number) => mayAskMore({ inquiries: Array.from({ length: count }, () => open) });
    expect([0, mostInquiries - 1, mostInquiries, mostInquiries + 1].map(asked)).toEqual([true, true, false, false]);
  });

  it('alone gets the answer that names its place', () => {
    const answer = { text: 'So.', at: noon + 1 };
    expect(withAnswer([open, open], 2, answer)).toEqual([open, { ...open, answer }]);
  });
});
