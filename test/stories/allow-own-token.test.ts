import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import type { GithubUserId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { askForToken } from '../support/ask-for-token.ts';
import { Browser } from '../support/browser.ts';
import { leaksOfSecrets } from '../support/canaries.ts';
import { startWorldWithOwnTokens } from '../support/own-token.ts';
import { approve, makeToken } from '../support/people.ts';
import { askForAddress, signInAs } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea } = cast;
const label = 'Let Countersign act on GitHub in my name';

const rowOf = (world: TestWorld, store: Store, login = 'bea-owner') =>
  store.reviewerToken(world.github.state.user(login).id as GithubUserId);

/** Somebody signs in; answers the page that asks them to confirm, and the browser that it is in. */
async function signsIn(world: TestWorld, { slackId, login }: { readonly slackId: string; readonly login: string }) {
  const browser = new Browser();
  return { browser, page: await signInAs(browser, await askForAddress(world, slackId), login) };
}

async function allows(world: TestWorld, ticked: readonly string[] = ['in_my_name']): Promise<void> {
  const { browser, page } = await signsIn(world, bea);
  const done = await browser.press(page, 'step', 'confirm', ticked);
  expect(done.text).toContain('You are bea-owner on GitHub for Countersign now.');
  await world.settle();
}

describe('an owner who signs in', () => {
  it('may let Countersign act in their name, and is named by GitHub from then on', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    const { page } = await signsIn(world, bea);
    expect(page.text).toContain(
      `${label} GitHub then checks and names you for what you approve, deny or revoke in Slack. Your GitHub token is kept encrypted. Send /pat link again, without this tick, to end it.`,
    );
    expect(page.html).not.toMatch(/<input[^>]*checked/);
    await allows(world);
    expect(await rowOf(world, store())).not.toBeNull();
    expect(
      (await store().entriesAbout([`slack:${bea.slackId}`], 5)).map(({ act, actor }) => `${actor} ${act}`),
    ).toContain(`slack:${bea.slackId} reviewer_token.give`);
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', bea.slackId);
    await makeToken(world);
    expect(world.github.state.reviews).toMatchObject([{ by: 'bea-owner' }]);
  });

  it.each([
    ['does not tick the box', 'confirm'],
    ['cancels', 'cancel'],
  ] as const)('and %s leaves no token behind, here or at GitHub', async (_, step) => {
    const { world, store } = await startWorldWithOwnTokens();
    const { browser, page } = await signsIn(world, bea);
    await browser.press(page, 'step', step);
    await world.settle();
    expect(await rowOf(world, store())).toBeNull();
    expect(world.github.signIn.tokens).toEqual([]);
  });

  it('and never comes back to the page leaves none after ten minutes, here or at GitHub', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await signsIn(world, bea);
    const kept = () => world.database.rows('SELECT own_token FROM sign_ins WHERE own_token IS NOT NULL');
    await world.pass({ minutes: 9 });
    expect(await kept()).toHaveLength(1);
    await world.pass({ minutes: 2 });
    expect(await world.database.rows('SELECT * FROM sign_ins')).toEqual([]);
    expect(world.github.signIn.tokens).toEqual([]);
    expect(await rowOf(world, store())).toBeNull();
  });

  it('and never comes back, while we were stopped, leaves none once we start again', async () => {
    const { world } = await startWorldWithOwnTokens();
    await signsIn(world, bea);
    world.moveClock(700);
    await world.restart();
    expect(await world.database.rows('SELECT * FROM sign_ins')).toEqual([]);
    expect(world.github.signIn.tokens).toEqual([]);
  });

  it('again, and does not tick the box, takes back what they allowed', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allows(world);
    await allows(world, []);
    expect(await rowOf(world, store())).toBeNull();
    expect(world.github.signIn.tokens).toEqual([]);
    const [entry] = (await store().entriesAbout([`slack:${bea.slackId}`], 5)).filter(
      ({ act }) => act === 'reviewer_token.drop',
    );
    expect(entry?.data).toMatchObject({ why: 'taken_back' });
  });

  it('again, and ticks it again, has one token, and the first ends at GitHub', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allows(world);
    const first = await rowOf(world, store());
    await allows(world);
    expect((await rowOf(world, store()))?.access).not.toBe(first?.access);
    expect(world.github.signIn.tokens).toHaveLength(1);
  });

  it('has their token nowhere in the clear, not while they look at the page either', async () => {
    const { world } = await startWorldWithOwnTokens();
    const { browser, page } = await signsIn(world, bea);
    const leaks = async (): Promise<readonly string[]> =>
      (await leaksOfSecrets(world, world.github.state.userTokens.texts)).filter(
        (where) => !/^GitHub (?:POST \/login|DELETE \/applications)/.test(where),
      );
    expect(world.github.state.userTokens.texts).toHaveLength(2);
    expect(await leaks()).toEqual([]);
    const done = await browser.press(page, 'step', 'confirm', ['in_my_name']);
    expect(await leaks()).toEqual([]);
    const [access = ''] = world.github.state.userTokens.texts;
    expect([page.html, done.html, ...browser.visited].filter((text) => text.includes(access))).toEqual([]);
  });
});

describe('what an owner allowed', () => {
  it('ends at once where they revoke Countersign on GitHub', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    await allows(world);
    world.github.signIn.revokeBy('bea-owner', world.github.webhooks);
    await world.settle();
    expect(await rowOf(world, store())).toBeNull();
  });

  it('ends with a link that they made by signing in', async () => {
    const { world, store } = await startWorldWithOwnTokens({ policy: policyWithoutBea() });
    await allows(world);
    expect(await rowOf(world, store())).not.toBeNull();
    await world.slack.command(bea.slackId, '/pat unlink');
    await world.settle();
    expect(await rowOf(world, store())).toBeNull();
    expect(world.github.signIn.tokens).toEqual([]);
  });
});

describe('nobody is asked', () => {
  it('who owns nothing, and a tick that is forged keeps nothing', async () => {
    const { world, store } = await startWorldWithOwnTokens();
    const { browser, page } = await signsIn(world, mona);
    expect(page.text).not.toContain(label);
    expect(world.github.signIn.tokens).toEqual([]);
    const forged = {
      ...page,
      html: page.html.replace('</form>', '<input type="checkbox" name="in_my_name" value="yes"></form>'),
    };
    await browser.press(forged, 'step', 'confirm', ['in_my_name']);
    expect(await rowOf(world, store(), 'mona')).toBeNull();
  });

  it('where no ENCRYPTION_KEY is set', async () => {
    const world = await startWorld({ hasSignIn: true, policy: policyWithoutBea() });
    const { page } = await signsIn(world, bea);
    expect(page.text).not.toContain(label);
    expect(world.github.signIn.tokens).toEqual([]);
  });
});

function policyWithoutBea(): string {
  return policyText().replace(new RegExp(`^ {2}${bea.slackId}: .*\\n`, 'm'), '');
}
