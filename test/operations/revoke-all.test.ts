import { expect, it } from 'vitest';
import type { GithubUserId, PatId, SlackUserId } from '../../src/domain/ids.ts';
import { revokeAll } from '../../src/operations/decide/revoke-all.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { acme, activeToken, change, organization, pendingToken, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { organizationPolicy } from '../support/sample-requests.ts';

const now = Date.UTC(2027, 2, 1, 10);
const bea = { slackId: 'U0BEA' as SlackUserId, githubId: 72 as GithubUserId, login: 'bea' };

it('outdates once the card of a change of a token that has two grants', async () => {
  const { store } = await openTemporaryStore();
  const row = organization();
  const living = { status: 'active', excess: [], drift: null, revocation: null } as const;
  const grants = [activeToken('a', living), activeToken('b', { ...living, patId: 702 as PatId })];
  const held = pendingToken('p', { reviews: [] });
  const writes = [
    ...[write('people', { ...person(), ...bea }), write('organizations', row), write('pending_tokens', held)],
    ...grants.map((grant) => write('active_tokens', grant)),
  ];
  await store.commit(change({ writes }), now);
  const silent = () => undefined;
  const known = { isDeactivated: false, isStranger: false, isBot: false, isGuest: false };
  const policy = { ...organizationPolicy(), login: row.login };
  const ports = {
    store,
    clock: { now: () => now },
    ids: { next: () => 'together-1' },
    log: { info: silent, warn: silent, error: silent },
    wake: { outbox: silent, reconcile: silent },
    policy: () => ({
      hash: 'hash',
      organizations: [policy],
      people: new Map([[bea.slackId, bea.login]]),
      machineUsers: new Map(),
    }),
    directory: { person: async () => known, personAfresh: async () => known },
    github: { membership: async () => ({ account: bea, isActive: true, isOwner: true }) },
  } as unknown as Ports;
  const of = { organizationId: acme, githubId: held.holder.githubId };
  expect(await revokeAll(ports, bea.slackId, of, 'Leaked.')).toEqual({ count: 2 });
  expect((await store.activeTokensOf(of.githubId)).map(({ status }) => status)).toEqual(['revoking', 'revoking']);
  expect(await store.pendingToken(held.id)).toMatchObject({ revision: held.revision + 1, version: held.version + 1 });
});
