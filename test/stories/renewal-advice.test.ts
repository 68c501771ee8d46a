import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { acceptOffer, adjust } from '../support/offers.ts';
import {
  approve,
  cardOf,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
  revoke,
} from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona, bea, carl } = cast;
const dayMs = 86_400_000;
const prolonged = 'It counts as longer than PAT-2 allows';
const allowed = policyText('    renewal: { same_scope: allow }\n');

async function passDays(world: TestWorld, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await world.pass({ days: 1 });
}

/** Mona's token of 30 days, 17 days later, with its renewal asked for as PAT-2. */
async function renewing(policy?: string) {
  const { world, token } = await active(policy);
  await passDays(world, 17);
  const { modal } = await world.slack.command(mona.slackId, '/pat renew PAT-1');
  if (modal === undefined) throw new Error('no page to renew');
  await world.slack.submit(mona.slackId, modal);
  await world.settle();
  return { world, token };
}

const told = (world: TestWorld): string => directMessages(world, mona.slackId).join('\n');

describe('a renewal that was approved with less access', () => {
  it('says to create a new token, and not to regenerate the one that has more', async () => {
    const { world } = await renewing();
    await adjust(world, { permissions: ['contents:read'], reason: 'Reading is enough' }, bea.slackId, '· PAT-2');
    await acceptOffer(world);
    const approved = lastDirectMessage(world, mona.slackId);
    expect(approved).not.toContain('Regenerate');
    expect(approved).toContain('Create a new token by 25 March 2027');
    expect(approved).toContain('Don’t regenerate “nightly-release”: it would keep more access than was approved.');
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Waiting for the token to be made on GitHub');
  });
});

describe('a renewal that was approved for fewer days than are left', () => {
  it('is used by whoever follows it to the letter', async () => {
    const { world, token } = await renewing();
    await adjust(world, { lifetime: '7', reason: 'A week is enough' }, bea.slackId, '· PAT-2');
    await acceptOffer(world);
    expect(lastDirectMessage(world, mona.slackId)).toContain('Choose 7 days at most');
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 7 * dayMs));
    await world.pass({ minutes: 6 });
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'You renewed “nightly-release” (PAT-2): it now expires on 25 March 2027',
    );
    await passDays(world, 8);
    expect(told(world)).not.toContain('timed out: no token was made in time');
  });
});

describe('a renewal whose token was revoked after its approval', () => {
  it('speaks of a new token from then on, which replaces nothing', async () => {
    const { world } = await renewing();
    await approve(world, '· PAT-2');
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Waiting for the token to be regenerated');
    await revoke(world, carl.slackId, 'PAT-1', 'Leaked');
    await world.settle();
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-2'))).toContain('Waiting for the token to be made on GitHub');
    expect(told(world)).not.toContain('Regenerate');
    expect(told(world)).toContain('The old token lost its access, so regenerating it wouldn’t bring that back.');
    const token = await makeToken(world);
    await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    expect(lastDirectMessage(world, mona.slackId)).not.toContain('It replaces');
  });
});

describe('a renewal that is used in time, and seen later', () => {
  it('counts, though GitHub listed the new end three minutes after the approval’s own', async () => {
    const { world, token } = await renewing(allowed);
    await passDays(world, 6);
    await world.pass({ hours: 23, minutes: 57 });
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    expect(told(world)).not.toContain(prolonged);
    expect(lastDirectMessage(world, mona.slackId)).toContain('You renewed “nightly-release” (PAT-2)');
  });

  it('counts after an outage, where the new end is one that it could have got in time', async () => {
    const { world, token } = await renewing(allowed);
    const acme = world.github.state.organization(organization);
    if (acme === undefined) throw new Error('no acme');
    acme.suspendedAt = world.github.state.now();
    await passDays(world, 10);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 27 * dayMs));
    acme.suspendedAt = null;
    await world.pass({ minutes: 6 });
    expect(told(world)).not.toContain(prolonged);
    expect(told(world)).toContain('You renewed “nightly-release” (PAT-2)');
  });
});
