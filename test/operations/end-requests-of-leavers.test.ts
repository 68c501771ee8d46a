import { expect, it } from 'vitest';
import type { GithubUserId, OrganizationId, SlackUserId } from '../../src/domain/ids.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { createPace } from '../../src/jobs/pace.ts';
import { endRequestsOfLeavers } from '../../src/operations/watch/end-requests-of-leavers.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { firstMoment, startGithub } from '../github/start-github.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { compiled } from '../support/start-world.ts';

/** An organization in which so many members wait for a decision. */
async function requestersOf(count: number) {
  const { local, github, acme, calls } = await startGithub();
  const { store } = await openTemporaryStore();
  const organizationId = acme.account.id as OrganizationId;
  for (let index = 0; index < count; index += 1) {
    const login = `member-${index}`;
    const githubId = local.people.addUser(login).id as GithubUserId;
    acme.members.set(githubId, 'member');
    const requester = { slackId: `U0000000${index}` as SlackUserId, githubId, login };
    const row = pendingRequest(await store.nextRequestNumber(), { organizationId, requester });
    await store.commit(
      { writes: [{ table: 'token_requests', was: null, row }], entries: [], effects: [] },
      firstMoment,
    );
  }
  let now = firstMoment;
  const clock = { now: () => now, elapsedMs: () => now };
  const wake = { outbox: () => undefined, reconcile: () => undefined };
  const ports: Pick<Ports, 'store' | 'github' | 'clock' | 'wake' | 'pace'> = {
    ...{ store, github, clock, wake },
    pace: createPace(clock),
  };
  const [policy] = compiled('organizations:\n  - { login: acme, channel: C0CARDS0001 }\n').organizations;
  if (policy === undefined) throw new Error('no policy');
  const organization = { id: organizationId, login: 'acme' } as Organization;
  return {
    acme,
    calls,
    pass: async (minutes: number): Promise<readonly string[]> => {
      now += minutes * 60_000;
      const before = calls(/members/).length;
      await endRequestsOfLeavers(ports as Ports, { organization, policy });
      return calls(/members/).slice(before);
    },
    open: async () => (await store.openRequests(organizationId)).map(({ requester }) => requester.login).toSorted(),
    idOf: (login: string) => local.state.user(login).id,
  };
}

it('asks for a few requesters one by one in each pass', async () => {
  const { acme, pass, open, idOf } = await requestersOf(3);
  acme.members.delete(idOf('member-1'));
  expect(await pass(0)).toEqual([0, 1, 2].map((index) => `GET /orgs/acme/memberships/member-${index}`));
  expect(await open()).toEqual(['member-0', 'member-2']);
});

it('looks for many in the list of members, half an hour apart, and asks only for those who are not in it', async () => {
  const { acme, pass, open, idOf } = await requestersOf(200);
  acme.members.delete(idOf('member-7'));
  const pages = Array(Math.ceil(acme.members.size / 100)).fill('GET /orgs/acme/members');
  expect(await pass(0)).toEqual([...pages, 'GET /orgs/acme/memberships/member-7']);
  expect(await open()).toHaveLength(199);
  expect(await open()).not.toContain('member-7');
  for (let index = 0; index < 5; index += 1) expect(await pass(5)).toEqual([]);
  expect(await pass(5)).toEqual(pages);
});

it('ends nothing of a member whom a page of the list left out', async () => {
  const { acme, pass, open, idOf } = await requestersOf(20);
  const left = idOf('member-7');
  const { members } = acme;
  // The list is made from what is iterated, a membership from what is looked up.
  const listed = new Map([...members].filter(([id]) => id !== left));
  members[Symbol.iterator] = () => listed[Symbol.iterator]();
  expect((await pass(0)).at(-1)).toBe('GET /orgs/acme/memberships/member-7');
  expect(await open()).toHaveLength(20);
});
