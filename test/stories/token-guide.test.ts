import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { approve, buttonsOf, makeToken, reads, toldPrivately } from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, dan } = cast;

describe('the guide', () => {
  it('shows the commands made for a token, from the message that it works, from the list and by its number', async () => {
    const world = await startWorld();
    const { slack } = world;
    await askForToken(world, mona.slackId);
    await approve(world);
    const early = await slack.command(mona.slackId, '/pat guide PAT-1');
    expect(reads((await slack.until(() => early.modal)) as never)).toContain('This token doesn’t work yet.');
    await makeToken(world);

    const news = slack.directMessages(mona.slackId).findLast((message) => buttonsOf(message).includes('token_guide'));
    if (news === undefined) throw new Error('no message offers the guide');
    const fromNews = await slack.click(mona.slackId, news, 'token_guide');
    const text = reads((await slack.until(() => fromNews.modal)) as never);
    expect(text).toContain('How to use “nightly-release” for acme');
    expect(text).toContain('mona@');
    expect(text).toMatch(/git clone http\S+\/acme\/(?:payments|website)\.git/);
    expect(text).toContain('gh secret set NIGHTLY_RELEASE --repo ');
    expect(text).not.toContain('doesn’t work yet');

    const listed = await slack.command(mona.slackId, '/pat list');
    await toldPrivately(world, listed);
    const [list] = listed.ephemeral;
    if (list === undefined) throw new Error('there is no list');
    const fromList = await slack.click(mona.slackId, list, 'token_guide');
    expect(reads((await slack.until(() => fromList.modal)) as never)).toBe(text);

    const named = await slack.command(mona.slackId, '/pat guide pat 1');
    expect(reads((await slack.until(() => named.modal)) as never)).toBe(text);
  });

  it('shows nobody the guide to somebody else’s token', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    const asked = await world.slack.command(dan.slackId, '/pat guide PAT-1');
    expect(await toldPrivately(world, asked)).toMatch(/no request PAT-1\b/);
    expect(asked.modal).toBeUndefined();
  });

  it('says that a withdrawn request has no token to use', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await world.slack.command(mona.slackId, '/pat withdraw PAT-1');
    await world.settle();
    expect(await toldPrivately(world, await world.slack.command(mona.slackId, '/pat guide PAT-1'))).toBe(
      'PAT-1 has no token to use. /pat list shows your requests and tokens.',
    );
  });

  it('tells fine-grained tokens from classic ones where no number is given', async () => {
    const world = await startWorld();
    const told = await toldPrivately(world, await world.slack.command(mona.slackId, '/pat guide'));
    expect(told).toContain('Fine-grained or classic?');
    expect(told).toContain('Only classic tokens can use GitHub Packages');
  });
});
