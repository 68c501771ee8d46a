import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/change.ts';
import { type UseLine, useHead, useLine, withEntry } from '../../../src/domain/record/use-evidence.ts';

const subject = 'active_token:a1';
const asked = { organizationId: 1, tokenId: 9, tokenName: 'nightly', login: 'mona', asked: 'U0MONA' };
const entry = (act: string, at: number, data: Entry['data'] = {}, actor = 'countersign'): Entry => ({
  ...{ at, actor, act: `active_token.${act}`, subject, data },
});
const lines = (...entries: readonly Entry[]): readonly UseLine[] => entries.reduce(withEntry, [] as readonly UseLine[]);
const question = entry('ask_use', 10, asked);
const revoking = entry('start_revoking', 30, { reason: 'Nobody answered.' }, 'slack:U0CARL');

describe('a question about an unused token, in the table for auditors', () => {
  it.each<{ name: string; entries: readonly Entry[]; last: Partial<UseLine>; count?: number }>([
    {
      name: 'says who was asked when',
      entries: [question],
      last: { askedAt: 10, asked: 'U0MONA', tokenName: 'nightly', holder: 'mona', ownersAskedAt: null, answer: null },
    },
    {
      name: 'says that the owners were at once',
      entries: [entry('ask_use', 10, { ...asked, asked: null })],
      last: { asked: null, ownersAskedAt: 10 },
    },
    {
      name: 'says when the owners were',
      entries: [question, entry('ask_owners', 20)],
      last: { ownersAskedAt: 20, answer: null },
    },
    {
      name: 'says who kept it and why',
      entries: [question, entry('keep', 20, { reason: 'Yearly.' }, 'slack:U0MONA')],
      last: { answer: 'kept', answeredAt: 20, by: 'slack:U0MONA', reason: 'Yearly.' },
    },
    {
      name: 'says who revoked it and why',
      entries: [question, revoking],
      last: { answer: 'revoked', answeredAt: 30, by: 'slack:U0CARL', reason: 'Nobody answered.' },
    },
    {
      name: 'is open again where it was not revoked after all',
      entries: [question, revoking, entry('abandon_revoking', 40)],
      last: { answer: null, answeredAt: null, by: null, reason: null },
    },
    {
      name: 'is open again also of a wider one',
      entries: [question, revoking, entry('stay_exceeding', 40)],
      last: { answer: null },
    },
    {
      name: 'stays kept where a revocation before it was given up',
      entries: [question, entry('keep', 20, { reason: 'Yearly.' }), entry('abandon_revoking', 40)],
      last: { answer: 'kept' },
    },
    {
      name: 'names nobody where it was used again',
      entries: [question, entry('use_again', 20)],
      last: { answer: 'used_again', by: null, reason: null },
    },
    { name: 'says that it expired', entries: [question, entry('expire', 20)], last: { answer: 'expired', by: null } },
    { name: 'says that it lost access', entries: [question, entry('vanish', 20)], last: { answer: 'lost_access' } },
    {
      name: 'keeps its first answer',
      entries: [question, entry('keep', 20, { reason: 'Yearly.' }), revoking],
      last: { answer: 'kept', answeredAt: 20 },
    },
    {
      name: 'is another line when it is asked again',
      entries: [question, entry('keep', 20, { reason: 'Yearly.' }), entry('ask_use', 50, asked)],
      last: { askedAt: 50, answer: null },
      count: 2,
    },
    {
      name: 'is not changed by what else happens',
      entries: [question, entry('exceed', 20)],
      last: { answer: null, answeredAt: null },
    },
  ])('$name', ({ entries, last, count = 1 }) => {
    const found = lines(...entries);
    expect(found).toHaveLength(count);
    expect(found.at(-1)).toMatchObject(last);
  });

  it('is read as far as it can be, where the trail holds something else than is written now', () => {
    const strange = { organizationId: '1', tokenId: null, tokenName: 7, login: {}, asked: 8 };
    expect(lines(entry('ask_use', 10, strange))).toEqual([
      {
        ...{ subject, organizationId: 0, tokenId: 0, tokenName: '', holder: '', askedAt: 10, asked: null },
        ...{ ownersAskedAt: 10, answer: null, answeredAt: null, by: null, reason: null },
      },
    ]);
  });

  it('is none where nothing was asked, or of another token', () => {
    expect(lines(revoking)).toEqual([]);
    const [line] = lines(question, { ...revoking, subject: 'active_token:a2' });
    expect(line?.answer).toBeNull();
  });
});

it('is a line of a table that spreadsheets read as text', () => {
  const [line] = lines(question, entry('keep', 86_400_000, { reason: '=HYPERLINK("x")' }, 'slack:U0MONA'));
  if (line === undefined) throw new Error('no line');
  expect(useHead).toBe(
    'organization,token,token_id,holder,asked_at,asked,owners_asked_at,answer,answered_at,answered_by,reason\r\n',
  );
  expect(useLine(line, 'acme')).toBe(
    'acme,nightly,9,mona,1970-01-01T00:00:00.010Z,U0MONA,,kept,1970-01-02T00:00:00.000Z,slack:U0MONA,"\'=HYPERLINK(""x"")"\r\n',
  );
  const [unanswered] = lines(entry('ask_use', 10, { ...asked, asked: null }));
  expect(unanswered && useLine(unanswered, 'acme')).toBe(
    'acme,nightly,9,mona,1970-01-01T00:00:00.010Z,,1970-01-01T00:00:00.010Z,,,,\r\n',
  );
});
