import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../src/domain/ids.ts';
import { Browser } from '../support/browser.ts';
import { startWorldWithOwnTokens } from '../support/own-token.ts';
import { askForAddress, signInAs } from '../support/sign-in.ts';

const { bea } = cast;

/** Bea signed in, and looks at the page that asks whether Countersign may act in her name. */
async function beaIsAsked() {
  const policy = policyText().replace(new RegExp(`^ {2}${bea.slackId}: .*\\n`, 'm'), '');
  const { world, store } = await startWorldWithOwnTokens({ policy });
  const browser = new Browser();
  const page = await signInAs(browser, await askForAddress(world, bea.slackId), bea.login);
  expect(world.github.signIn.tokens).toHaveLength(1);
  const row = () => store().reviewerToken(world.github.state.user(bea.login).id as GithubUserId);
  return { world, browser, page, row };
}

describe('an owner who lets Countersign act in their name', () => {
  it('has it so where they press the button twice at once', async () => {
    const { world, browser, page, row } = await beaIsAsked();
    await Promise.all([1, 2].map(() => browser.press(page, 'step', 'confirm', ['in_my_name'])));
    await world.settle();
    expect(await row()).not.toBeNull();
    expect(world.github.signIn.tokens).toHaveLength(1);
  });
});

describe('a token that an owner never said yes to ends at GitHub', () => {
  it('where they begin again', async () => {
    const { world } = await beaIsAsked();
    await askForAddress(world, bea.slackId);
    await world.settle();
    expect(world.github.signIn.tokens).toEqual([]);
  });

  it('where they go back and sign in once more', async () => {
    const { world, browser } = await beaIsAsked();
    const [address = ''] = browser.visited;
    await signInAs(browser, address, bea.login);
    await world.settle();
    expect(world.github.signIn.tokens).toHaveLength(1);
  });

  it('where they close the page', async () => {
    const { world } = await beaIsAsked();
    await world.pass({ hours: 2 });
    await world.settle();
    expect(world.github.signIn.tokens).toEqual([]);
    expect(await world.database.rows('SELECT slack_id FROM sign_ins')).toEqual([]);
  });

  it('where they take their link back first', async () => {
    const { world } = await beaIsAsked();
    await world.slack.command(bea.slackId, '/pat unlink');
    await world.settle();
    expect(world.github.signIn.tokens).toEqual([]);
  });
});
