// A token whose place another one of its holder has taken: nobody is told that it was unrequested, or that it is lost.
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active, inChannel } from '../support/agreed-token.ts';
import { decisionCard } from '../support/ended-token.ts';
import { buttonsOf, directMessages, isActive, isPending, makeToken, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';
import { approvedRequest } from '../support/whose-token.ts';

const { mona } = cast;
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

describe('a token that a renewal replaced by another one', () => {
  it('is said to have expired, and nobody is asked to request it again', async () => {
    const { world } = await active(policyText('    renewal: { same_scope: allow }\n'));
    const passDays = async (days: number) => {
      for (let day = 0; day < days; day += 1) await world.pass({ days: 1 });
    };
    await passDays(17);
    const reminder = world.slack.directMessages(mona.slackId).findLast((one) => buttonsOf(one).includes('renew_token'));
    if (reminder === undefined) throw new Error('nothing offers to renew it');
    const opened = await world.slack.click(mona.slackId, reminder, 'renew_token');
    await world.slack.submit(mona.slackId, await world.slack.until(() => opened.modal));
    await world.settle();
    const successor = await makeToken(world);
    const before = world.slack.directMessages(mona.slackId).length;
    await passDays(14);
    expect(isActive(world, successor)).toBe(true);
    const told = world.slack
      .directMessages(mona.slackId)
      .slice(before)
      .filter((one) => reads(one).includes('expired on'));
    expect(told.map(reads)).toHaveLength(1);
    expect(told.map(reads).join()).toContain('The token of PAT-2 replaces it, so there is nothing to do.');
    expect(told.map(reads).join()).not.toMatch(/still need|request a new one/);
    expect(told.flatMap(buttonsOf)).toEqual([]);
  });
});
