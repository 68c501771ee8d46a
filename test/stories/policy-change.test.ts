import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, cardOf, reads, toldPrivately } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, nell, bea } = cast;

describe('a policy that gives a GitHub account to another Slack user', () => {
  it('moves the link, and leaves requests with the account that they were made for', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.restart(policyText().replace(mona.slackId, nell.slackId));
    await askForToken(world, nell.slackId, { token_name: 'another' });
    expect(reads(cardOf(world, 'PAT-2'))).toContain(`<@${nell.slackId}> (“mona” on GitHub)`);
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat list'))).toContain('is not linked');
    // The same account, under whichever Slack user: still nobody decides their own request.
    const card = cardOf(world, 'PAT-1');
    const outcome = await world.slack.click(nell.slackId, card, 'approve_request', { force: true, value: '1.1' });
    expect(await toldPrivately(world, outcome)).toContain('This is your own request');
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
  });
});

describe('an organization that was renamed', () => {
  it('goes on under its new name with all that it had', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const found = world.github.state.organization('acme');
    if (found === undefined) throw new Error('no organization');
    found.account.login = 'acme-labs';
    await world.restart(world.policy.replace('login: acme', 'login: acme-labs'));
    await approve(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${bea.slackId}>`);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('asks for a token for “acme-labs”');
  });
});
