import { cast } from '@countersign/sandbox-stage/cast';
import { expect, it } from 'vitest';
import { directMessages, toldPrivately } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

it('the command answers to the name that it has in this workspace, and every text follows', async () => {
  const world = await startWorld({ command: '/tokens' });
  const say = async (typed: string): Promise<string> =>
    toldPrivately(world, await world.slack.command(cast.mona.slackId, typed));
  expect(await say('/tokens help')).toContain('/tokens request: request a fine-grained');
  expect(await say('/tokens revok')).toContain('There is no /tokens “revok”. Did you mean /tokens revoke?');
  expect(await say('/tokens list')).toContain('Request one with /tokens request.');
  expect(await say('/tokens withdraw')).toContain('for example: /tokens withdraw PAT-12.');
  // Of another command of the same app only help is known.
  expect(await say('/pat list')).toContain('/tokens list: see your requests and tokens');
  world.github.people.createToken('mona', 'acme', {
    name: 'unasked',
    permissions: { repository: { contents: 'read' } },
    repositorySelection: 'all',
    expiresAt: null,
    reason: '',
  });
  await world.settle();
  const messages = directMessages(world, cast.mona.slackId).join('\n');
  expect(messages).toContain('/tokens request');
  expect(messages).not.toContain('/pat');
});
