import { expect, it } from 'vitest';
import type { GithubUserId, SlackUserId } from '../../src/domain/ids.ts';
import { returnDecisions } from '../../src/operations/people/return-decisions.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { change, organization, person, write } from '../store/sample-rows.ts';
import { openTemporaryStore } from '../store/sqlite/temporary-store.ts';
import { approvedRequest } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';
import { compiled } from '../support/start-world.ts';

const reviewer = { slackId: 'U0CARL00001' as SlackUserId, githubId: 103 as GithubUserId, login: 'carl-owner' };

/** An approved request, and a policy that gives its reviewer this line, or none. */
async function approvedUnder(line: string) {
  const { store } = await openTemporaryStore();
  const review = {
    act: 'approve',
    by: reviewer,
    revision: approvedRequest(7).revision,
    at: noon,
    reason: null,
  } as const;
  const request = approvedRequest(7, { reviews: [review] });
  await store.commit(
    change({
      writes: [
        write('organizations', organization()),
        write('people', person(reviewer)),
        write('token_requests', request),
      ],
    }),
    noon,
  );
  const policy = compiled(
    `organizations:\n  - { login: acme, channel: C0CARDS0001 }\npeople:\n  U0OTHER0001: other\n${line}`,
  );
  const clock = { now: () => noon, elapsedMs: () => noon };
  const wake = { outbox: () => undefined, reconcile: () => undefined };
  const ports: Pick<Ports, 'store' | 'clock' | 'policy' | 'wake'> = { store, clock, policy: () => policy, wake };
  const status = async (): Promise<string | undefined> => (await store.request(request.number))?.status;
  return { ports: ports as Ports, status };
}

it('leaves an approval alone where the policy follows a renamed login that GitHub was not asked about yet', async () => {
  const { ports, status } = await approvedUnder(`  ${reviewer.slackId}: a-new-name\n`);
  await returnDecisions(ports);
  expect(await status()).toBe('approved');
});

it('gives it back where GitHub was asked, and knows no account that is theirs', async () => {
  const { ports, status } = await approvedUnder(`  ${reviewer.slackId}: a-new-name\n`);
  await returnDecisions(ports, new Set([reviewer.slackId]));
  expect(await status()).toBe('pending');
});

it('gives it back where the policy says nothing of them any more', async () => {
  const { ports, status } = await approvedUnder('');
  await returnDecisions(ports);
  expect(await status()).toBe('pending');
});
