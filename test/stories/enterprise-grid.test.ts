import { nameGlobally } from '@countersign/sandbox-slack/grid';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { bea, carl, named, onGrid } from '../support/on-grid.ts';
import { approve, cardOf, reads, toldPrivately } from '../support/people.ts';
import { linkBySignIn } from '../support/sign-in.ts';
import { startWorld } from '../support/start-world.ts';

describe('one person with two ids on Enterprise Grid', () => {
  it('does not approve their own request by coming with the other id and another account', async () => {
    const world = await startWorld({ hasSignIn: true, policy: named([carl], 'not'), prepare: onGrid() });
    await askForToken(world, bea.slackId);
    nameGlobally(world.slack.state, bea.slackId);
    await linkBySignIn(world, bea.slackId, carl.login).catch(() => undefined);
    const outcome = await approve(world, 'PAT-1', bea.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    expect(await toldPrivately(world, outcome)).toContain('This is your own request');
  });
});
