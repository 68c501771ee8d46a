import { cast, policyText } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { Browser } from '../support/browser.ts';
import { approve, cardOf, cardsAbout, lastDirectMessage, reads, toldPrivately } from '../support/people.ts';
import { addressIn, askForAddress, linkBySignIn, say, signInAs } from '../support/sign-in.ts';
import { startWorld } from '../support/start-world.ts';

const { mona, carl, dan, bea } = cast;

/** The policy without these people's accounts. */
function without(...people: readonly { readonly slackId: string }[]): string {
  return people.reduce((text, { slackId }) => text.replace(new RegExp(`^ {2}${slackId}: .*\n`, 'm'), ''), policyText());
}

const start = (...people: readonly { readonly slackId: string }[]) =>
  startWorld({ hasSignIn: true, policy: without(...people) });

describe('somebody who is not linked', () => {
  it('sees in the answer to their first command what to click, signs in, and asks for a token', async () => {
    const world = await start(mona);
    const refused = await world.slack.command(mona.slackId, '/pat request');
    expect((await toldPrivately(world, refused)).replace(addressIn(refused), 'ADDRESS')).toBe(
      'Your Slack account is not linked to a GitHub account yet, so we couldn’t do this. Link it with the button: you sign in at GitHub, and come back here.\n[Link your GitHub account -> ADDRESS]',
    );
    const browser = new Browser();
    const confirm = await signInAs(browser, addressIn(refused), 'mona');
    expect(confirm.text).toBe(
      'Are both of these you? Confirm only if both accounts are yours. Countersign will then treat this person in Slack as this GitHub account. Slack Mona Reyes (@mona) in sandbox GitHub mona Did somebody else send you the address? Then cancel. Yes, link them No, cancel',
    );
    const done = await browser.press(confirm, 'step', 'confirm');
    expect(done.text).toContain('You are mona on GitHub for Countersign now.');
    await world.settle();
    expect(lastDirectMessage(world, mona.slackId)).toContain('You are mona on GitHub for Countersign now.');
    await askForToken(world, mona.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`<@${mona.slackId}> requests`);
    // The token that said who she is counts no more.
    expect([...world.github.signIn.tokens]).toEqual([]);
  });

  it('who owns the organization is announced to its reviewers, and decides', async () => {
    const world = await start(carl);
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    const [announced] = cardsAbout(world, 'signed in at GitHub as carl-owner');
    expect(announced === undefined ? '' : reads(announced)).toContain(
      'That account owns acme, so they can decide here now.',
    );
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    expect(reads(cardOf(world, 'PAT-1'))).toContain(`Approved by <@${carl.slackId}>`);
  });

  it('is told in words whom to ask where nobody can sign in', async () => {
    const world = await startWorld({ policy: without(mona) });
    expect(await say(world, mona.slackId, '/pat link')).toMatch(
      /^Your Slack account is not linked to a GitHub account yet, so we couldn’t do this\. Send \/pat link your-github-login, and <@U0BEA\w+> or <@U0CARL\w+> can confirm it\.$/,
    );
    expect((await fetch(`http://127.0.0.1:${world.bot().port}/github/link`)).status).toBe(404);
  });

  it('may say no at GitHub, and may cancel afterwards', async () => {
    const world = await start(mona);
    const browser = new Browser();
    const address = await askForAddress(world, mona.slackId);
    const github = await browser.press(await browser.open(address), 'step', 'sign_in');
    expect((await browser.press(github, 'cancel', '1')).text).toContain('You didn’t let GitHub tell us who you are.');
    const confirm = await signInAs(browser, address, 'mona');
    expect((await browser.press(confirm, 'step', 'cancel')).text).toContain('Nothing was linked');
    expect((await browser.press(confirm, 'step', 'confirm')).text).toContain('This address has been used');
    expect(await say(world, mona.slackId, '/pat unlink')).toBe(
      'You aren’t linked to a GitHub account. Nothing was changed.',
    );
  });

  it('is not linked to an account that belongs to no organization here', async () => {
    const world = await start(mona);
    world.github.people.addUser('stranger');
    const done = await linkBySignIn(world, mona.slackId, 'stranger');
    expect(done.text).toContain('stranger');
    expect(done.status).toBe(403);
    expect(await say(world, mona.slackId, '/pat request')).toContain('not linked to a GitHub account yet');
  });
});

describe('the link', () => {
  it('is ended by /pat unlink, and what was approved under it goes back to the reviewers', async () => {
    const world = await start(carl);
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    expect(await say(world, carl.slackId, '/pat unlink')).toContain('carl-owner is no longer linked to you.');
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
    expect(lastDirectMessage(world, mona.slackId)).toContain('is waiting for a decision again');
  });

  it('is ended by the button of the message that tells of it', async () => {
    const world = await start(mona);
    await linkBySignIn(world, mona.slackId, 'mona');
    const told = world.slack.directMessages(mona.slackId).at(-1);
    if (told === undefined) throw new Error('nothing was told');
    await world.slack.click(mona.slackId, told, 'unlink_account');
    await world.settle();
    expect(await say(world, mona.slackId, '/pat request')).toContain('not linked to a GitHub account yet');
    await linkBySignIn(world, mona.slackId, 'mona');
    expect(await say(world, mona.slackId, '/pat link')).toContain('You are linked to mona on GitHub already.');
  });

  it('of the policy is ended there alone', async () => {
    const world = await start(carl);
    expect(await say(world, dan.slackId, '/pat unlink')).toContain(
      'The policy’s people says that you are dan-dev on GitHub',
    );
    expect(await say(world, dan.slackId, '/pat link')).toContain('You are linked to dan-dev on GitHub already.');
  });

  it('ends when the person is deactivated in Slack', async () => {
    const world = await start(carl);
    await linkBySignIn(world, carl.slackId, 'carl-owner');
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-1', carl.slackId);
    world.slack.deactivate(carl.slackId);
    await world.slack.event({ type: 'user_change', user: world.slack.describePerson(carl.slackId) });
    await world.settle();
    expect(reads(cardOf(world, 'PAT-1'))).not.toContain('Approved by');
  });

  it('ends when the person takes back on GitHub that we may know them', async () => {
    const world = await start(mona);
    await linkBySignIn(world, mona.slackId, 'mona');
    world.github.signIn.revokeBy('dan-dev', world.github.webhooks);
    await world.settle();
    expect(await say(world, mona.slackId, '/pat list')).not.toContain('not linked');
    world.github.signIn.revokeBy('mona', world.github.webhooks);
    await world.settle();
    expect(await say(world, mona.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
  });

  it.each(['a webhook tells of it', 'nobody tells of it'])('ends when the account leaves, where %s', async (how) => {
    const world = await start(mona);
    await linkBySignIn(world, mona.slackId, 'mona');
    if (how === 'nobody tells of it') world.github.webhooks.mode = 'lose';
    world.github.people.removeMember('mona', 'acme', 'bea-owner');
    await world.settle();
    await world.wake(how === 'nobody tells of it' ? 'checkPeople' : 'followHints');
    expect(await say(world, mona.slackId, '/pat link')).toContain('Sign in at GitHub to link your account.');
  });

  it('outlasts an outage of GitHub in which nobody can say who is a member', async () => {
    const world = await start(mona);
    await linkBySignIn(world, mona.slackId, 'mona');
    world.github.server.faults.add({ fits: /memberships/, when: 'before', times: 50, answer: { status: 502 } });
    await world.wake('checkPeople');
    expect(await say(world, mona.slackId, '/pat link')).toContain('You are linked to mona on GitHub already.');
  });

  it('gives way to the policy, which is told to nobody else', async () => {
    const world = await start(mona, bea);
    await linkBySignIn(world, mona.slackId, 'mona');
    await world.restart(without(mona, bea).replace('people:\n', `people:\n  ${bea.slackId}: mona\n`));
    expect(await say(world, mona.slackId, '/pat request')).toContain('not linked to a GitHub account yet');
    expect(await say(world, bea.slackId, '/pat link')).toContain('You are linked to mona on GitHub already.');
  });
});
