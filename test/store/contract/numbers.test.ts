import { expect, it } from 'vitest';
import { dayMs, type OrganizationId, type PatId, type PatRequestId } from '../../../src/domain/ids.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { actual } from '../../support/sample-scopes.ts';
import { acme, activeToken, change, noon, pendingToken, post, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const other = 2 as OrganizationId;

it('counts rows by what they are, and names nobody', async () => {
  const { store } = await openTestStore();
  const endsIn = (days: number | null) => {
    const expiresAt = days === null ? null : noon + days * dayMs;
    return { expiresAt, scope: { ...actual(), expiresAt } };
  };
  const token = (id: string, patId: number, days: number | null, status: 'active' | 'exceeding' | 'gone' = 'active') =>
    write('active_tokens', activeToken(id, { ...endsIn(days), status, patId: patId as PatId }));
  const writes = [
    write('token_requests', pendingRequest(1, { createdAt: noon - dayMs })),
    write('token_requests', pendingRequest(2, { createdAt: noon })),
    write('token_requests', pendingRequest(3, { status: 'denied', createdAt: noon - 9 * dayMs })),
    write('token_requests', pendingRequest(4, { organizationId: other, createdAt: noon - 2 })),
    write('pending_tokens', pendingToken('p1', { status: 'held', patRequestId: 1 as PatRequestId })),
    write('pending_tokens', pendingToken('p2', { status: 'closed', patRequestId: 2 as PatRequestId })),
    ...[1, 1.5, 7, 14, 30, 90, 91, null].map((days, index) => token(`a${index}`, index + 1, days)),
    token('drifted', 20, 3, 'exceeding'),
    token('gone', 21, 3, 'gone'),
  ];
  await store.commit(change({ writes, effects: [post('one'), post('two')] }), noon - 5_000);
  const sorted = <T>(rows: readonly T[]): readonly T[] =>
    rows.toSorted((one, another) => (JSON.stringify(one) < JSON.stringify(another) ? -1 : 1));
  const { requests, waitingSince, waitingTokens, tokens, effects, dueSince } = await store.numbers(noon);
  expect(sorted(requests)).toEqual([
    { organizationId: acme, status: 'denied', count: 1 },
    { organizationId: acme, status: 'pending', count: 2 },
    { organizationId: other, status: 'pending', count: 1 },
  ]);
  expect(sorted(waitingSince)).toEqual([
    { organizationId: acme, at: noon - dayMs },
    { organizationId: other, at: noon - 2 },
  ]);
  expect(waitingTokens).toEqual([{ organizationId: acme, status: 'held', count: 1 }]);
  expect(sorted(tokens)).toEqual(
    sorted([
      { status: 'active', left: '1', count: 1 },
      { status: 'active', left: '7', count: 2 },
      { status: 'active', left: '14', count: 1 },
      { status: 'active', left: '30', count: 1 },
      { status: 'active', left: '90', count: 1 },
      { status: 'active', left: 'more', count: 1 },
      { status: 'active', left: 'never', count: 1 },
      { status: 'exceeding', left: '7', count: 1 },
    ]),
  );
  expect(effects).toEqual([{ state: 'waiting', way: 'post', count: 2 }]);
  expect(dueSince).toBe(noon - 5_000);
});

it('counts nothing where nothing is', async () => {
  const { store } = await openTestStore();
  expect(await store.numbers(noon)).toEqual({
    ...{ requests: [], waitingSince: [], waitingTokens: [], tokens: [], effects: [] },
    dueSince: null,
  });
});
