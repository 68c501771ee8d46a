import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { directMessages } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const dayMs = 86_400_000;
const allowed = policyText('    renewal: { same_scope: allow }\n');

/** Mona's renewal, approved by the policy on the 17th day. */
async function renewed() {
  const { world, token } = await active(allowed);
  for (let day = 0; day < 17; day += 1) await world.pass({ days: 1 });
  const asked = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  await world.slack.submit(mona.slackId, await world.slack.until(() => asked.modal));
  await world.settle();
  return { world, token };
}

function expectAskedAlone(world: TestWorld): void {
  const told = directMessages(world, mona.slackId).join('\n');
  expect(told).toContain('It counts as longer than PAT-1 allows until somebody approves it');
  expect(told).not.toContain('You renewed “nightly-release” (PAT-2)');
}

it('a token that is seen to be regenerated after its renewal’s approval ended is asked about, and not called renewed too', async () => {
  const { world, token } = await renewed();
  for (let day = 0; day < 6; day += 1) await world.pass({ days: 1 });
  await world.pass({ hours: 23, minutes: 57 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
  await world.pass({ minutes: 6 });
  expectAskedAlone(world);
});

it('so is one that was regenerated during an outage, days after the approval had ended', async () => {
  const { world, token } = await renewed();
  const acme = world.github.state.organization(organization);
  if (acme === undefined) throw new Error('no such organization');
  acme.suspendedAt = world.github.state.now();
  for (let day = 0; day < 10; day += 1) await world.pass({ days: 1 });
  world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 27 * dayMs));
  acme.suspendedAt = null;
  await world.pass({ minutes: 6 });
  expectAskedAlone(world);
});
