// A token whose place another one of its holder has taken: nobody is told that it was unrequested, or that it is lost.
import type { PostedMessage } from '@countersign/sandbox-slack/state';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel } from '../support/agreed-token.ts';
import { decisionCard } from '../support/ended-token.ts';
import { openHome } from '../support/home-of.ts';
import {
  buttonsOf,
  deny,
  directMessages,
  isActive,
  isPending,
  makeToken,
  reads,
  revoke,
  toldPrivately,
} from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';
import { approvedRequest } from '../support/whose-token.ts';

const { mona, bea } = cast;
const dayMs = 86_400_000;

describe('a token that lasts too long, and that another one replaced', () => {
  it('is not called unrequested: its holder reads which token its request has now, and to delete this one', async () => {
    const world = await startWorld();
    await approvedRequest(world, 'PAT-1', 'late');
    const late = await makeToken(world, { name: 'late', expiresAt: new Date(world.now() + 60 * dayMs) });
    await world.pass({ minutes: 6 });
    const second = await makeToken(world, { name: 'late-2' });
    await world.pass({ minutes: 6 });
    expect(isActive(world, second)).toBe(true);
    expect(isPending(world, late)).toBe(true);
    const told = directMessages(world, mona.slackId).filter((text) => text.includes('“late” for acme is on hold'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(
      'Your token “late” for acme is on hold: PAT-1’s token is “late-2” now. We’ve asked the owners.',
    );
    expect(told[0]).toContain('Delete this one on GitHub if it isn’t needed any more.');
    expect(told[0]).not.toMatch(/nobody has approved it|Next time, request it first/);
    const card = decisionCard(world, '“late”');
    expect(reads(card)).toContain('“late” for acme is waiting for approval, and PAT-1, its request, has another token');
    expect(inChannel(world).join()).not.toContain('without a request');
  });
});

const allowed = policyText('    renewal: { same_scope: allow }\n');

async function passDays(world: TestWorld, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) await world.pass({ days: 1 });
}

/** Mona presses Renew… on her reminder, and sends the page. */
async function renew(world: TestWorld): Promise<void> {
  const reminder = world.slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('renew_token'));
  if (reminder === undefined) throw new Error('nothing offers to renew it');
  const opened = await world.slack.click(mona.slackId, reminder, 'renew_token');
  await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
  await world.settle();
}

async function list(world: TestWorld): Promise<string> {
  return toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'));
}

function saidOver(world: TestWorld): readonly PostedMessage[] {
  return world.slack.directMessages(mona.slackId).filter((one) => reads(one).includes('It no longer works.'));
}

describe('a token that a renewal replaced by another one', () => {
  it('is said to have expired, and nobody is asked to request it again', async () => {
    const { world } = await active(allowed);
    await passDays(world, 17);
    await renew(world);
    const successor = await makeToken(world);
    const before = world.slack.directMessages(mona.slackId).length;
    await passDays(world, 14);
    expect(isActive(world, successor)).toBe(true);
    const told = world.slack
      .directMessages(mona.slackId)
      .slice(before)
      .filter((one) => reads(one).includes('expired on'));
    expect(told.map(reads)).toHaveLength(1);
    expect(told.map(reads).join()).toContain('The token of PAT-2 replaces it, so there is nothing to do.');
    expect(told.map(reads).join()).not.toMatch(/still need|request a new one/);
    expect(told.flatMap(buttonsOf)).toEqual([]);
    for (const text of [await list(world), await openHome(world, mona.slackId)]) {
      expect(text).toMatch(/PAT-1.* expired on 31 March 2027 at 09:30 UTC\. Its renewal is PAT-2\./);
      expect(text).not.toContain('again…');
    }
  });

  it('can be requested again once the newer one was revoked', async () => {
    const { world } = await active(allowed);
    await passDays(world, 17);
    await renew(world);
    await makeToken(world);
    await revoke(world, bea.slackId, '· PAT-2', 'Seen in a log');
    await world.settle();
    await passDays(world, 14);
    expect(await list(world)).toContain('[Request PAT-1 again…]');
    expect(await openHome(world, mona.slackId)).toContain('[Request PAT-1 again…]');
  });
});

describe('a token that was regenerated under a renewal, and has expired', () => {
  it('is offered again once: under its renewal', async () => {
    const { world, token } = await active(allowed);
    await passDays(world, 17);
    await renew(world);
    world.github.people.regenerateToken(token.tokenId, new Date(world.now() + 30 * dayMs));
    await world.pass({ minutes: 6 });
    await passDays(world, 31);
    const said = await list(world);
    expect(said).toContain('[Request PAT-2 again…]');
    expect(said).not.toContain('[Request PAT-1 again…]');
    expect(said).toMatch(/PAT-1.* expired on .*\. Its renewal is PAT-2\./);
  });
});

describe('a token that expired while its renewal was open', () => {
  it('is not offered again beside that', async () => {
    const { world } = await active();
    await passDays(world, 28);
    await renew(world);
    await passDays(world, 3);
    const told = saidOver(world);
    expect(told).toHaveLength(1);
    const [text = ''] = told.map(reads);
    expect(text).toContain('Its renewal is PAT-2.');
    expect(text).not.toMatch(/again…|request a new one/);
    const said = await list(world);
    expect(said).toMatch(/PAT-1.* expired on .*\. Its renewal is PAT-2\./);
    expect(said).not.toContain('again…');
    // What was offered in its place is offered once nobody agreed to its renewal.
    await deny(world, 'No longer', '· PAT-2');
    expect(await list(world)).toContain('[Request PAT-1 again…]');
  });
});
