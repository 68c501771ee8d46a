import { homeOpened } from '@countersign/sandbox-slack/home-opened';
import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken, fillForm, openForm } from '../../support/ask-for-token.ts';
import { Browser } from '../../support/browser.ts';
import { homeText, openHome } from '../../support/home-of.ts';
import { approve, cardOf, cardsAbout, deny, isActive, makeToken, reads, revoke } from '../../support/people.ts';
import { askForAddress, linkBySignIn, say, signInAs } from '../../support/sign-in.ts';
import { first, otherPolicy, second, startWorkspaces } from '../../support/start-workspaces.ts';
import type { TestWorld } from '../../support/start-world.ts';

const { mona, bea } = cast;
/** What only the first workspace may read. */
const canary = 'Acanary';

/** Everything that somebody of this workspace was ever shown, the drawings of forms and Homes with it. */
function everShown({ slack: { state } }: TestWorld): string {
  return JSON.stringify([state.messages, [...state.views.values()], [...state.offered].map(([, found]) => [...found])]);
}

async function shownBy(world: TestWorld, slackId: string, typed: string): Promise<string> {
  const outcome = await world.slack.command(slackId, typed);
  await world.settle();
  return outcome.modal === undefined ? JSON.stringify(outcome) : textOf(outcome.modal);
}

describe('two workspaces with the same people, channels, message ids and numbers', () => {
  it('have a PAT-1 each; one is approved, used and revoked, and in the other nothing is seen and no row changes', async () => {
    const { a, b, changesIn } = await startWorkspaces();
    await askForToken(b, mona.slackId, { purpose: 'For the second alone' });
    await openHome(b, mona.slackId);
    const seen = await changesIn(b, async () => {
      await askForToken(a, mona.slackId, { purpose: canary, justification: `${canary}, for the first alone.` });
      expect(reads(cardOf(a, 'PAT-1'))).toContain(canary);
      await approve(a);
      const token = await makeToken(a);
      expect(isActive(a, token)).toBe(true);
      await revoke(a, bea.slackId, 'PAT-1', `${canary} is over`);
      await a.pass({ minutes: 1 });
      expect(isActive(a, token)).toBe(false);
    });
    expect(seen).toEqual([]);
    expect(reads(cardOf(b, 'PAT-1'))).not.toMatch(/Approved|Revoked|acme/);
    expect(everShown(b)).not.toMatch(/Acanary|acme\b(?!-ci)/);
    // And the second’s own goes on from where it stood.
    await deny(b, 'Not here.');
    expect(reads(cardOf(b, 'PAT-1'))).toContain('Not here.');
    expect(reads(cardOf(a, 'PAT-1'))).not.toContain('Not here.');
  });

  it('list, search and draw their own: commands, type-ahead, Home, inventory, digest, a leak and the numbers', async () => {
    const { a, b, url, changesIn } = await startWorkspaces();
    await a.wake('digest');
    await askForToken(b, mona.slackId, { repositories: ['website'] });
    await openHome(b, bea.slackId);
    const seen = await changesIn(b, async () => {
      await askForToken(a, mona.slackId, { purpose: canary, token_name: canary });
      await approve(a);
      await makeToken(a, { name: canary, expiresAt: new Date(a.now() + 20 * 86_400_000) });
      await openHome(a, mona.slackId);
      expect(await shownBy(a, mona.slackId, '/pat list')).toContain(canary);
      expect(await shownBy(a, bea.slackId, '/pat tokens')).toContain(canary);
      const asked = await a.slack.command(mona.slackId, '/pat leak');
      const form = await a.slack.until(() => asked.modal);
      const classic = `ghp_${'a1B2'.repeat(9)}`;
      const { view } = await a.slack.submit(
        mona.slackId,
        await a.slack.fill(mona.slackId, form, { credential: classic }),
      );
      if (view === undefined) throw new Error('the form did not ask');
      await a.slack.submit(mona.slackId, view);
      await a.settle();
      expect(cardsAbout(a, 'reported a leak')).toHaveLength(1);
    });
    expect(seen).toEqual([]);
    const [theirs, list, tokens] = [
      homeText(b, bea.slackId),
      await shownBy(b, mona.slackId, '/pat list'),
      await shownBy(b, bea.slackId, '/pat tokens'),
    ];
    expect(`${theirs} ${list} ${tokens}`).not.toContain(canary);
    expect(list).toContain('PAT-1');
    const page = await fillForm(b, mona.slackId, { repositories: ['website'] });
    expect(textOf(page)).not.toContain('release-tools');
    await a.pass({ days: 7 });
    await a.wake('digest');
    expect(cardsAbout(a, 'The week at acme')).toHaveLength(1);
    expect(cardsAbout(b, 'The week at acme')).toEqual([]);
    const numbers = (await (await fetch(`${url()}/metrics`)).text())
      .split('\n')
      .filter((line) => line.startsWith('countersign_'));
    expect(numbers).toContain(`countersign_requests{workspace="${first}",organization="acme",state="fulfilled"} 1`);
    expect(numbers).toContain(`countersign_requests{workspace="${second}",organization="globex",state="pending"} 1`);
    expect(numbers).toContain(`countersign_decision_seconds_count{workspace="${first}",outcome="approved"} 1`);
    expect(numbers.join()).not.toContain(`countersign_decision_seconds_count{workspace="${second}"`);
  });

  it('offer in a form what their own organization has', async () => {
    const { a, b } = await startWorkspaces();
    const offered = async (world: TestWorld): Promise<string> => {
      const form = await world.slack.fill(mona.slackId, await openForm(world, mona.slackId), {
        purpose: 'A test',
        lifetime: '30',
      });
      const { view } = await world.slack.submit(mona.slackId, form);
      if (view === undefined) throw new Error('the form did not go on');
      const page = await world.slack.fill(mona.slackId, view, { repository_access: 'subset' });
      return JSON.stringify(await world.slack.suggest(mona.slackId, page, 'repositories', 'e'));
    };
    // The index of the first is full before the second is asked.
    expect(await offered(a)).toContain('release-tools');
    expect(await offered(b)).toContain('website');
    expect(await offered(b)).not.toContain('release-tools');
  });
});

describe('the pages on which people of two workspaces sign in', () => {
  const without = (text: string): string => text.replace(new RegExp(`^ {2}${mona.slackId}: .*\n`, 'm'), '');
  const start = () =>
    startWorkspaces({
      hasSignIn: true,
      policies: { [first]: without(policyText()), [second]: without(otherPolicy) },
    });

  it('link the person in the workspace that gave the address, and in no other', async () => {
    const { a, b, changesIn } = await start();
    const seen = await changesIn(b, async () => {
      expect((await linkBySignIn(a, mona.slackId, 'mona')).text).toContain('You are mona on GitHub');
    });
    expect(seen).toEqual([]);
    expect(await say(b, mona.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
    expect((await linkBySignIn(b, mona.slackId, 'mona')).text).toContain('You are mona on GitHub');
  });

  it('are over in each where somebody takes back on GitHub that we may know them: that names no organization', async () => {
    const { a, b } = await start();
    for (const world of [a, b]) await linkBySignIn(world, mona.slackId, 'mona');
    a.github.signIn.revokeBy('mona', a.github.webhooks);
    await a.settle();
    for (const world of [a, b])
      expect(await say(world, mona.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
  });

  it('say that the address is over where it was changed to name the other, before GitHub and after', async () => {
    const { a, b, changesIn } = await start();
    const address = await askForAddress(a, mona.slackId);
    // She has an address of her own there, under the same id.
    await askForAddress(b, mona.slackId);
    const seen = await changesIn(b, async () => {
      const browser = new Browser();
      const swapped = await browser.open(address.replace(first, second));
      expect([swapped.status, swapped.text.includes('This address has been used')]).toEqual([403, true]);
      const unnamed = await browser.open(address.replace(/workspace=\w+&/, ''));
      expect([unnamed.status, unnamed.text.includes('This address has been used')]).toEqual([403, true]);
      const github = await browser.press(await browser.open(address), 'step', 'sign_in');
      const back = new URL(await browser.leadsTo(github, 'login', 'mona'));
      const state = back.searchParams.get('state') ?? '';
      expect(state.startsWith(`${first}.`)).toBe(true);
      back.searchParams.set('state', state.replace(first, second));
      expect((await browser.open(back.href)).status).toBe(403);
      back.searchParams.set('state', state.slice(first.length + 1));
      expect((await browser.open(back.href)).status).toBe(403);
      back.searchParams.set('state', state);
      const confirm = await browser.open(back.href);
      expect(confirm.text).toContain('Are both of these you?');
      // The form goes where it came from; the other workspace knows neither the browser nor its secret.
      const other = { ...confirm, html: confirm.html.replaceAll(first, second) };
      expect((await browser.press(other, 'step', 'confirm')).status).toBe(403);
      await browser.press(confirm, 'step', 'confirm');
    });
    expect(seen).toEqual([]);
    expect(await say(b, mona.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
    expect(await say(a, mona.slackId, '/pat link')).toContain('You are linked to mona');
  });

  it('know a browser again in each workspace by a cookie of its own', async () => {
    const { a, b } = await start();
    const browser = new Browser();
    for (const world of [a, b]) {
      const confirm = await signInAs(browser, await askForAddress(world, mona.slackId), 'mona');
      expect((await browser.press(confirm, 'step', 'confirm')).status).toBe(200);
    }
    const cookies = [...browser.cookiesOf(a.publicUrl)];
    expect(cookies.map(([name]) => name)).toEqual([`countersign-${first}`, `countersign-${second}`]);
    expect(new Set(cookies.map(([, value]) => value)).size).toBe(2);
  });
});

it('an event is its workspace’s: somebody who opens Home has it drawn there', async () => {
  const { a, b, changesIn } = await startWorkspaces();
  const seen = await changesIn(b, async () => {
    await a.slack.event(homeOpened(a.slack.state, mona.slackId));
    await a.settle();
  });
  expect(seen).toEqual([]);
  expect(a.slack.homeOf(mona.slackId)).toBeDefined();
  expect(b.slack.homeOf(mona.slackId)).toBeUndefined();
});
