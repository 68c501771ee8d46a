import { cast, organization, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { buttonsOf, cardsAbout, isActive, reads } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';

const { mona } = cast;
const revokes = '    leavers: { tokens: revoke }\n';

async function deactivateMona(world: TestWorld): Promise<void> {
  world.slack.deactivate(mona.slackId);
  await world.slack.event({ type: 'user_change', user: world.slack.describePerson(mona.slackId) });
  await world.settle();
}

describe('what somebody who leaves leaves behind', () => {
  it('is told in one message where GitHub ended their tokens, and each is named', async () => {
    const { world } = await active();
    world.github.people.removeMember('mona', organization, 'bea-owner');
    await world.settle();
    const told = cardsAbout(world, 'is no longer a member of acme').map(reads);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('1 token lost access');
    expect(told[0]).toContain('“nightly-release”: lost access on 1 March 2027');
    expect(cardsAbout(world, 'deleted it or left')).toEqual([]);
  });

  it('is told though the webhook was lost', async () => {
    const { world } = await active();
    world.github.webhooks.mode = 'lose';
    world.github.people.removeMember('mona', organization, 'bea-owner');
    await world.pass({ minutes: 6 });
    await world.settle();
    expect(cardsAbout(world, 'is no longer a member of acme: 1 token lost access')).toHaveLength(1);
  });
});

describe('somebody who is deactivated in Slack', () => {
  it('is named with what can still reach the organization, and a button that ends it', async () => {
    const { world, token } = await active();
    await deactivateMona(world);
    const [told, ...more] = cardsAbout(world, 'was deactivated in Slack: 1 token can still reach acme');
    expect(more).toEqual([]);
    expect(told && reads(told)).toContain('Something may still use them. Revoke those that nobody needs.');
    expect(told && buttonsOf(told)).toEqual(['revoke_all']);
    expect(isActive(world, token)).toBe(true);
  });

  it('is told of as well where Slack knows nobody by that id any more', async () => {
    const { world } = await active();
    world.slack.server.faults.add({
      ...{ fits: 'users.info', when: 'before', times: 9 },
      answer: { status: 200, body: { ok: false, error: 'user_not_found' } },
    });
    await deactivateMona(world);
    expect(cardsAbout(world, 'was deactivated in Slack: 1 token can still reach acme')).toHaveLength(1);
  });

  it('loses their tokens where the policy says so, in the same one message', async () => {
    const { world, token } = await active(policyText(revokes));
    await deactivateMona(world);
    expect(isActive(world, token)).toBe(false);
    const told = cardsAbout(world, 'was deactivated in Slack').map(reads);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('was deactivated in Slack: 1 token was revoked');
  });

  it('keeps them where they are back before GitHub took the revocation', async () => {
    const { world, token } = await active(policyText(revokes));
    const review = /POST .*personal-access-tokens\/\d+$/;
    world.github.server.faults.add({ fits: review, when: 'before', times: 2, answer: { status: 500 } });
    await deactivateMona(world);
    const mine = world.slack.state.people.get(mona.slackId);
    if (mine === undefined) throw new Error('no Mona');
    world.slack.state.people.set(mona.slackId, { ...mine, isDeactivated: false });
    await world.slack.event({ type: 'user_change', user: world.slack.describePerson(mona.slackId) });
    for (let pass = 0; pass < 2; pass += 1) await world.pass({ minutes: 6 });
    expect(isActive(world, token)).toBe(true);
    const [told] = cardsAbout(world, 'was deactivated in Slack').map(reads);
    expect(told).toContain('Not revoked: Its holder is back.');
  });

  it('loses nothing where the policy only observes, which is said', async () => {
    const { world, token } = await active(policyText(revokes));
    await world.restart(policyText(`${revokes}    mode: observe\n`));
    await deactivateMona(world);
    expect(isActive(world, token)).toBe(true);
    const [told] = cardsAbout(world, 'was deactivated in Slack');
    expect(told && reads(told)).toContain('Observe only: the policy would have revoked them.');
    expect(told && buttonsOf(told)).toEqual([]);
  });
});
