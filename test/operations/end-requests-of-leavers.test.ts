import { expect, it } from 'vitest';
import type { GithubUserId, OrganizationId, SlackUserId } from '../../src/domain/ids.ts';
import type { Organization } from '../../src/domain/organization.ts';
import { endRequestsOfLeavers } from '../../src/operations/watch/end-requests-of-leavers.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { firstMoment, startGithub } from '../github/start-github.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { pendingRequest } from '../support/sample-requests.ts';
import { compiled } from '../support/start-world.ts';

it('asks for some requesters a pass, and each has their turn', async () => {
  const { local, github, acme, calls } = await startGithub();
  const { store } = await openTemporaryStore();
  const organizationId = acme.account.id as OrganizationId;
  for (let index = 0; index < 40; index += 1) {
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
  const ports: Pick<Ports, 'store' | 'github' | 'clock' | 'wake'> = {
    store,
    github,
    clock: { now: () => now, elapsedMs: () => now },
    wake: { outbox: () => undefined, reconcile: () => undefined },
  };
  const [policy] = compiled('organizations:\n  - { login: acme, channel: C0REVIEWERS }\n').organizations;
  if (policy === undefined) throw new Error('no policy');
  const organization = { id: organizationId, login: 'acme' } as Organization;
  const asked = new Set<string>();
  for (let pass = 0; pass < 3; pass += 1) {
    const before = calls(/memberships/).length;
    await endRequestsOfLeavers(ports as Ports, { organization, policy });
    const inThisPass = calls(/memberships/).slice(before);
    expect(inThisPass).toHaveLength(15);
    for (const call of inThisPass) asked.add(call);
    now += 300_000;
  }
  expect(asked.size).toBe(40);
});
