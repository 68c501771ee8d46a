import { expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import { remindDue } from '../../src/operations/due/remind-due.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { activeToken, change, dueNotice, organization, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2027, 2, 1, 10);
const linked = { slackId: 'U0LINKED' as SlackUserId, githubId: 71 as GithubUserId, login: 'linked' };
const unlinked = { githubId: 72 as GithubUserId, login: 'unlinked' };

/** Two tokens a holder: one is told of now, one later today. */
async function startDay(digestedAt: number | null) {
  const { store } = await openTemporaryStore();
  const of = [linked, unlinked].flatMap(({ login, githubId }, index) =>
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
  const known = [write('organizations', organization({ digestedAt })), write('people', { ...person(), ...linked })];
  await store.commit(change({ writes: [...known, ...of.flat()] }), now);
  const read: string[] = [];
  const silent = () => undefined;
  const ports = {
    store: {
      ...store,
      activeTokensNamed: (ids: readonly string[]) => {
        read.push(...ids);
        return store.activeTokensNamed(ids);
      },
    },
    clock: { now: () => now, elapsedMs: () => 0 },
    time: { isSure: () => true },
    log: { info: silent, warn: silent, error: silent },
    wake: { outbox: silent },
    policy: () => ({
      organizations: [{ login: 'acme', channel: 'C1' }],
      people: new Map([[linked.slackId, linked.login]]),
      machineUsers: new Map(),
    }),
    directory: { person: async () => ({ isDeactivated: false, isStranger: false, isBot: false }) },
    github: { membership: async () => ({ isActive: true, isOwner: false, account: linked }) },
  } as unknown as Ports;
  return { ports, read };
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
