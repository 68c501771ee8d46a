import { cast, channel, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { prolonged } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  passWithoutOutage,
  reads,
  usualToken,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const dayMs = 86_400_000;
const inChannel = (world: TestWorld, words: string): readonly string[] =>
  world.slack
    .messagesIn(channel)
    .map(reads)
    .filter((text) => text.includes(words));

function setInstalled(world: TestWorld, isInstalled: boolean): void {
  const found = world.github.state.organization(organization);
  if (found === undefined) throw new Error('no organization');
  found.isInstalled = isInstalled;
}

describe('an App that is suspended for three days', () => {
  it('pauses the organization, says so once, calls nothing gone, and catches up with everything afterwards', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const kept = await makeToken(world);
    await askForToken(world, mona.slackId, { token_name: 'second' });
    await approve(world, '· PAT-2');
    await askForToken(world, mona.slackId, { token_name: 'third' });
    world.github.people.setSuspended(organization, true);
    world.github.webhooks.mode = 'lose';
    const second = world.github.people.createToken('mona', organization, usualToken(world, { name: 'second' }));
    for (let day = 0; day < 3; day += 1) await world.pass({ days: 1 });
    expect(inChannel(world, 'We can’t reach GitHub for acme')).toHaveLength(1);
    expect(inChannel(world, 'Somebody suspended the GitHub App there.')).toHaveLength(1);
    expect(directMessages(world, mona.slackId).filter((text) => text.includes('lost access'))).toEqual([]);
    world.github.people.regenerateToken(kept.tokenId, new Date(world.now() + 80 * dayMs));
    world.github.people.setSuspended(organization, false);
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    expect(inChannel(world, 'We can reach GitHub for acme again.')).toHaveLength(1);
    expect(isActive(world, second)).toBe(true);
    // Its holder is asked first, and says nothing for a day.
    await passWithoutOutage(world, 24.5);
    expect(inChannel(world, 'wider than PAT-1 allows')).toHaveLength(1);
    expect(buttonsOf(cardOf(world, '· PAT-3'))).toContain('approve_request');
  });

  it('lets nothing undecided lapse in the day after, and shows until when it can be decided now', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    world.github.people.setSuspended(organization, true);
    await world.pass({ days: 8 });
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
    world.github.people.setSuspended(organization, false);
    await world.pass({ minutes: 5 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('until 10 March 2027 at 09:35 UTC');
    await passWithoutOutage(world, 23);
    await approve(world, '· PAT-1');
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Approved by');
  });

  it('lapses what stays undecided for that whole day', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.pass({ days: 8 });
    await passWithoutOutage(world, 25);
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Nobody decided in time.');
  });
});

describe('a GitHub that is away again and again', () => {
  it('prolongs the time to decide once, and what nobody decides lapses', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    for (let night = 0; night < 6; night += 1) await world.pass({ hours: 25 });
    await world.pass({ hours: 17 });
    expect(lastDirectMessage(world, mona.slackId)).toContain('until 8 March 2027 at 09:30 UTC');
    await world.pass({ hours: 3 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('until 9 March 2027 at 11:30 UTC');
    await world.pass({ hours: 23 });
    await world.pass({ hours: 2 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Nobody decided in time.');
  });
});

describe('a GitHub that is away two hours each night', () => {
  /** Twenty-one hours in which it answers, and two in which it does not: never a whole day. */
  async function aDay(world: TestWorld): Promise<void> {
    for (let step = 0; step < 28; step += 1) await world.pass({ minutes: 45 });
    world.github.server.faults.add({ fits: /./, when: 'before', times: 100_000, answer: { status: 503 } });
    for (let step = 0; step < 3; step += 1) await world.pass({ minutes: 40 });
    world.github.server.faults.clear();
    await world.pass({ minutes: 1 });
  }

  it('puts the deadline of a token that goes past its agreement off once, says until when, and then it is revoked', async () => {
    const { world, token } = await prolonged(policyText('    drift: { grace_days: 2, then: revoke }\n'));
    const card = () => reads(cardOf(world, 'token “nightly-release”'));
    expect(card()).toContain('we’ll revoke it on 3 March 2027 at 10:06 UTC');
    await aDay(world);
    await world.pass({ minutes: 59 });
    await world.pass({ minutes: 1 });
    expect(card()).toContain('we’ll revoke it on 4 March 2027 at 09:07 UTC');
    expect(isActive(world, token)).toBe(true);
    await aDay(world);
    expect(isActive(world, token)).toBe(false);
    expect(card()).toContain('Revoked by the policy');
  }, 60_000);
});

describe('an App that is uninstalled', () => {
  it('is said once, and so is its return', async () => {
    const world = await startWorld();
    setInstalled(world, false);
    for (let pass = 0; pass < 4; pass += 1) await world.pass({ minutes: 6 });
    expect(inChannel(world, 'The GitHub App isn’t installed there')).toHaveLength(1);
    setInstalled(world, true);
    for (let pass = 0; pass < 4; pass += 1) await world.pass({ minutes: 6 });
    expect(inChannel(world, 'We can reach GitHub for acme again.')).toHaveLength(1);
  });
});

describe('an organization with an IP allow list', () => {
  it('is said to be that, and not a missing permission', async () => {
    const world = await startWorld();
    const message = 'the `acme` organization has an IP allow list enabled, and your IP address is not permitted.';
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 10_000,
      answer: { status: 403, body: { message } },
    });
    await world.pass({ minutes: 6 });
    expect(inChannel(world, 'the organization has an IP allow list without our address')).toHaveLength(1);
    expect(inChannel(world, 'the App lacks a permission, or its key is wrong')).toEqual([]);
    expect(world.logLines.filter(({ fields }) => fields.code === 'address_refused')[0]?.fields.said).toBe(message);
  });
});

describe('a GitHub that does not answer', () => {
  it('is news only after an hour', async () => {
    const world = await startWorld();
    world.github.server.faults.add({
      fits: /personal-access-token/,
      when: 'before',
      times: 10_000,
      answer: { status: 503 },
    });
    for (let pass = 0; pass < 9; pass += 1) await world.pass({ minutes: 6 });
    expect(inChannel(world, 'We can’t reach GitHub')).toEqual([]);
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    expect(inChannel(world, 'GitHub has failed to answer for an hour.')).toHaveLength(1);
  });
});
