import { describe, expect, it } from 'vitest';
import { cast } from '../../src/sandbox/cast.ts';
import { textOf } from '../../src/sandbox/slack/read-aloud.ts';
import { startWorld } from '../support/start-world.ts';
import { askForToken } from '../support/ask-for-token.ts';

describe('a request that an owner approves', () => {
  it('lets the token in and tells everybody', async () => {
    const world = await startWorld();
    await askForToken(world, cast.mona.slackId);
    await world.settle();
    console.log(world.slack.messagesIn('C0REVIEWERS').map(textOf).join('\n---\n'));
    console.log(world.slack.directMessages(cast.mona.slackId).map(textOf).join('\n---\n'));
    console.log(JSON.stringify(world.logLines.filter((l) => l.level !== 'info'), null, 1));
    expect(1).toBe(1);
  });
});
