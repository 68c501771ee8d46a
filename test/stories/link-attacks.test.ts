import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { Browser } from '../support/browser.ts';
import { startWorldWithOwnTokens } from '../support/own-token.ts';
import { approve, cardOf, isActive, lastDirectMessage, makeToken, reads, toldPrivately } from '../support/people.ts';
import { askForAddress, linkBySignIn, say, signInAs } from '../support/sign-in.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, carl, bea, dan } = cast;
const unlinked = 'not linked to a GitHub account yet';

/** Mona and Carl are in nobody's list; Carl owns the organization. */
const start = () =>
  startWorld({
    hasSignIn: true,
    policy: [mona, carl].reduce(
      (text, { slackId }) => text.replace(new RegExp(`^ {2}${slackId}: .*\n`, 'm'), ''),
      policyText(),
    ),
  });

async function expectUnlinked(world: TestWorld, ...people: readonly { readonly slackId: string }[]): Promise<void> {
  await world.settle();
  for (const { slackId } of people) expect(await say(world, slackId, '/pat list')).toContain(unlinked);
}

describe('an address that was made for somebody else', () => {
  it('says whose it is on every page, before GitHub is asked and before anything is linked', async () => {
    const world = await start();
    const owner = new Browser();
    const opened = await owner.open(await askForAddress(world, mona.slackId));
    expect(opened.text).toContain('This page is for Mona Reyes in Slack.');
    expect(opened.text).toContain('are you not Mona Reyes? Close this page: otherwise they could act as you.');
    const confirm = await owner.press(await owner.press(opened, 'step', 'sign_in'), 'login', 'carl-owner');
    expect(confirm.text).toContain('Slack Mona Reyes (@mona) in sandbox GitHub carl-owner');
    await owner.press(confirm, 'step', 'cancel');
    await expectUnlinked(world, mona);
  });

  it('takes no account that is linked to its owner already, by signing in or by the policy', async () => {
    const world = await start();
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    const refused = await linkBySignIn(world, mona.slackId, 'carl-owner');
    expect(refused.text).toContain('Another person in Slack is linked to carl-owner. Nothing was linked.');
    const byPolicy = await linkBySignIn(world, mona.slackId, 'bea-owner');
    expect(byPolicy.text).toContain('The policy says that bea-owner is somebody else’s account. Nothing was linked.');
    await expectUnlinked(world, mona);
    expect(world.logLines.map(({ what }) => what)).toContain('a GitHub account was not linked');
    expect(await say(world, bea.slackId, '/pat link')).toContain('You are linked to bea-owner');
  });

  it('can’t be taken further by a page of another site, which has no cookie and no secret of the form', async () => {
    const world = await start();
    const address = await askForAddress(world, mona.slackId);
    const ticket = new URL(address).searchParams.get('ticket') ?? '';
    const link = `${world.publicUrl}/github/link`;
    const forged = new URLSearchParams({ step: 'sign_in', ticket, form: 'guessed' });
    expect((await fetch(link, { method: 'POST', body: forged, redirect: 'manual' })).status).toBe(403);
    const owner = new Browser();
    const confirm = await signInAs(owner, address, 'carl-owner');
    const cookie = [...owner.cookiesOf(world.publicUrl)].map(([name, value]) => `${name}=${value}`).join('; ');
    for (const form of ['', 'guessed', 'x'.repeat(5_000)]) {
      const body = new URLSearchParams({ step: 'confirm', form });
      expect((await fetch(link, { method: 'POST', body, headers: { cookie } })).status).toBe(403);
    }
    expect(confirm.status).toBe(200);
    await expectUnlinked(world, mona);
  });
});

describe('an address that is looked at', () => {
  it('by Slack’s preview, a scanner or a second tab is used up by none of them', async () => {
    const world = await start();
    const address = await askForAddress(world, mona.slackId);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(address, { method })).status).toBe(200);
    const browser = new Browser();
    await browser.open(address);
    const done = await browser.press(await signInAs(browser, address, 'mona'), 'step', 'confirm');
    expect(done.text).toContain('You are mona on GitHub for Countersign now.');
  });

  it('in another browser, once it goes on in one, leads nowhere', async () => {
    const world = await start();
    const address = await askForAddress(world, mona.slackId);
    const first = new Browser();
    await signInAs(first, address, 'mona');
    expect((await new Browser().open(address)).text).toContain('You began this in another browser.');
  });

  it('after ten minutes, after a newer one, or after it was used, links nobody', async () => {
    const world = await start();
    const late = await askForAddress(world, mona.slackId);
    await world.pass({ minutes: 10 });
    const browser = new Browser();
    expect((await browser.open(late)).text).toContain('older than ten minutes. Nothing was linked.');
    const older = await askForAddress(world, mona.slackId);
    const newer = await askForAddress(world, mona.slackId);
    expect((await browser.open(older)).status).toBe(403);
    const confirm = await signInAs(browser, newer, 'mona');
    await browser.press(confirm, 'step', 'confirm');
    expect((await browser.open(newer)).status).toBe(403);
  });

  it('is made ten times at once for one person, then they are told, and another has theirs', async () => {
    const world = await start();
    let newest = '';
    for (let count = 0; count < 10; count += 1) newest = await askForAddress(world, mona.slackId);
    const refused =
      'You asked to link your account too often within an hour, so we made no new address. Use the newest one, or send /pat link again in a few minutes.';
    expect(await say(world, mona.slackId, '/pat link')).toBe(refused);
    expect(await say(world, mona.slackId, '/pat list')).toBe(refused);
    expect((await new Browser().open(newest)).status).toBe(200);
    expect(await askForAddress(world, carl.slackId)).toContain('/github/link?ticket=');
    await world.pass({ minutes: 5 });
    expect(await askForAddress(world, mona.slackId)).toContain('/github/link?ticket=');
  });

  it('is kept by nobody, framed by nobody, and runs nothing', async () => {
    const world = await start();
    const { headers, html } = await new Browser().open(await askForAddress(world, mona.slackId));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('set-cookie')).toMatch(/^countersign=[\w-]{43}; Path=\/; Max-Age=900; HttpOnly; SameSite=Lax$/);
    expect(html).not.toMatch(/<script|onload|http-equiv/i);
  });
});

describe('what GitHub hands back', () => {
  /** As far as GitHub's redirect, which is not followed. */
  async function handedBack(world: TestWorld, browser: Browser, slackId: string, login: string): Promise<URL> {
    const github = await browser.press(await browser.open(await askForAddress(world, slackId)), 'step', 'sign_in');
    return new URL(await browser.leadsTo(github, 'login', login));
  }

  it('counts once: a second time nobody is asked who it was', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    expect((await browser.open(back.href)).text).toContain('Are both of these you?');
    const asked = world.github.server.calls.length;
    expect((await browser.open(back.href)).text).toContain('This address has been used');
    expect(world.github.server.calls.length).toBe(asked);
  });

  it('counts for nobody in a browser without the cookie, and the right one goes on', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    const elsewhere = new Browser();
    expect((await elsewhere.open(back.href)).text).toContain('You began this in another browser.');
    // Another sign-in of its own gives it a cookie, which is not the one.
    await elsewhere.open(await askForAddress(world, carl.slackId));
    expect((await elsewhere.open(back.href)).text).toContain('You began this in another browser.');
    expect((await browser.open(back.href)).text).toContain('Are both of these you?');
  });

  it.each<[string, (back: URL, other: URL) => void]>([
    ['no state', (back) => back.searchParams.delete('state')],
    ['a state that nobody made', (back) => back.searchParams.set('state', 'x'.repeat(43))],
    ['somebody else’s state', (back, other) => back.searchParams.set('state', other.searchParams.get('state') ?? '')],
    // A code that the attacker got for themselves: PKCE binds it to the browser that began.
    ['somebody else’s code', (back, other) => back.searchParams.set('code', other.searchParams.get('code') ?? '')],
    ['a code that GitHub never gave', (back) => back.searchParams.set('code', 'f'.repeat(20))],
  ])('with %s links nobody', async (_what, change) => {
    const world = await start();
    const [browser, other] = [new Browser(), new Browser()];
    const theirs = await handedBack(world, other, carl.slackId, 'carl-owner');
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    change(back, theirs);
    const seen = await browser.open(back.href);
    expect(seen.text).toContain('Nothing was linked.');
    expect(seen.text).not.toContain('Are both of these you?');
    await expectUnlinked(world, mona, carl);
  });

  it('after ten minutes links nobody', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    await world.pass({ minutes: 10 });
    expect((await browser.open(back.href)).text).toContain('older than ten minutes');
    await expectUnlinked(world, mona);
  });

  it('is asked for with PKCE, a choice of accounts and our own address, and stands in no line of the log', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    await browser.open(back.href);
    const asked = new URL(browser.visited.find((url) => url.includes('/login/oauth/authorize?')) ?? '');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      ...{ code_challenge_method: 'S256', prompt: 'select_account', allow_signup: 'false' },
      redirect_uri: `${world.publicUrl}/github/callback`,
    });
    const secrets = ['code', 'state'].map((name) => back.searchParams.get(name) ?? '');
    const kept = JSON.stringify(world.logLines) + (await world.database.text());
    for (const secret of secrets) expect(kept).not.toContain(secret);
  });

  it('is refused, and said as an outage, where GitHub does not answer', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    world.github.server.faults.add({ fits: 'GET /user', when: 'before', answer: { status: 502 } });
    const seen = await browser.open(back.href);
    expect([seen.status, seen.text]).toEqual([503, expect.stringContaining('GitHub didn’t tell us who you are.')]);
    // The token that could not say who it was is dropped all the same.
    expect([...world.github.signIn.tokens]).toEqual([]);
    await expectUnlinked(world, mona);
  });

  it('is refused loudly where the client secret is wrong, which GitHub answers with 200', async () => {
    const world = await start();
    const browser = new Browser();
    const back = await handedBack(world, browser, mona.slackId, 'mona');
    world.github.server.faults.add({
      ...{ fits: 'POST /login/oauth/access_token', when: 'before' },
      answer: { status: 200, body: { error: 'incorrect_client_credentials', error_description: 'wrong' } },
    });
    expect((await browser.open(back.href)).text).toContain('Nothing was linked.');
    expect(world.logLines.find(({ level }) => level === 'error')?.what).toContain('the client id, its secret');
  });
});

describe('an owner whose link changes while what they approved waits', () => {
  it('to another account has to end the first link, and then what was approved goes back for good', async () => {
    const policy = policyText().replace(new RegExp(`^ {2}(?:${carl.slackId}|${dan.slackId}): .*\n`, 'gm'), '');
    const { world } = await startWorldWithOwnTokens({ policy });
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
    const refused = await linkBySignIn(world, carl.slackId, 'dan-dev');
    expect(refused.text).toContain('You are linked to another GitHub account. Nothing was linked.');
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
    await say(world, carl.slackId, '/pat unlink');
    expect((await linkBySignIn(world, carl.slackId, 'dan-dev')).text).toContain('You are dan-dev on GitHub');
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    expect(lastDirectMessage(world, mona.slackId)).toContain('is waiting for a decision again');
    const token = await makeToken(world);
    expect(isActive(world, token)).toBe(false);
    const again = await approve(world, 'PAT-1', carl.slackId);
    expect(await toldPrivately(world, again)).toContain('dan-dev');
    expect(world.github.state.reviews).toEqual([]);
  });

  it('by a rename on GitHub: it stands, and whoever takes the old name decides nothing with it', async () => {
    const world = await start();
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    await askForToken(world, bea.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    world.github.people.renameUser('carl-owner', 'carl-renamed');
    const squatter = world.github.people.addUser('carl-owner');
    world.github.state.organization('acme')?.members.set(squatter.id, 'member');
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).toContain('Approved by');
    const refused = await linkBySignIn(world, mona.slackId, 'carl-owner');
    expect(refused.text).toContain('We know carl-owner as another GitHub account, which had that name before.');
    await expectUnlinked(world, mona);
  });
});

describe('one account', () => {
  it('is one Slack person’s, also where two confirm at the same time', async () => {
    const world = await start();
    const [one, other] = [new Browser(), new Browser()];
    const pages = [
      await signInAs(one, await askForAddress(world, mona.slackId), 'carl-owner'),
      await signInAs(other, await askForAddress(world, carl.slackId), 'carl-owner'),
    ] as const;
    const done = await Promise.all([one.press(pages[0], 'step', 'confirm'), other.press(pages[1], 'step', 'confirm')]);
    expect(done.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    const links = (await Promise.all([mona, carl].map(({ slackId }) => say(world, slackId, '/pat list')))).filter(
      (text) => !text.includes(unlinked),
    );
    expect(links).toHaveLength(1);
  });

  it('is the one that the page named, though somebody else signed in in another tab since', async () => {
    const world = await start();
    const browser = new Browser();
    const address = await askForAddress(world, mona.slackId);
    const first = await signInAs(browser, address, 'mona');
    const second = await signInAs(browser, address, 'carl-owner');
    expect((await browser.press(first, 'step', 'confirm')).text).toContain('Nothing was linked.');
    expect((await browser.press(second, 'step', 'confirm')).status).toBe(200);
  });

  it('is confirmed once: a second press says so, also after it was unlinked', async () => {
    const world = await start();
    const browser = new Browser();
    const confirm = await signInAs(browser, await askForAddress(world, mona.slackId), 'mona');
    const both = await Promise.all([1, 2].map(() => browser.press(confirm, 'step', 'confirm')));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    expect(await say(world, mona.slackId, '/pat unlink')).toContain('mona is no longer linked to you.');
    expect((await browser.press(confirm, 'step', 'confirm')).status).toBe(403);
    await expectUnlinked(world, mona);
  });

  it('that was renamed stays theirs, and whoever takes its old name is somebody else', async () => {
    const world = await start();
    await linkBySignIn(world, mona.slackId, 'mona');
    world.github.people.renameUser('mona', 'mona-lisa');
    const squatter = world.github.people.addUser('mona');
    world.github.state.organization('acme')?.members.set(squatter.id, 'member');
    expect(await say(world, mona.slackId, '/pat list')).not.toContain(unlinked);
    const refused = await linkBySignIn(world, carl.slackId, 'mona');
    expect(refused.text).toContain('We know mona as another GitHub account, which had that name before.');
    await expectUnlinked(world, carl);
  });

  it('is not linked for somebody who was made a guest in between', async () => {
    const world = await start();
    const browser = new Browser();
    const confirm = await signInAs(browser, await askForAddress(world, mona.slackId), 'mona');
    world.slack.addPerson({ id: mona.slackId, name: 'mona', isGuest: 'restricted' });
    expect((await browser.press(confirm, 'step', 'confirm')).text).toContain('Guests can’t use Countersign.');
  });
});
