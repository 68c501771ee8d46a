import { expect, it } from 'vitest';
import { readReview } from '../../../src/domain/requests/review-form.ts';

const shown = ['a', 'b', 'c'];
const secret = `ghp_${'a'.repeat(36)}`;

it.each<{ name: string; answers: Parameters<typeof readReview>[0]; is: ReturnType<typeof readReview> }>([
  {
    name: 'revokes all where nothing is kept',
    answers: { reason: ' Nobody answered. ' },
    is: { keep: [], keepReason: null, revoke: shown, reason: 'Nobody answered.' },
  },
  {
    name: 'keeps what was chosen, for its reason',
    answers: { keep: ['b'], keep_reason: 'Audit.', reason: 'Idle.' },
    is: { keep: ['b'], keepReason: 'Audit.', revoke: ['a', 'c'], reason: 'Idle.' },
  },
  {
    name: 'needs no reason to revoke where all are kept',
    answers: { keep: shown, keep_reason: 'Audit.' },
    is: { keep: shown, keepReason: 'Audit.', revoke: [], reason: null },
  },
  {
    name: 'needs a reason for each that it does',
    answers: { keep: ['b'] },
    is: { problems: { keep_reason: { why: 'required' }, reason: { why: 'required' } } },
  },
  {
    name: 'takes no credential for a reason',
    answers: { reason: secret },
    is: { problems: { reason: { why: 'looks_like_credential' } } },
  },
  {
    name: 'leaves alone what the form did not list',
    answers: { keep: ['z'], reason: 'Idle.' },
    is: { keep: [], keepReason: null, revoke: shown, reason: 'Idle.' },
  },
  {
    name: 'reads no list from what is none',
    answers: { keep: 'b', reason: 'Idle.' },
    is: { keep: [], keepReason: null, revoke: shown, reason: 'Idle.' },
  },
])('$name', ({ answers, is }) => {
  expect(readReview(answers, shown)).toEqual(is);
});
