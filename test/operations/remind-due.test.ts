import { expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import { remindDue } from '../../src/operations/due/remind-due.ts';
import type { Ports } from '../../src/ports/ports.ts';
import type { Store } from '../../src/ports/store.ts';
import { activeToken, change, dueNotice, organization, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 10);
const linked = { slackId: 'U0LINKED' as SlackUserId, githubId: 71 as GithubUserId, login: 'linked' };
const unlinked = { githubId: 72 as GithubUserId, login: 'unlinked' };

/** Two tokens a holder: one is told of now, one later today. `meanwhile` happens after the notices were read. */
async function startDay(
  digestedAt: number | null,
  besides: readonly (typeof linked)[] = [],
  meanwhile: (store: Store) => Promise<void> = async () => undefined,
) {
  const { store } = await openTemporaryStore();
  const of = [linked, unlinked, ...besides].flatMap(({ login, githubId }, index) =>
    (['now', 'later'] as const).map((when, place) => {
      const id = `${login} ${when}`;
      const [holder, expiresAt] = [{ login, githubId }, now + 7 * 24 * hourMs];
      const number = 10 * index + place + 1;
      const token = { holder, tokenId: number, patId: number, requestNumber: null, agreement: null } as never;
      const dueAt = when === 'now' ? now - hourMs : now + 2 * hourMs;
      return [
        write('active_tokens', activeToken(id, token)),
        write('due_notices', dueNotice(id, { holder, expiresAt, activeTokenId: id, dueAt })),
      ];
    }),
  );
  const everybody = [linked, ...besides];
  const people = everybody.map((one) => write('people', { ...person(), ...one }));
  const known = [write('organizations', organization({ digestedAt })), ...people];
  await store.commit(change({ writes: [...known, ...of.flat()] }), now);
  const read: string[] = [];
  const silent = () => undefined;
  const ports = {
    store: {
      ...store,
      activeTokensNamed: async (ids: readonly string[]) => {
        read.push(...ids);
        await meanwhile(store);
        return store.activeTokensNamed(ids);
      },
    },
    clock: { now: () => now, elapsedMs: () => 0 },
    time: { isSure: () => true },
    log: { info: silent, warn: silent, error: silent },
    wake: { outbox: silent },
    policy: () => ({
      organizations: [{ login: 'acme', channel: 'C1' }],
      people: new Map(everybody.map(({ slackId, login }) => [slackId, login])),
      machineUsers: new Map(),
    }),
    directory: { person: async () => ({ isDeactivated: false, isStranger: false, isBot: false }) },
    github: { membership: async () => ({ isActive: true, isOwner: false, account: linked }) },
  } as unknown as Ports;
  return { ports, read, store };
}

it('reads no token of which nothing can be told yet: of a linked holder’s what is due, of others’ what the day’s message says', async () => {
  const { ports, read } = await startDay(null);
  await remindDue(ports);
  expect(read.toSorted()).toEqual(['linked now', 'unlinked later', 'unlinked now']);
});

it('reads no token ahead where the day’s message has been sent, unless it ends before the next', async () => {
  const { ports, read } = await startDay(now - hourMs);
  await remindDue(ports);
  expect(read.toSorted()).toEqual(['linked now', 'unlinked now']);
});

it('tells everybody else what is due where another process was faster with one holder, and that holder nothing twice', async () => {
  const besides = ['ann', 'bob'].map((login, index) => {
    const slackId = `U0${login.toUpperCase()}` as SlackUserId;
    return { slackId, githubId: (81 + index) as GithubUserId, login };
  });
  const { ports, store } = await startDay(now - hourMs, besides, async (other) => {
    const [notice] = await other.notices(['ann now']);
    if (notice?.status !== 'planned') return;
    const row = { ...notice, version: notice.version + 1, status: 'claimed' } as const;
    await other.commit(change({ writes: [{ table: 'due_notices', was: notice.version, row }] }), now);
  });
  await remindDue(ports);
  const leased = await store.leaseEffects(now, 1_000, 10, new Set());
  const told = leased.map(({ effect }) =>
    effect.kind === 'post' && effect.to.to === 'person' ? effect.to.slackId : '',
  );
  expect(told.toSorted()).toEqual(['U0BOB', 'U0LINKED']);
  const entries = async () => {
    const subjects = ['linked now', 'ann now', 'bob now'].map((id) => `active_token:${id}`);
    return (await store.entriesAbout(subjects, 10)).map(({ subject }) => subject).toSorted();
  };
  expect(await entries()).toEqual(['active_token:bob now', 'active_token:linked now']);
  await remindDue(ports);
  expect(await entries()).toEqual(['active_token:bob now', 'active_token:linked now']);
});

it('tells everybody else what is due where one holder’s row is a bug, which is thrown in the end', async () => {
  const other = { slackId: 'U0OTHER' as SlackUserId, githubId: 73 as GithubUserId, login: 'other' };
  const { ports, store } = await startDay(null, [other]);
  const commit: Store['commit'] = async (step, at) => {
    if (JSON.stringify(step.effects).includes(linked.slackId)) throw new Error('a row that nobody thought of');
    return store.commit(step, at);
  };
  await expect(remindDue({ ...ports, store: { ...ports.store, commit } })).rejects.toThrow('nobody thought of');
  const left = (await store.dueNotices(now)).map(({ activeTokenId }) => activeTokenId);
  expect(left).toContain('linked now');
  expect(left).not.toContain('other now');
  // Who isn't linked is told of in the channel all the same.
  expect(left).not.toContain('unlinked now');
});
