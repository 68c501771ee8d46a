import { expect, it } from 'vitest';
import { createPace } from '../../src/jobs/pace.ts';
import { checkPeople, linkPeople } from '../../src/operations/people/link-people.ts';
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

async function portsFor(text: string) {
  const started = await startGithub();
  const { store } = await openTemporaryStore();
  const { log, lines } = memoryLog();
  const clock = { now: () => firstMoment, elapsedMs: () => firstMoment };
  const ports: Pick<Ports, 'store' | 'github' | 'log' | 'clock' | 'ids' | 'policy' | 'wake' | 'pace'> = {
    store,
    github: started.github,
    log,
    clock,
    pace: createPace(clock),
    ids: { next: () => 'unused' },
    policy: () => compiled(text),
    wake: { outbox: () => undefined, reconcile: () => undefined },
  };
  return { ...started, store, lines, ports: ports as Ports };
}

it('links everybody once, in silence, though two catch-ups link them at the same time', async () => {
  const { ports, store, lines } = await portsFor(policy);
  await Promise.all([linkPeople(ports), linkPeople(ports)]);
  expect(lines).toEqual([]);
  expect((await store.people()).map(({ login, version }) => `${login} ${version}`).toSorted()).toEqual([
    'bea-owner 1',
    'dan-dev 1',
    'mona 1',
  ]);
});

it('links many by the list of members, and asks one by one for those who are none', async () => {
  const people = Array.from(
    { length: 150 },
    (_, index) => `  U00000001${String(index).padStart(2, '0')}: member-${index}`,
  );
  const { ports, store, local, acme, calls } = await portsFor(
    `${policy}  U0000000004: stranger\n${people.join('\n')}\n`,
  );
  for (let index = 0; index < 150; index += 1) {
    acme.members.set(local.people.addUser(`member-${index}`).id, 'member');
  }
  local.people.addUser('stranger');
  await linkPeople(ports);
  expect(await store.people()).toHaveLength(154);
  expect(calls(/\/members$/)).toHaveLength(2);
  expect(calls(/\/users\//)).toEqual(['GET /users/stranger']);
  // Everybody is linked: nothing is asked.
  await linkPeople(ports);
  expect(calls(/\/(?:members|users)/)).toHaveLength(3);
});

it('says whose login has gone to another account, by the list of members as well', async () => {
  const people = Array.from(
    { length: 30 },
    (_, index) => `  U00000001${String(index).padStart(2, '0')}: member-${index}`,
  );
  const { ports, local, acme, lines, calls } = await portsFor(`${policy}${people.join('\n')}\n`);
  for (let index = 0; index < 30; index += 1) {
    acme.members.set(local.people.addUser(`member-${index}`).id, 'member');
  }
  await linkPeople(ports);
  local.people.renameUser('member-7', 'somebody-else');
  acme.members.set(local.people.addUser('member-7').id, 'member');
  const before = calls().length;
  await checkPeople(ports);
  expect(lines.map(({ level, fields }) => `${level} ${fields.login}`)).toEqual(['error member-7']);
  expect(calls().length - before).toBe(1);
});

it('lists the members once an hour, and asks for 25 at a time of those whom nobody knows', async () => {
  const people = Array.from(
    { length: 40 },
    (_, index) => `  U00000002${String(index).padStart(2, '0')}: nobody-${index}`,
  );
  const { ports, calls } = await portsFor(`${policy}${people.join('\n')}\n`);
  await linkPeople(ports);
  expect([calls(/\/members$/).length, calls(/\/users\//).length]).toEqual([1, 25]);
  await linkPeople(ports);
  expect([calls(/\/members$/).length, calls(/\/users\//).length]).toEqual([1, 50]);
});
