import { expect, it } from 'vitest';
import type { Instant } from '../../src/domain/ids.ts';
import { quotasOfApprovals } from '../../src/domain/quota.ts';
import { refuseIfUsedUp } from '../../src/operations/refuse-if-used-up.ts';
import { bea } from '../support/sample-people.ts';
import { organizationPolicy } from '../support/sample-requests.ts';
import { noon } from '../support/sample-scopes.ts';

it('whoever made too many approvals is told the same moment at each click, however long counting them takes: one burst is told once', async () => {
  let now: Instant = noon;
  const clock = {
    // As the machine's clock: it goes on between two readings.
    now: () => {
      now += 1;
      return now;
    },
    elapsedMs: () => 0,
  };
  const store = { usedOf: async () => ({ count: 20, firstAt: noon - 1_000 }) } as never;
  const click = () =>
    refuseIfUsedUp({ store }, quotasOfApprovals(bea.slackId, organizationPolicy().limits, clock.now()));
  const first = await click();
  expect(first).toMatchObject({ why: 'used_up', of: 'approvals', again: noon - 1_000 + 600_000 });
  expect(await click()).toEqual(first);
});
