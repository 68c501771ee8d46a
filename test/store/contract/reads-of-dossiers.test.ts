import { describe, expect, it } from 'vitest';
import type { Rows, Table } from '../../../src/domain/change.ts';
import type { GithubUserId, OrganizationId, PatId, PatRequestId, RequestNumber } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/ports/store.ts';
import { acmeCi, bea, mona } from '../../support/sample-people.ts';
import { approvedRequest, forAcmeCi, pendingRequest, tokenId } from '../../support/sample-requests.ts';
import {
  acme,
  activeToken,
  change,
  dueNotice,
  hint,
  machineUser,
  messageCopy,
  noon,
  pendingToken,
  write,
} from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const other = 2 as OrganizationId;

async function storeWith<T extends Table>(table: T, rows: readonly Rows[T][]): Promise<Store> {
  const { store } = await openTestStore();
  const done = await store.commit(change({ writes: rows.map((row) => write(table, row)) }), noon);
  if (done !== 'done') throw new Error('the rows do not fit together');
  return store;
}

const numbersOf = (requests: readonly { readonly number: RequestNumber }[]) =>
  requests.map(({ number }) => number as number).toSorted((one, another) => one - another);
const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

const statuses = ['pending', 'approved', 'claimed', 'fulfilled', 'denied', 'withdrawn', 'lapsed', 'ended'] as const;

describe('a token has a story', () => {
  const stories = [
    [
      'where it waits or waited',
      write('pending_tokens', pendingToken('1', { tokenId: tokenId(901), status: 'closed' })),
      true,
    ],
    [
      'where it is or was active',
      write('active_tokens', activeToken('1', { tokenId: tokenId(901), status: 'gone' })),
      true,
    ],
    ['where a webhook told of it', write('hints', hint('1')), true],
    ['where its holder has an open request', write('token_requests', approvedRequest(1)), true],
    ['unless that request is over', write('token_requests', approvedRequest(1, { status: 'lapsed' })), false],
    [
      'unless that request is another organization’s',
      write('token_requests', approvedRequest(1, { organizationId: other })),
      false,
    ],
    ['unless that request is for somebody else', write('token_requests', pendingRequest(1, forAcmeCi)), false],
    [
      'unless another organization lists it',
      write('active_tokens', activeToken('1', { tokenId: tokenId(901), organizationId: other })),
      false,
    ],
    ['unless only other tokens are listed', write('active_tokens', activeToken('1', { tokenId: tokenId(903) })), false],
  ] as const;

  it.each(stories)('%s', async (_, row, hasStory) => {
    const { store } = await openTestStore();
    expect(await store.commit(change({ writes: [row] }), noon)).toBe('done');
    const asked = [
      { tokenId: tokenId(902), holder: bea.githubId },
      { tokenId: tokenId(901), holder: mona.githubId },
    ];
    expect([...(await store.tokensWithStory(acme, asked))]).toEqual(hasStory ? [tokenId(901)] : []);
    expect([...(await store.tokensWithStory(acme, []))]).toEqual([]);
  });
});

describe('the requests in a token’s story', () => {
  it('are its holder’s that are not over, in its organization', async () => {
    const list = [
      ...statuses.map((status, index) => pendingRequest(index + 1, { status })),
      pendingRequest(21, { organizationId: other }),
      pendingRequest(22, { requester: bea, holder: bea }),
      // Mona asked for it, and it is the machine user's.
      pendingRequest(23, forAcmeCi),
    ];
    const store = await storeWith('token_requests', list);
    expect(numbersOf(await store.openRequestsOf(acme, mona.githubId))).toEqual([1, 2, 3]);
    expect(numbersOf(await store.openRequestsOf(acme, acmeCi.githubId))).toEqual([23]);
    expect(numbersOf(await store.openRequests(acme))).toEqual([1, 2, 3, 22, 23]);
  });

  it('are all that it has claimed or fulfilled, whoever asked for them', async () => {
    const own = { claimedByTokenId: tokenId(901) };
    const list = [
      approvedRequest(1, { status: 'fulfilled', ...own }),
      approvedRequest(2, { status: 'claimed', requester: bea, ...own }),
      approvedRequest(3, { status: 'claimed', claimedByTokenId: tokenId(902) }),
      approvedRequest(4),
    ];
    const store = await storeWith('token_requests', list);
    expect(numbersOf(await store.requestsOfToken(acme, tokenId(901)))).toEqual([1, 2]);
    expect(await store.requestsOfToken(other, tokenId(901))).toEqual([]);
  });
});

describe('the rows in a token’s story', () => {
  it('are every time that it waited, the oldest first', async () => {
    const list = [
      pendingToken('third', { patRequestId: 503 as PatRequestId, status: 'open' }),
      pendingToken('first', { patRequestId: 501 as PatRequestId, status: 'denied' }),
      pendingToken('second', { patRequestId: 502 as PatRequestId, status: 'closed' }),
      pendingToken('another', { patRequestId: 504 as PatRequestId, tokenId: tokenId(902) }),
      pendingToken('elsewhere', { organizationId: other }),
    ];
    const store = await storeWith('pending_tokens', list);
    expect(idsOf(await store.pendingTokensOfToken(acme, tokenId(901)))).toEqual(['first', 'second', 'third']);
  });

  it('are every grant that it had, the oldest first', async () => {
    const list = [
      activeToken('second', { patId: 702 as PatId, accessGrantedAt: noon + 2, status: 'active' }),
      activeToken('first', { status: 'gone' }),
      activeToken('another', { patId: 703 as PatId, tokenId: tokenId(902) }),
      activeToken('elsewhere', { organizationId: other }),
    ];
    const store = await storeWith('active_tokens', list);
    expect(idsOf(await store.activeTokensOfToken(acme, tokenId(901)))).toEqual(['first', 'second']);
  });

  it('are all notices of a grant, sent or not', async () => {
    const list = [
      dueNotice('a', { threshold: 14, status: 'cancelled' }),
      dueNotice('b', { threshold: 7 }),
      dueNotice('c', { activeTokenId: 'active-2' }),
    ];
    const store = await storeWith('due_notices', list);
    expect(idsOf(await store.noticesOf('active-1')).toSorted()).toEqual(['a', 'b']);
  });

  it('are the messages about it', async () => {
    const list = [
      messageCopy('1', { subject: { of: 'pending_token', id: 'pending-1' } }),
      messageCopy('2', { subject: { of: 'active_token', id: 'active-1' } }),
      messageCopy('3', { subject: { of: 'active_token', id: 'active-2' } }),
    ];
    const store = await storeWith('message_copies', list);
    const found = await store.copiesAbout(['pending_token:pending-1', 'active_token:active-1']);
    expect(idsOf(found).toSorted()).toEqual(['1', '2']);
  });

  it('are what webhooks told of it, the newest first, whichever of its rows they spoke of', async () => {
    const told = (patRequestId: number, id = 901) => ({ ...hint('x').told, patRequestId, tokenId: id }) as never;
    const list = [
      hint('1', { told: told(501), receivedAt: noon + 1 }),
      hint('3', { told: told(502), receivedAt: noon + 3 }),
      hint('2', { told: told(503, 902), receivedAt: noon + 2 }),
      hint('4', { told: null, receivedAt: noon + 4 }),
    ];
    const store = await storeWith('hints', list);
    expect(idsOf(await store.hintsAbout(tokenId(901)))).toEqual(['3', '1']);
  });

  it('are its denials for good, whatever its holder sets off afterwards', async () => {
    const told = (act: string) => ({ ...hint('x').told, act, patRequestId: 501, tokenId: 901 }) as never;
    const later = Array.from({ length: 30 }, (_, index) =>
      hint(`edit ${index}`, { told: told('cancelled'), receivedAt: noon + 2 + index, handledAt: noon + 2 + index }),
    );
    const denial = hint('denial', { told: told('denied'), receivedAt: noon + 1, handledAt: noon + 1 });
    const store = await storeWith('hints', [denial, ...later]);
    expect(idsOf(await store.hintsAbout(tokenId(901)))).toHaveLength(20);
    expect(idsOf(await store.hintsAbout(tokenId(901))).at(-1)).toBe('denial');
    await store.forget(noon + 86_400_000, noon);
    expect(idsOf(await store.hintsAbout(tokenId(901)))).toEqual(['denial']);
  });
});

describe('of the grants that go past their Agreements', () => {
  it('each is found, in whatever organization', async () => {
    const all = ['active', 'exceeding', 'revoking', 'revoked', 'expired', 'gone'] as const;
    const list = [
      ...all.map((status, index) => activeToken(status, { status, accessGrantedAt: noon + index })),
      activeToken('elsewhere', { status: 'exceeding', organizationId: other }),
    ];
    const store = await storeWith('active_tokens', list);
    expect(idsOf(await store.exceedingTokens()).toSorted()).toEqual(['elsewhere', 'exceeding']);
  });
});

describe('a machine user', () => {
  it('is found by the login of the policy and by the account that was first found behind it', async () => {
    const ci = machineUser();
    const store = await storeWith('machine_users', [ci, machineUser({ id: 'bot', githubId: 111 as GithubUserId })]);
    expect(await store.machineUserByLogin('acme-ci')).toEqual(ci);
    expect(await store.machineUserByGithubId(110 as GithubUserId)).toEqual(ci);
    expect(await store.machineUserByLogin('nobody')).toBeNull();
    expect(await store.machineUserByGithubId(112 as GithubUserId)).toBeNull();
  });
});
