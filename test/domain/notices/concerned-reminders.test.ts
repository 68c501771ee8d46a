import { describe, expect, it } from 'vitest';
import type { Change, Write } from '../../../src/domain/change.ts';
import type { SlackUserId, TokenId } from '../../../src/domain/ids.ts';
import { subjectKey } from '../../../src/domain/message.ts';
import { concernedQuestions, concernedReminders } from '../../../src/domain/notices/concerned-reminders.ts';
import { questionsOf, remindersOf } from '../../../src/domain/notices/reminders-of.ts';
import type { ActiveToken } from '../../../src/domain/tokens/token.ts';
import { requestStatuses } from '../../slack/sample-contents.ts';
import { notice } from '../../support/sample-dossiers.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { noon } from '../../support/sample-scopes.ts';
import { activeToken } from '../../support/sample-tokens.ts';

type Told = readonly (readonly [act: string, subject: string])[];

function changeOf(write: Write, told: Told): Pick<Change, 'writes' | 'entries'> {
  const entries = told.map(([act, subject]) => ({ at: noon, actor: 'policy', act, subject, data: {} }));
  return { writes: [write], entries };
}
function concerned(write: Write, ...told: Told): readonly string[] {
  return concernedReminders(changeOf(write, told)).map(subjectKey);
}
function asked(write: Write, ...told: Told): readonly string[] {
  return concernedQuestions(changeOf(write, told)).map(subjectKey);
}
const token = (some: Partial<ActiveToken> = {}, was: number | null = 1): Write => ({
  ...({ table: 'active_tokens', was } as const),
  row: activeToken(1, some),
});
const own = 'active_token:active-1';

describe('a step of a token', () => {
  it.each(['expire', 'vanish', 'supersede', 'observe', 'exceed', 'start_revoking', 'come_back', 'attach'])(
    'may make its reminders untrue: %s',
    (act) => {
      expect(concerned(token(), [`active_token.${act}`, own])).toEqual(['reminders:1-1']);
    },
  );

  it.each([
    ...['accept', 'ask_channel', 'ask_owners', 'ask_use', 'extend', 'follow_mode', 'keep', 'pass_deadline', 'remind'],
    ...['send', 'use_again'],
  ])('leaves them as they are: %s', (act) => {
    expect(concerned(token(), [`active_token.${act}`, own])).toEqual([]);
  });

  it.each(['accept', 'ask_channel', 'extend', 'expire', 'remind', 'exceed'])('may answer its questions: %s', (act) => {
    expect(asked(token(), [`active_token.${act}`, own])).toEqual(['questions:1-1']);
  });

  it('answers none of them where GitHub is only called, or nothing is told', () => {
    expect(asked(token(), ['active_token.send', own])).toEqual([]);
    expect(asked(token())).toEqual([]);
  });

  it('of which the trail tells nothing concerns none, nor does what the first listing shows', () => {
    expect(concerned(token())).toEqual([]);
    expect(concerned(token(), ['active_token.expire', 'active_token:active-2'])).toEqual([]);
    expect(concerned(token({ isBaseline: true }, null), ['active_token.find', own])).toEqual([]);
    expect(concerned(token({ isBaseline: true }), ['active_token.expire', own])).toEqual(['reminders:1-1']);
    expect(concerned(token({}, null), ['active_token.find', own])).toEqual(['reminders:1-1']);
  });

  it('with another one of the same token concerns them once', () => {
    const entries = ['active_token:active-1', 'active_token:active-2'].map((subject) => ({
      ...{ at: noon, actor: 'policy', act: 'active_token.expire', subject, data: {} },
    }));
    const rows = [activeToken(1), { ...activeToken(2), tokenId: activeToken(1).tokenId }];
    const writes = rows.map((row) => ({ table: 'active_tokens', was: 1, row }) as const);
    expect(concernedReminders({ writes, entries })).toEqual([{ of: 'reminders', id: '1-1' }]);
  });
});

describe('a renewal', () => {
  const renews = {
    tokenId: 1 as TokenId,
    activeTokenId: 'active-1',
    requestNumber: null,
    tokenName: 'n',
    endsAt: noon,
  };
  const request = (some: object, was: number | null): Write => ({
    ...({ table: 'token_requests', was } as const),
    row: pendingRequest(7, { renews, ...some }),
  });

  it('concerns the reminders of its token when it is sent and when it is over', () => {
    expect(concerned(request({}, null))).toEqual(['reminders:1-1']);
    expect(asked(request({}, null))).toEqual(['questions:1-1']);
    expect(concerned(request({ status: 'approved' }, null))).toEqual(['reminders:1-1']);
    const after = requestStatuses.filter((status) => concerned(request({ status }, 1)).length > 0);
    expect(after).toEqual(['fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended']);
  });

  it('is not every request, nor anything else that is written', () => {
    expect(concerned(request({ renews: null }, null))).toEqual([]);
    expect(concerned({ table: 'due_notices', was: null, row: notice(7) })).toEqual([]);
  });
});

it('a message of them says which notice it tells, or what it asks', () => {
  const notice = { id: 'n', activeTokenId: 'active-1' };
  expect(remindersOf(activeToken(1), notice)).toEqual({ of: 'reminders', id: '1-1', notice });
  expect(remindersOf(activeToken(1))).toStrictEqual({ of: 'reminders', id: '1-1' });
  const asked = {
    message: { kind: 'holder_reminder', id: 'active-1', by: 'U0BEA' as SlackUserId },
    ...{ expiresAt: noon, days: null, since: null },
  } as const;
  expect(questionsOf(activeToken(1), asked)).toEqual({ of: 'questions', id: '1-1', asked });
  expect(questionsOf(activeToken(1))).toStrictEqual({ of: 'questions', id: '1-1' });
});
