import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { active } from '../support/agreed-token.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, cardOf, cardsAbout, directMessages, reads, toldPrivately } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, nell, bea } = cast;

describe('a policy that gives a GitHub account to another Slack user', () => {
  it('moves the link, and leaves requests with the account that they were made for', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.restart(policyText().replace(mona.slackId, nell.slackId));
    await askForToken(world, nell.slackId, { token_name: 'another' });
    const opened = await world.slack.click(bea.slackId, cardOf(world, 'PAT-2'), 'request_details');
    const details = await world.slack.until(() =>
      opened.modal !== undefined && buttonsOf(opened.modal).includes('approve_request') ? opened.modal : undefined,
    );
    expect(reads(details as never)).toContain(`<@${nell.slackId}> is mona on GitHub`);
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
    expect(reads(cardOf(world, 'PAT-1'))).toContain('for acme-labs · PAT-1');
  });
});

describe('an organization that was renamed, and whose old name somebody else took', () => {
  it('is not looked at under its old name: no token is called gone, and the channel and the log say it loudly', async () => {
    const { world, token } = await active();
    const { people, state } = world.github;
    const found = state.organization('acme');
    if (found === undefined) throw new Error('no organization');
    found.account.login = 'acme-labs';
    people.addOrganization({ login: 'acme', members: { 'bea-owner': 'admin' }, repositories: [] });
    await world.restart();
    for (let pass = 0; pass < 3; pass += 1) await world.pass({ minutes: 6 });
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('lost access');
    expect(cardsAbout(world, 'Another organization has this name on GitHub now.')).toHaveLength(1);
    expect(world.logLines.some(({ level, what }) => level === 'error' && what.includes('another organization'))).toBe(
      true,
    );
    await world.restart(world.policy.replace('login: acme', 'login: acme-labs'));
    await world.pass({ minutes: 6 });
    expect(cardsAbout(world, 'can reach GitHub for acme-labs again')).toHaveLength(1);
    expect(state.tokens).toContain(token);
    expect(directMessages(world, mona.slackId).join('\n')).not.toContain('lost access');
  });
});
