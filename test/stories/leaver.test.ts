import { cast, organization } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, directMessages, lastDirectMessage, makeToken, reads } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona } = cast;

describe('a member who leaves the organization', () => {
  it('leaves no open request behind, and their tokens are watched to their end', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    await askForToken(world, mona.slackId, { token_name: 'second' });
    await approve(world, '· PAT-2');
    await askForToken(world, mona.slackId, { token_name: 'third' });
    world.github.people.removeMember('mona', organization, 'bea-owner');
    await world.settle();
    for (const name of ['· PAT-2', '· PAT-3']) {
      expect(reads(cardOf(world, name))).toContain('Its requester left the organization');
      expect(buttonsOf(cardOf(world, name))).toEqual(['request_details']);
    }
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Its token lost access to the organization');
    const lost = directMessages(world, mona.slackId).filter((text) => text.includes('lost access to acme'));
    expect(lost).toHaveLength(1);
    // Nobody who has left can request another.
    expect(lost[0]).toContain('you are no longer a member.');
    expect(lost[0]).not.toContain('/pat request');
    expect(lastDirectMessage(world, mona.slackId)).not.toBe('');
  });

  it('is noticed within minutes though the webhook was lost', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    world.github.webhooks.mode = 'lose';
    world.github.people.removeMember('mona', organization, 'bea-owner');
    await world.pass({ minutes: 6 });
    expect(reads(cardOf(world, '· PAT-1'))).toContain('Ended on 1 March 2027');
    expect(lastDirectMessage(world, mona.slackId)).toContain('ended, because you are no longer a member');
  });

  it('is not taken to have left because GitHub did not answer', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    world.github.server.faults.add({ fits: /memberships/, when: 'before', times: 50, answer: { status: 500 } });
    await world.pass({ minutes: 6 });
    await world.pass({ minutes: 6 });
    expect(buttonsOf(cardOf(world, '· PAT-1'))).toContain('approve_request');
  });
});
