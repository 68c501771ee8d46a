import { describe, expect, it } from 'vitest';
import { cast, organization } from '@countersign/sandbox-stage/cast';
import { askForToken } from '../support/ask-for-token.ts';
import { cardsAbout } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

describe('a machine that slept two hours', () => {
  it('gets a fresh token for GitHub before it concludes anything: nobody is told of a missing permission', async () => {
    const world = await startWorld();
    await askForToken(world, cast.mona.slackId);
    world.github.state.installationTokens.clear();
    await world.pass({ hours: 2 });
    expect(cardsAbout(world, organization)).toHaveLength(1);
    expect(world.logLines.filter(({ what }) => what.includes('pass could not be completed'))).toEqual([]);
  });
});
