import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/domain/refusal.ts';
import { requestAlready } from '../../../src/domain/requests/advance-request.ts';
import { objectionToAdjusting, openQuestion } from '../../../src/domain/requests/may-open.ts';
import { pendingClassic } from '../../support/sample-classic.ts';
import { requestNumber } from '../../support/sample-dossiers.ts';
import { bea } from '../../support/sample-people.ts';
import { approvedRequest, pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';

const open = { id: 'q1', by: bea, at: noon, question: 'Why?', answer: null };
const answered = { ...open, id: 'q2', answer: { text: 'So.', at: noon } };
const inquiries = [open, answered];
const number = requestNumber(7);

describe('the form for an answer opens', () => {
  it('of a question that was not answered yet', () => {
    expect(openQuestion(pendingRequest(7, { inquiries }), 1)).toBe(open);
    expect(openQuestion(pendingRequest(7, { inquiries }), 2)).toEqual(refuse({ why: 'question_answered', number }));
  });

  it('of none that was never asked, or whose request is decided', () => {
    expect(openQuestion(pendingRequest(7, { inquiries }), 3)).toEqual(refuse({ why: 'unknown_message' }));
    const decided = approvedRequest(7, { inquiries });
    expect(openQuestion(decided, 1)).toEqual(requestAlready(decided));
  });
});

describe('the form in which less is offered opens', () => {
  it('of the revision that was seen, as long as nobody decided it', () => {
    expect(objectionToAdjusting(pendingRequest(7), 1)).toBe(null);
    expect(objectionToAdjusting(pendingRequest(7), 2)).toEqual(refuse({ why: 'old_revision' }));
    expect(objectionToAdjusting(approvedRequest(7), 1)).toEqual(requestAlready(approvedRequest(7)));
  });

  it('of no classic token: its scopes are no levels', () => {
    expect(objectionToAdjusting(pendingClassic(7), 1)).toEqual(refuse({ why: 'offer_classic', number }));
  });
});
