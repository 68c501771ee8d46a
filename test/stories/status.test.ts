import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { toldPrivately } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, gus } = cast;

async function told(world: TestWorld, slackId: string): Promise<string> {
  return toldPrivately(world, await world.slack.command(slackId, '/pat status'));
}

describe('/pat status', () => {
  it('tells an owner what waits, and everybody that all is well', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.pass({ hours: 3 });
    const owner = await told(world, bea.slackId);
    expect(owner).toContain('How Countersign is');
    expect(owner).toMatch(/We last read all of its tokens on GitHub \d+ (?:seconds?|minutes) ago\./);
    expect(owner).toContain('1 request waits, the oldest for 3 hours. No token waits on GitHub.');
    expect(owner).toContain('Messages go out in time.');
    const member = await told(world, mona.slackId);
    expect(member).toContain('Messages go out in time.');
    expect(member).not.toContain('waits');
  });

  it('says why GitHub can’t be asked, and that nothing is changed while we only observe', async () => {
    const world = await startWorld();
    world.github.people.setSuspended('acme', true);
    await world.pass({ minutes: 6 });
    expect(await told(world, mona.slackId)).toContain('Until then we approve nothing and see no changes.');
    world.github.people.setSuspended('acme', false);
    await world.restart(world.policy.replace('login: acme', 'login: acme\n    mode: observe'));
    await world.pass({ minutes: 6 });
    expect(await told(world, mona.slackId)).toContain('We only observe: nothing is changed on GitHub.');
  });

  it('tells a guest nothing', async () => {
    const world = await startWorld();
    const guest = await told(world, gus.slackId);
    expect(guest).not.toContain('How Countersign is');
    expect(guest).toContain('Guests can’t use Countersign. Please ask a full member of this workspace.');
  });
});
