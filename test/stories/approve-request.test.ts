import { readPrefill } from '@countersign/sandbox-github/new-token-page';
import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import {
  approve,
  buttonsOf,
  cardOf,
  cardsAbout,
  directMessages,
  isActive,
  lastDirectMessage,
  makeToken,
  reads,
} from '../support/people.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, bea } = cast;

describe('a request that an owner approves and whose token is what was agreed', () => {
  it('is a card that says who asks, for what, until when, why, and what could be done with it', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const card = cardOf(world, 'PAT-1');
    const text = reads(card);
    for (const words of [
      `<@${mona.slackId}> requests “nightly-release” for acme · PAT-1`,
      'Contents: write',
      'Pull requests: read',
      'payments',
      'website',
      'Lifetime: 30 days',
      'Justification: The release job pushes tags; the token is kept in the vault.',
      'This token can push and merge code in 2 repositories.',
    ]) {
      expect(text).toContain(words);
    }
    // Until when it can be decided is in the requester's copy, and in Details.
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Waiting for an owner of acme to decide, until 8 March 2027 at 09:30 UTC.',
    );
    expect(buttonsOf(card)).toEqual([
      'approve_request',
      'deny_request',
      'adjust_request',
      'ask_requester',
      'request_details',
    ]);
    // Screen readers read only the top-level text.
    for (const words of ['nightly-release', 'Contents: write', 'payments', '30 days', 'PAT-1'])
      expect(card.text).toContain(words);
  });

  it('tells the requester how to make the token, with a link that is filled in as far as GitHub can', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const message = world.slack.directMessages(mona.slackId).at(-1);
    const text = lastDirectMessage(world, mona.slackId);
    expect(text).toContain(`<@${bea.slackId}> approved “nightly-release” for acme · PAT-1`);
    expect(text).toContain('Create it by 8 March 2027 at 09:30 UTC. If the page opens blank, copy the values below.');
    expect(text).toContain('Fill in yourself:');
    expect(text).toContain('Justification: The release job pushes tags; the token is kept in the vault.');
    expect(text).toContain('A new token stays pending for about a minute. Never paste it in Slack.');
    const words = message?.text.replace(/<!date[^|]*\|([^>]*)>/g, '$1').split(/\s+/) ?? [];
    expect([...words, ...'Create on GitHub Withdraw'.split(' ')].length).toBeLessThanOrEqual(90);
    const button = message?.blocks
      .flatMap((block) => (block.type === 'actions' ? block.elements : []))
      .find((element) => 'action_id' in element && element.action_id === 'create_on_github');
    expect(readPrefill((button as { url: string }).url)).toEqual({
      name: 'nightly-release',
      description: 'Tags and publishes the release every night',
      targetName: 'acme',
      expiresInDays: 30,
      permissions: { contents: 'write', pull_requests: 'read' },
    });
  });

  it('lets the token in by one call to GitHub, and says so everywhere', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const [outcome, next] = reads(cardOf(world, 'PAT-1')).split('\n');
    expect(outcome).toContain(
      `Approved by <@${bea.slackId}>: “nightly-release” of <@${mona.slackId}> for acme · PAT-1`,
    );
    expect(next).toContain('Waiting for the token to be made on GitHub');
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(true);
    expect(world.github.state.reviews.map(({ act, tokenId, reason }) => ({ act, tokenId, reason }))).toEqual([
      { act: 'approve', tokenId: token.tokenId, reason: 'Approved by @bea-owner via Countersign, PAT-1' },
    ]);
    const card = cardOf(world, 'PAT-1');
    expect(reads(card)).toContain(`Approved by <@${bea.slackId}>: “nightly-release”`);
    expect(reads(card)).toContain('Its token has been active since 1 March 2027 at 09:30 UTC.');
    expect(buttonsOf(card)).toEqual(['revoke_token', 'request_details']);
    expect(cardsAbout(world, 'nightly-release')).toHaveLength(1);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      'Your token “nightly-release” (PAT-1) can reach acme now.',
    );
    // Her own copy offers to end the token's access, and the news how to use it: nothing else that she got offers anything.
    expect(world.slack.directMessages(mona.slackId).flatMap(buttonsOf)).toEqual(['revoke_token', 'token_guide']);
  });

  it('lets a narrower token in as well', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    const token = await makeToken(world, {
      permissions: { repository: { contents: 'read' } },
      repositories: ['payments'],
    });
    expect(isActive(world, token)).toBe(true);
  });

  it('finds the token within a minute where every webhook is lost', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    await approve(world);
    world.github.webhooks.mode = 'lose';
    const token = await makeToken(world);
    await world.pass({ seconds: 60 });
    expect(isActive(world, token)).toBe(true);
    expect(directMessages(world, mona.slackId).filter((text) => text.includes('can reach acme now'))).toHaveLength(1);
  });

  it('lets a token in that was made before the request was approved, with one card and not two', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId);
    const token = await makeToken(world);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(
      '“nightly-release” is already waiting on GitHub. Approving here activates it.',
    );
    expect(cardsAbout(world, 'nightly-release')).toHaveLength(1);
    await approve(world);
    expect(isActive(world, token)).toBe(true);
  });

  it('keeps the link to a date right from day to day', async () => {
    const world = await startWorld();
    await askForToken(world, mona.slackId, { lifetime: 'date', expires_on: '2027-03-20' });
    await approve(world);
    const days = (): unknown => {
      const link =
        /https:\/\/github\.com\/settings[^ >\]]+/.exec(directMessages(world, mona.slackId).join('\n'))?.[0] ?? '';
      return readPrefill(link).expiresInDays;
    };
    expect(days()).toBe(19);
    await world.pass({ days: 3 });
    await world.wake('redrawDates');
    expect(days()).toBe(16);
  });
});
