import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/domain/change.ts';
import type { OrganizationId, SlackUserId } from '../../../src/domain/ids.ts';
import type { Quota } from '../../../src/domain/quota.ts';
import { pendingRequest } from '../../support/sample-requests.ts';
import { change, entry, noon, write } from '../sample-rows.ts';
import { openTestStore } from './open-test-store.ts';

const bea = 'U0BEA' as SlackUserId;
const since = noon - 600_000;
const window = { since, withinMs: 600_000 };
const approvals: Quota = { of: 'approvals', slackId: bea, ...window, most: 2 };
const requests: Quota = { of: 'requests', slackId: bea, ...window, most: 2 };
const ofAcme: Quota = { of: 'requests_of_organization', organizationId: 1 as OrganizationId, ...window, most: 2 };
const did = (act: string, some: Partial<Entry> = {}): Entry => entry({ actor: `slack:${bea}`, act, at: noon, ...some });
const counting = (quota: Quota, act: string) => change({ entries: [did(act)], quotas: [quota] });

describe('how often something was done', () => {
  it('counts a person’s approvals of every kind since then, and nobody else’s', async () => {
    const { store } = await openTestStore();
    expect(await store.usedOf(approvals)).toEqual({ count: 0, firstAt: null });
    const acts = ['request.approve', 'request.review', 'request.adjust', 'pending_token.start_approving'];
    const other = [did('request.deny'), did('request.submit'), did('active_token.start_revoking')];
    const elsewhere = [did('request.approve', { actor: 'slack:U0CARL' }), did('request.approve', { at: since })];
    const first = did('active_token.accept', { at: since + 1 });
    await store.commit(change({ entries: [first, ...acts.map((act) => did(act)), ...other, ...elsewhere] }), noon);
    expect(await store.usedOf(approvals)).toEqual({ count: 5, firstAt: since + 1 });
    expect(await store.usedOf(requests)).toEqual({ count: 1, firstAt: noon });
  });

  it('counts the requests of an organization', async () => {
    const { store } = await openTestStore();
    const sent = [since, since + 1, noon].map((createdAt, index) =>
      write('token_requests', pendingRequest(index + 1, { createdAt })),
    );
    const elsewhere = write(
      'token_requests',
      pendingRequest(4, { createdAt: noon, organizationId: 2 as OrganizationId }),
    );
    await store.commit(change({ writes: [...sent, elsewhere] }), noon);
    expect(await store.usedOf(ofAcme)).toEqual({ count: 2, firstAt: since + 1 });
  });
});

describe.each([
  ['approvals', approvals, 'request.approve'],
  ['requests', requests, 'request.submit'],
] as const)('a limit on %s', (_, quota, act) => {
  it('makes stale what comes after the last, whoever read the count before', async () => {
    const { store } = await openTestStore();
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => store.commit(counting(quota, act), noon)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(2);
    expect(await store.usedOf(quota)).toMatchObject({ count: 2 });
    expect(await store.commit(change({ entries: [did(act)] }), noon)).toBe('done');
  });
});
