import { expect, it } from 'vitest';
import { linkPeople } from '../../src/operations/people/link-person.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { firstMoment, startGithub } from '../github/start-github.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { compiled, memoryLog } from '../support/start-world.ts';

const policy = `organizations:
  - { login: acme, channel: C0CARDS0001 }
people:
  U0BEA000001: bea-owner
  U0MONA00001: mona
  U0DAN000001: dan-dev
`;

it('links everybody once, in silence, though two catch-ups link them at the same time', async () => {
  const { github } = await startGithub();
  const { store } = await openTemporaryStore();
  const { log, lines } = memoryLog();
  const ports: Pick<Ports, 'store' | 'github' | 'log' | 'clock' | 'ids' | 'policy' | 'wake'> = {
    store,
    github,
    log,
    clock: { now: () => firstMoment, elapsedMs: () => firstMoment },
    ids: { next: () => 'unused' },
    policy: () => compiled(policy),
    wake: { outbox: () => undefined, reconcile: () => undefined },
  };
  await Promise.all([linkPeople(ports as Ports), linkPeople(ports as Ports)]);
  expect(lines).toEqual([]);
  expect((await store.people()).map(({ login, version }) => `${login} ${version}`).toSorted()).toEqual([
    'bea-owner 1',
    'dan-dev 1',
    'mona 1',
  ]);
});
