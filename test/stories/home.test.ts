import { textOf } from '@countersign/sandbox-slack/read-aloud';
import { cast, channel, organization, policyText, type World } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { askForToken } from '../support/ask-for-token.ts';
import { homeText, homeViewOf, openHome } from '../support/home-of.ts';
import { approve, cardsAbout, deny, directMessages, makeToken, reads, usualToken } from '../support/people.ts';
import { startWorld, type TestWorld } from '../support/start-world.ts';

const { mona, bea, carl, dan, nell } = cast;

function published(world: TestWorld): number {
  return world.slack.server.calls.filter(({ name }) => name === 'views.publish').length;
}

/** Slack tells of a person who changed, as they are now. */
async function changed(world: TestWorld, slackId: string): Promise<void> {
  await world.slack.event({ type: 'user_change', user: world.slack.describePerson(slackId) });
  await world.settle();
}

/** What stands below the welcome and the button. */
function below(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.slice(lines.indexOf('[Request a token…]') + 1);
}

describe('Home', () => {
  it('follows a request from its sending to its token, without being opened again', async () => {
    const world = await startWorld();
    expect(below(await openHome(world, mona.slackId))).toEqual(['You have no requests and no tokens here yet.']);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Under way',
      '“nightly-release” for acme · PAT-1: Waiting for an owner of acme to decide, until 8 March 2027 at 09:30 UTC.',
      '[Withdraw] [Details]',
    ]);
    await approve(world);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Waiting for you',
      `<@${bea.slackId}> approved “nightly-release” for acme · PAT-1`,
      'Create it by 8 March 2027 at 09:30 UTC. Copy the repositories and the justification from Details.',
      expect.stringMatching(/^\[Create on GitHub -> https:\/\/github\.com\/.*\] \[Withdraw\] \[Details\]$/),
    ]);
    await makeToken(world);
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Active tokens',
      '“nightly-release” for acme · PAT-1 expires in 30 days, on 31 March 2027 at 09:30 UTC.',
      '[Renew…] [Revoke…] [Details]',
    ]);
    const clicked = await world.slack.click(mona.slackId, homeViewOf(world, mona.slackId), 'renew_token');
    const page = await world.slack.until(() => clicked.modal);
    expect(page.callbackId).toBe('renew_token');
    await world.slack.submit(mona.slackId, page);
    await world.settle();
    expect(below(homeText(world, mona.slackId)).slice(-4)).toEqual([
      'Active tokens',
      '“nightly-release” for acme · PAT-1 expires in 30 days, on 31 March 2027 at 09:30 UTC.',
      'Its renewal is PAT-2, so there’s nothing more to request.',
      '[Revoke…] [Details]',
    ]);
  });

  it('shows an owner what waits for a decision, with the way to it', async () => {
    const world = await startWorld();
    await openHome(world, bea.slackId);
    expect(below(homeText(world, bea.slackId))).toEqual([
      'To review for acme',
      'Nothing is waiting for a decision.',
      'To see every token, type /pat tokens.',
    ]);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, bea.slackId))).toEqual([
      'To review for acme',
      '*1 request needs a decision. Open Details to review and decide.*',
      `<@${mona.slackId}> requests “nightly-release” · PAT-1 [Details]`,
      'To see every token, type /pat tokens.',
    ]);
  });
});

describe('Home, of a reviewer who is no owner', () => {
  const onCall = 'S0ONCALL001';
  const setOnCall = ({ slack }: World, member: string): void => {
    slack.state.groups?.set(onCall, { handle: 'on-call', members: [member], isDisabled: false });
  };
  const setTeam = ({ github }: World, member: string) => github.state.setTeam('acme', 'security', [member]);
  const inChannel = ({ slack }: World): void => {
    const members = [mona, bea, carl, dan].map(({ slackId }) => slackId);
    slack.addChannel({ id: channel, name: 'token-reviews', isPrivate: true, members });
    slack.inviteBot(channel);
  };
  const startFor = (rule: string, prepare: (world: World) => void) =>
    startWorld({
      policy: policyText(`    reviewers: ["${rule}"]\n    approvals: 2\n`),
      prepare: (world) => {
        inChannel(world);
        prepare(world);
      },
    });
  const waiting = [
    'To review for acme',
    '*1 request needs a decision. Open Details to review and decide.*',
    `<@${mona.slackId}> requests “nightly-release” · PAT-1 [Details]`,
  ];

  it.each([
    ['team:security', (world: World) => setTeam(world, dan.login)],
    [`slack:${onCall}`, (world: World) => setOnCall(world, dan.slackId)],
    [`user:${dan.login}`, () => undefined],
  ] as const)('shows what waits for them by %s, and no repository', async (rule, prepare) => {
    const world = await startFor(rule, prepare);
    expect(below(await openHome(world, dan.slackId))).toEqual(['You have no requests and no tokens here yet.']);
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, dan.slackId))).toEqual(waiting);
    expect(homeText(world, mona.slackId)).not.toContain('To review');
    const clicked = await world.slack.click(dan.slackId, homeViewOf(world, dan.slackId), 'request_details');
    await world.slack.until(() =>
      JSON.stringify(clicked.modal?.blocks ?? []).includes('PAT-1') ? clicked.modal : undefined,
    );
  });

  it('asks GitHub once in a while, and at the click: who was taken out of the team sees it no more once they look', async () => {
    const world = await startFor('team:security', (one) => setTeam(one, dan.login));
    await openHome(world, dan.slackId);
    const asked = () =>
      world.github.server.calls.filter(({ name }) => name.includes(`security/memberships/${dan.login}`)).length;
    expect(asked()).toBe(1);
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, dan.slackId))).toEqual(waiting);
    expect(asked()).toBe(1);
    setTeam(world, carl.login);
    const said = await approve(world, 'PAT-1', dan.slackId);
    expect(said.ephemeral.map(reads).join()).toContain('Only the team security');
    expect(below(await openHome(world, dan.slackId))).toEqual(['You have no requests and no tokens here yet.']);
  });

  it('shows it again once Slack says who is on duty', async () => {
    const world = await startFor(`slack:${onCall}`, (one) => setOnCall(one, dan.slackId));
    world.slack.server.faults.add({ fits: /usergroups/, times: 99, when: 'before', answer: { status: 500 } });
    await openHome(world, dan.slackId);
    world.slack.server.faults.clear();
    await askForToken(world, mona.slackId);
    expect(below(homeText(world, dan.slackId))).toEqual(waiting);
  });
});

describe('Home, of somebody whom we don’t serve', () => {
  it('tells whoever is not linked what to do', async () => {
    const world = await startWorld();
    expect((await openHome(world, nell.slackId)).split('\n').slice(4)).toEqual([
      `Your Slack account isn’t linked to a GitHub account yet. Send /pat link your-github-login, and we’ll ask <@${bea.slackId}> and <@${carl.slackId}> to confirm it.`,
    ]);
  });

  it('is one sentence for a guest, and whole once they are a full member', async () => {
    const world = await startWorld();
    world.slack.addPerson({ id: mona.slackId, name: 'mona', isGuest: 'restricted' });
    const guests = 'Guests can’t use Countersign. Please ask a full member of this workspace.';
    expect(await openHome(world, mona.slackId)).toBe(guests);
    world.slack.addPerson({ id: mona.slackId, name: 'mona' });
    await changed(world, mona.slackId);
    expect(homeText(world, mona.slackId)).toContain('[Request a token…]');
  });

  it('is published no more to somebody who was deactivated, until they are back', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    world.slack.deactivate(mona.slackId);
    await changed(world, mona.slackId);
    const before = published(world);
    await approve(world);
    expect(published(world)).toBe(before);
    world.slack.addPerson({ id: mona.slackId, name: 'mona' });
    await world.pass({ minutes: 6 });
    expect(below(await openHome(world, mona.slackId))[0]).toBe('Waiting for you');
  });
});

describe('the welcome', () => {
  it('stands on Home when it is first opened, and not a day later, also after a restart', async () => {
    const world = await startWorld();
    expect(await openHome(world, mona.slackId)).toContain('Welcome to Countersign');
    await world.restart();
    await world.pass({ hours: 1 });
    expect(await openHome(world, mona.slackId)).not.toContain('Welcome to Countersign');
    await world.pass({ days: 1 });
    expect(await openHome(world, mona.slackId)).not.toContain('Welcome to Countersign');
  });

  it('is told to a channel when the bot enters it, once, also after a restart', async () => {
    const world = await startWorld();
    const enters = async (user: string, where: string = channel) => {
      await world.slack.event({ type: 'member_joined_channel', user, channel: where, channel_type: 'G', team: 'T' });
      await world.settle();
    };
    const welcomes = () => cardsAbout(world, 'Countersign is here for the GitHub tokens of acme');
    await enters(mona.slackId);
    await enters(world.slack.state.botUserId, 'C0ELSEWHERE');
    expect(welcomes()).toHaveLength(0);
    await enters(world.slack.state.botUserId);
    await world.restart();
    // By then the outbox has forgotten what it sent.
    await world.pass({ days: 40 });
    await world.wake('forget');
    await enters(world.slack.state.botUserId);
    expect(welcomes().map(reads)).toEqual([
      [
        '*Countersign is here for the GitHub tokens of acme*',
        'Members request tokens with /pat request, and each request comes here as a card.',
        'Owners decide with its buttons. We approve a token on GitHub once it matches, and report any that doesn’t.',
        'We don’t need to see a token. Never paste one here.',
        'Next, we list the tokens that GitHub has already, and sum them up here. Owners can type /pat help.',
      ].join('\n'),
    ]);
  });
});

describe('Home is published', () => {
  it('once for a burst, to everybody whom it concerns, and to nobody who never opened it', async () => {
    const world = await startWorld();
    await openHome(world, bea.slackId);
    const before = published(world);
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
      world.github.people.createToken('mona', organization, usualToken(world, { name }));
    }
    await world.settle();
    expect(homeText(world, bea.slackId)).toContain('*6 tokens are on hold until an owner decides.*');
    expect(published(world) - before).toBeLessThanOrEqual(2);
    expect(world.slack.homeOf(mona.slackId)).toBeUndefined();
  });

  it('again where Slack limits us, is down, or the Home tab is off', async () => {
    for (const answer of [
      { status: 429, retryAfterSeconds: 20 },
      { status: 503 },
      { status: 200, body: { ok: false, error: 'not_enabled' } },
    ]) {
      const world = await startWorld();
      await openHome(world, mona.slackId);
      world.slack.server.faults.add({ fits: 'views.publish', when: 'before', answer });
      await askForToken(world, mona.slackId);
      expect(homeText(world, mona.slackId)).not.toContain('PAT-1');
      await world.pass({ seconds: 30 });
      expect(homeText(world, mona.slackId)).toContain('PAT-1');
    }
  });

  it('in short where Slack finds it too large', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    const body = { ok: false, error: 'view_too_large' };
    world.slack.server.faults.add({ fits: 'views.publish', when: 'before', answer: { status: 200, body } });
    await askForToken(world, mona.slackId);
    expect(homeText(world, mona.slackId)).toContain('PAT-1');
  });

  it('after a denial, with the way to request again, and after an end by the clock', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    await deny(world, 'Too wide');
    expect(below(homeText(world, mona.slackId))).toEqual([
      'Ended lately',
      `“nightly-release” for acme · PAT-1: Denied by <@${carl.slackId}> on 1 March 2027 at 09:30 UTC. [Request PAT-1 again…]`,
    ]);
    await askForToken(world, mona.slackId);
    await approve(world, 'PAT-2');
    await makeToken(world);
    await world.pass({ days: 31 });
    expect(below(homeText(world, mona.slackId))[1]).toMatch(
      /^“nightly-release” · PAT-2 expired on .*\[Request PAT-2 again…\]$/,
    );
  });

  it('when its person’s zone changes, whose reminders follow too; not when a status was set', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    await changed(world, mona.slackId);
    const before = published(world);
    await changed(world, mona.slackId);
    expect(published(world)).toBe(before);
    world.slack.addPerson({ id: mona.slackId, name: 'mona', tz: 'Asia/Tokyo' });
    await changed(world, mona.slackId);
    expect(published(world)).toBe(before + 1);
    // Nine in the morning in Tokyo is midnight in UTC, a day and nine hours before the end.
    await world.pass({ days: 15, hours: 14 });
    expect(directMessages(world, mona.slackId).filter((one) => one.includes('expires in'))).toHaveLength(0);
    await world.pass({ hours: 1 });
    expect(directMessages(world, mona.slackId).filter((one) => one.includes('expires in'))).toHaveLength(1);
  });

  it('without a button to revoke while the policy only observes', async () => {
    const world = await startWorld({ policy: policyText('    mode: observe\n') });
    await openHome(world, bea.slackId);
    await askForToken(world, mona.slackId);
    await approve(world);
    await openHome(world, mona.slackId);
    expect(homeText(world, mona.slackId)).toContain(
      'We only observe acme: an owner also has to approve the token on GitHub.',
    );
    expect(homeText(world, bea.slackId)).toContain('Observe only: we change nothing on GitHub for acme.');
  });
});

describe('a button on Home', () => {
  it('opens the form, withdraws, and says in a modal what is not possible', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    const form = await world.slack.click(mona.slackId, homeViewOf(world, mona.slackId), 'request_token');
    const view = await world.slack.until(() => form.modal);
    expect(textOf(view)).toContain('Request a token');
    await world.slack.close(mona.slackId, view, true);
    await askForToken(world, mona.slackId);
    const old = homeViewOf(world, mona.slackId);
    await world.slack.click(mona.slackId, old, 'withdraw_request');
    await world.settle();
    expect(homeText(world, mona.slackId)).toContain('Withdrawn by');
    const again = await world.slack.click(mona.slackId, old, 'withdraw_request', { force: true, value: '1.1' });
    expect(textOf(await world.slack.until(() => again.modal))).toContain('PAT-1 was withdrawn by its requester');
    expect(homeText(world, mona.slackId)).toContain('Withdrawn by');
  });

  it('asks for the reason to revoke, and the Home shows it', async () => {
    const world = await startWorld();
    await openHome(world, mona.slackId);
    await askForToken(world, mona.slackId);
    await approve(world);
    await makeToken(world);
    const clicked = await world.slack.click(mona.slackId, homeViewOf(world, mona.slackId), 'revoke_token');
    const form = await world.slack.until(() => clicked.modal);
    await world.slack.submit(mona.slackId, await world.slack.fill(mona.slackId, form, { reason: 'The job is gone' }));
    await world.settle();
    expect(below(homeText(world, mona.slackId))[1]).toMatch(/^“nightly-release” · PAT-1 was revoked on/);
  });
});
