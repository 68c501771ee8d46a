import { expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/change.ts';
import type { RequestNumber } from '../../../src/domain/ids.ts';
import { type Left, leftIn, nobodyLeft, type WhoLeft, withLeft } from '../../../src/domain/record/who-left.ts';

const left = { act: 'holder.leave', subject: 'together:7-55-1', data: { holder: 55, login: 'mona', why: 'left' } };

it.each<{ name: string; entry: Partial<Entry>; is: WhoLeft | null }>([
  { name: 'somebody who left, and what', entry: left, is: { is: 'person', login: 'mona', organizationId: 7 } },
  {
    name: 'nobody where Slack deactivated them',
    entry: { ...left, data: { login: 'mona', why: 'deactivated' } },
    is: null,
  },
  { name: 'nobody where no organization is named', entry: { ...left, subject: 'slack:U0MONA' }, is: null },
  {
    name: 'somebody who left an organization with a longer number',
    entry: { ...left, subject: 'together:812-55-1' },
    is: { is: 'person', login: 'mona', organizationId: 812 },
  },
  { name: 'nobody where the organization stands elsewhere', entry: { ...left, subject: 'not-together:7-5' }, is: null },
  { name: 'nobody where no login is', entry: { ...left, data: { why: 'left' } }, is: null },
  {
    name: 'a requester',
    entry: { act: 'request.end', subject: 'PAT-12', data: { why: 'requester_left' } },
    is: { is: 'requester', number: 12 as RequestNumber },
  },
  {
    name: 'no requester where a sponsor was replaced',
    entry: { act: 'request.end', subject: 'PAT-12', data: { why: 'sponsor_changed' } },
    is: null,
  },
  {
    name: 'no request that names none',
    entry: { act: 'request.end', subject: 'PAT-x', data: { why: 'requester_left' } },
    is: null,
  },
  ...['XPAT-12', 'PAT-12x'].map((subject) => ({
    name: `no request of ${subject}`,
    entry: { act: 'request.end', subject, data: { why: 'requester_left' } },
    is: null,
  })),
  {
    name: 'a token',
    entry: { act: 'active_token.vanish', subject: 'active_token:7-1-2', data: {} },
    is: { is: 'token', id: '7-1-2' },
  },
  {
    name: 'no token that names none',
    entry: { act: 'active_token.vanish', subject: 'active_token:', data: {} },
    is: null,
  },
  {
    name: 'no token that never was active',
    entry: { act: 'active_token.vanish', subject: 'inactive_token:7-1-2', data: {} },
    is: null,
  },
  { name: 'nothing else', entry: { act: 'active_token.expire', subject: 'active_token:7-1-2', data: {} }, is: null },
])('an entry tells of $name', ({ entry, is }) => {
  expect(leftIn({ ...left, ...entry, at: 1, actor: 'countersign' })).toEqual(is);
});

const requester: WhoLeft = { is: 'requester', number: 12 as RequestNumber };
const ofToken: WhoLeft = { is: 'token', id: 'a' };
const person: WhoLeft = { is: 'person', login: 'mona', organizationId: 7 };
const request = { organizationId: 7, login: 'otto' };

it.each<[string, WhoLeft, Parameters<typeof withLeft>[2], Partial<Left>]>([
  ['somebody who left it', person, null, { people: new Set(['mona']) }],
  ['nobody who left another one', { ...person, organizationId: 8 }, null, {}],
  ['the requester of a request there', requester, request, { people: new Set(['otto']) }],
  ['nobody of a request elsewhere', requester, { ...request, organizationId: 8 }, {}],
  ['nobody of a request that is not known', requester, null, {}],
  ['a token there', ofToken, request, { tokens: 1 }],
  ['no token elsewhere', ofToken, { ...request, organizationId: 8 }, {}],
  ['no token that is not known', ofToken, null, {}],
])('of an organization are counted: %s', (_, left, row, is) => {
  expect(withLeft(nobodyLeft, left, row, 7)).toEqual({ ...nobodyLeft, ...is });
});

it('whoever left in several ways is counted once, and each token by itself', () => {
  const first = withLeft(nobodyLeft, requester, { ...request, login: 'mona' }, 7);
  const second = withLeft(withLeft(first, person, null, 7), requester, request, 7);
  const third = withLeft(withLeft(second, ofToken, request, 7), ofToken, request, 7);
  expect(third).toEqual({ people: new Set(['mona', 'otto']), tokens: 2 });
});
