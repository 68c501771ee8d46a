import { describe, expect, it } from 'vitest';
import { dayMs, type GithubUserId, type OrganizationId, type RequestNumber } from '../../../src/domain/ids.ts';
import { approvedClassic, classicToken } from '../../support/sample-classic.ts';
import { bea, mona } from '../../support/sample-people.ts';
import { approvedRequest } from '../../support/sample-requests.ts';
import { acme, change, noon, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const told = (threshold: 7 | 'expired') => ({ madeAt: null, lastEight: null, told: threshold });
const end = noon + 30 * dayMs;

describe('what is read of classic tokens', () => {
  it('is just those that are asked for', async () => {
    const { store } = await openTestStore();
    const row = (id: string, credentialId: number, some: Parameters<typeof classicToken>[0] = {}) =>
      write('classic_tokens', classicToken({ id, credentialId, ...some }));
    const other = 2 as OrganizationId;
    const writes = [
      write('token_requests', approvedClassic(1)),
      write('token_requests', approvedClassic(2, { status: 'fulfilled', classic: told(7) })),
      write('token_requests', approvedClassic(3, { status: 'fulfilled', classic: told('expired') })),
      write('token_requests', approvedClassic(4, { organizationId: other })),
      write('token_requests', approvedClassic(5, { status: 'denied', agreement: null })),
      write('token_requests', approvedRequest(6)),
      row('classic-a', 1, { requestNumber: 2 as RequestNumber }),
      row('classic-b', 2, { status: 'revoking', expiresAt: null }),
      row('classic-c', 3, { status: 'gone', requestNumber: 2 as RequestNumber, firstSeenAt: noon }),
      row('classic-e', 5, { status: 'revoked', lastEight: 'ccccdddd' }),
      row('classic-d', 4, { organizationId: other, holder: { githubId: bea.githubId, login: bea.login } }),
    ];
    expect(await store.commit(change({ writes }), noon)).toBe('done');
    const numbers = (found: readonly { readonly number: number }[]) => found.map(({ number }) => number);
    const ids = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id);
    expect(numbers(await store.requestsEnding(end))).toEqual([1, 2, 4]);
    expect(numbers(await store.requestsEnding(end - 1))).toEqual([]);
    expect(numbers(await store.classicRequestsOf(acme))).toEqual([1, 2, 3]);
    expect((await store.classicToken('classic-a'))?.credentialId).toBe(1);
    expect(await store.classicToken('classic-z')).toBeNull();
    expect(ids(await store.livingClassicTokens(acme))).toEqual(['classic-a', 'classic-b']);
    expect(ids(await store.classicTokensOf(mona.githubId))).toEqual(['classic-a', 'classic-b']);
    expect(ids(await store.classicTokensOf(999_999 as GithubUserId))).toEqual([]);
    const { lastEight } = classicToken();
    expect(ids(await store.classicTokensAlike(acme, mona.githubId, lastEight ?? ''))).toEqual([
      'classic-c',
      'classic-a',
      'classic-b',
    ]);
    expect(ids(await store.classicTokensAlike(other, mona.githubId, lastEight ?? ''))).toEqual([]);
    expect((await store.classicTokenOfRequest(2 as RequestNumber))?.id).toBe('classic-a');
    expect(await store.classicTokenOfRequest(1 as RequestNumber)).toBeNull();
    expect(ids(await store.classicTokensEnding(end))).toEqual(['classic-a', 'classic-d']);
    expect(ids(await store.classicTokensEnding(end - 1))).toEqual([]);
  });
});
