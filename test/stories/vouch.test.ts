import { cast } from '@countersign/sandbox-stage/cast';
import { describe, expect, it } from 'vitest';
import { homeText, openHome } from '../support/home-of.ts';
import { asItIsNow, buttonsOf, cardOf, carriedBy, lastDirectMessage, reads, toldPrivately } from '../support/people.ts';
import type { TestWorld } from '../support/start-world.ts';
import {
  claimCards,
  claimOf,
  makeRole,
  ownersOf,
  press,
  say,
  toldOf,
  trailOf,
  twoOwners,
  vouchingWorld,
} from '../support/vouching.ts';

const { mona, bea, carl, nell, gus } = cast;

describe('somebody who can’t sign in', () => {
  it('says who they are, an owner confirms it, and they can request a token', async () => {
    const world = await vouchingWorld();
    world.github.state.setProfile(mona.login, { name: 'Mona Reyes', createdAt: new Date('2019-03-04') });
    world.slack.addPerson({
      ...{ id: mona.slackId, name: 'mona', realName: 'Mona Reyes', title: 'Release engineer' },
      ...{ tz: mona.zone, displayName: 'mo' },
    });
    expect(await say(world, mona.slackId, '/pat link mona')).toBe(
      'We asked the owners of acme to confirm that you are mona on GitHub. One of them has to. We’ll tell you here.',
    );
    const card = cardOf(world, claimOf);
    expect(reads(card)).toBe(
      [
        `*<@${mona.slackId}> says that their GitHub account is mona · acme*`,
        'On GitHub: mona, “Mona Reyes”, member of acme, account since 4 March 2019 / In Slack: “Mona Reyes”, shown as “mo”, title “Release engineer”',
        'Anybody can type any name. Confirm only if you have asked this person yourself.',
        '[Confirm account] [Refuse]',
      ].join('\n'),
    );
    expect(buttonsOf(card)).toEqual(['vouch_person', 'refuse_person']);
    expect((await press(world, bea.slackId, 'vouch_person')).ephemeral).toEqual([]);
    expect(reads(asItIsNow(world, card))).toBe(
      `<@${bea.slackId}> confirmed that <@${mona.slackId}> is mona on GitHub.`,
    );
    expect(buttonsOf(asItIsNow(world, card))).toEqual([]);
    expect(lastDirectMessage(world, mona.slackId)).toContain(
      `You are linked to mona on GitHub now. <@${bea.slackId}> confirmed it.`,
    );
    const opened = await world.slack.command(mona.slackId, '/pat request');
    expect(await world.slack.until(() => opened.modal)).toBeDefined();
  });

  it('reads in their list and on their Home that it waits, and is not sent to say it again', async () => {
    const world = await vouchingWorld();
    expect(await openHome(world, mona.slackId)).toContain('Send /pat link your-github-login');
    await say(world, mona.slackId, '/pat link mona');
    const waits =
      'You said that you are mona on GitHub, and the owners have until 8 March 2027 to confirm it. We’ll tell you here.';
    expect(await say(world, mona.slackId, '/pat list')).toContain(waits);
    expect(homeText(world, mona.slackId)).toContain(waits);
    await say(world, mona.slackId, '/pat unlink');
    expect(await say(world, mona.slackId, '/pat list')).toContain('Send /pat link your-github-login');
    expect(homeText(world, mona.slackId)).toContain('Send /pat link your-github-login');
  });

  it('leaves a trail of who said what', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    await press(world, bea.slackId, 'vouch_person');
    expect(await trailOf(world)).toEqual([
      `claim.open by ${mona.slackId}`,
      'person.link by countersign',
      `claim.vouch by ${bea.slackId}`,
    ]);
  });

  it.each(['@mona', 'https://github.com/mona', 'github.com/mona/', 'MONA'])('may write %s', async (typed) => {
    const world = await vouchingWorld();
    expect(await say(world, mona.slackId, `/pat link ${typed}`)).toContain('that you are mona on GitHub');
  });

  it('may paste the address of their profile on their own GitHub, and of no other', async () => {
    const world = await vouchingWorld(twoOwners, 'enterprise_server');
    expect(await say(world, mona.slackId, '/pat link https://github.com/mona')).toContain(
      'has no account https://github.com/mona',
    );
    expect(await say(world, mona.slackId, '/pat link https://github.acme.example/mona')).toContain(
      'that you are mona on GitHub',
    );
  });
});

describe('somebody who is not linked', () => {
  it.each(['request', 'link', 'guide PAT-1'])(
    'reads in one message what to send, and who can help, at /pat %s',
    async (words) => {
      const world = await vouchingWorld();
      expect(await say(world, mona.slackId, `/pat ${words}`)).toBe(
        `Your Slack account is not linked to a GitHub account yet, so we couldn’t do this. Send /pat link your-github-login, and <@${bea.slackId}> or <@${carl.slackId}> can confirm it.`,
      );
    },
  );
});

describe('what can’t be theirs is refused at once', () => {
  it.each([
    ['a login that nobody has', nell.slackId, 'no-such-login', 'GitHub has no account no-such-login'],
    [
      'an owner’s who is linked',
      nell.slackId,
      'bea-owner',
      'The policy says that bea-owner is somebody else’s account.',
    ],
    ['another account than the policy gives them', bea.slackId, 'mona', 'The policy says that you have another GitHub'],
    ['what they are already', bea.slackId, 'bea-owner', 'You are linked to bea-owner on GitHub already.'],
    ['what a guest says', gus.slackId, 'gus-guest', 'Guests can’t use Countersign.'],
    ['something that is no login', nell.slackId, 'who knows?', 'GitHub has no account who knows?'],
  ])('%s', async (_, slackId, login, told) => {
    const world = await vouchingWorld();
    expect(await say(world, slackId, `/pat link ${login}`)).toContain(told);
    expect(claimCards(world)).toBe(0);
    expect(await trailOf(world)).toEqual([]);
  });

  it('somebody who is no member', async () => {
    const world = await vouchingWorld();
    world.github.people.addUser('outsider');
    expect(await say(world, nell.slackId, '/pat link outsider')).toContain('isn’t an active member of acme');
    expect(claimCards(world)).toBe(0);
  });

  it('a stranger of another workspace', async () => {
    const world = await vouchingWorld();
    world.slack.addPerson({ id: nell.slackId, name: 'nell', isStranger: true, teamId: 'T0OTHERTEAM' });
    expect(await say(world, nell.slackId, '/pat link mona')).toContain('Only members of this workspace');
    expect(claimCards(world)).toBe(0);
  });

  it('a machine user', async () => {
    const world = await vouchingWorld(`${twoOwners}machine_users:\n  acme-ci: ${bea.slackId}\n`);
    expect(await say(world, nell.slackId, '/pat link acme-ci')).toContain('The policy has acme-ci as a machine user');
  });
});

describe('a claim that waits', () => {
  it('is the only one of its person', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    expect(await say(world, mona.slackId, '/pat link dan-dev')).toContain('The owners haven’t decided yet about mona');
    expect(claimCards(world)).toBe(1);
  });

  it('is the only one of its account, and whose it is stays untold', async () => {
    const world = await vouchingWorld();
    await say(world, nell.slackId, '/pat link mona');
    const told = await say(world, mona.slackId, '/pat link mona');
    expect(told).toContain('Another person said the same about mona, and the owners haven’t decided.');
    expect(told).not.toContain(nell.slackId);
    expect(claimCards(world)).toBe(1);
    await press(world, bea.slackId, 'refuse_person');
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('We asked the owners of acme');
  });

  it('can be withdrawn', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    const value = carriedBy(card, 'vouch_person');
    expect(await say(world, mona.slackId, '/pat unlink')).toBe(
      'You no longer say that you are mona on GitHub. We’ve told the owners. Nothing was linked.',
    );
    expect(reads(asItIsNow(world, card))).toBe(`<@${mona.slackId}> no longer says that they are mona on GitHub.`);
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, value)).toContain('was withdrawn');
  });

  it('times out after a week, and can be made again', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await world.pass({ days: 6, hours: 23 });
    await world.wake('lapse');
    expect(buttonsOf(asItIsNow(world, card))).toContain('vouch_person');
    await world.pass({ hours: 2 });
    await world.wake('lapse');
    expect(reads(asItIsNow(world, card))).toContain('Not enough owners confirmed within 7 days');
    expect(lastDirectMessage(world, mona.slackId)).toContain('The owners didn’t confirm within 7 days');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`, 'claim.lapse by countersign']);
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, carriedBy(card, 'vouch_person'))).toContain(
      'timed out',
    );
    expect(await say(world, mona.slackId, '/pat link mona')).toContain('We asked the owners of acme');
  });

  it('ends where the policy links the account meanwhile', async () => {
    const world = await vouchingWorld();
    await say(world, nell.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await world.restart(twoOwners.replace('people:\n', `people:\n  ${mona.slackId}: mona\n`));
    expect(await toldOf(world, bea.slackId, 'vouch_person', card)).toContain('can’t be confirmed any more');
    expect(reads(asItIsNow(world, card))).toContain('was linked in another way');
    expect(await say(world, nell.slackId, '/pat list')).toContain('not linked to a GitHub account yet');
  });

  it.each([
    [
      'ends where its login was recycled, and the name’s new owner gets nothing',
      (world: TestWorld) => {
        world.github.state.user('mona').login = 'mona-before';
        world.github.people.addUser('mona');
        makeRole(world, 'mona', 'member');
      },
      'mona was renamed on GitHub',
    ],
    [
      'ends where the account left',
      (world: TestWorld) => ownersOf(world).delete(world.github.state.user('mona').id),
      'mona is no longer a member',
    ],
    [
      'ends where its person was made a guest',
      (world: TestWorld) => world.slack.addPerson({ id: mona.slackId, name: 'mona', isGuest: 'restricted' }),
      'is no longer a full member of this workspace',
    ],
  ] as const)('%s', async (_, happens, told) => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    happens(world);
    expect(await toldOf(world, bea.slackId, 'vouch_person', card)).toContain('can’t be confirmed any more');
    expect(reads(asItIsNow(world, card))).toContain(told);
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`, 'claim.void by countersign']);
  });

  it('is drawn again where the click is on another revision, and nothing is decided', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    const value = carriedBy(card, 'vouch_person').replace(/\d+$/, '7');
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, value)).toContain('This changed after the button');
    expect(await toldOf(world, bea.slackId, 'vouch_person', card, 'nothing.1')).toContain('We no longer know this');
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });

  it('is decided once by two owners at the same moment', async () => {
    const world = await vouchingWorld();
    await say(world, mona.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    const [one, other] = await Promise.all(
      [bea, carl].map(({ slackId }) => world.slack.click(slackId, card, 'vouch_person')),
    );
    await world.settle();
    const late = await world.slack.until(() =>
      [one, other].find((outcome) => outcome !== undefined && outcome.ephemeral.length > 0),
    );
    expect(await toldPrivately(world, late)).toContain('was confirmed by');
    expect([one, other].filter((outcome) => outcome?.ephemeral.length === 1)).toHaveLength(1);
    expect((await trailOf(world)).filter((line) => line.startsWith('person.link'))).toHaveLength(1);
  });
});

describe('a claim that was refused', () => {
  it('is told with a name, and can’t be repeated for a week', async () => {
    const world = await vouchingWorld();
    await say(world, nell.slackId, '/pat link mona');
    const card = cardOf(world, claimOf);
    await press(world, bea.slackId, 'refuse_person');
    expect(reads(asItIsNow(world, card))).toBe(
      `<@${bea.slackId}> refused to confirm that <@${nell.slackId}> is mona on GitHub.`,
    );
    expect(lastDirectMessage(world, nell.slackId)).toBe(
      `<@${bea.slackId}> didn’t confirm that you are mona on GitHub. Nothing was linked. Please talk to them.`,
    );
    expect(await say(world, nell.slackId, '/pat link mona')).toContain(`<@${bea.slackId}> refused this on`);
    expect(claimCards(world)).toBe(0);
    expect(await toldOf(world, carl.slackId, 'vouch_person', card)).toContain(`was refused by <@${bea.slackId}>`);
    await world.pass({ days: 8 });
    expect(await say(world, nell.slackId, '/pat link mona')).toContain('We asked the owners');
  });

  it('counts: three a day are the most', async () => {
    const world = await vouchingWorld();
    for (const login of ['mona', 'dan-dev', 'gus-guest']) {
      await say(world, nell.slackId, `/pat link ${login}`);
      await press(world, bea.slackId, 'refuse_person');
    }
    world.github.people.addUser('extra');
    makeRole(world, 'extra', 'member');
    expect(await say(world, nell.slackId, '/pat link extra')).toBe(
      'You asked 3 times within a day, which is the most. Nothing was sent. Please try again tomorrow.',
    );
    await world.pass({ days: 1 });
    expect(await say(world, nell.slackId, '/pat link extra')).toContain('We asked the owners');
  });
});

describe('where GitHub does not answer', () => {
  it('nothing is claimed, and nothing confirmed', async () => {
    const world = await vouchingWorld();
    const down = { when: 'before', times: 99, answer: { status: 502 } } as const;
    world.github.server.faults.add({ ...down, fits: /memberships\/mona/ });
    const unknown = 'We couldn’t check with GitHub what mona is now. Nothing was changed.';
    expect(await say(world, mona.slackId, '/pat link mona')).toContain(unknown);
    expect(claimCards(world)).toBe(0);
    world.github.server.faults.clear();
    await say(world, mona.slackId, '/pat link mona');
    world.github.server.faults.add({ ...down, fits: /memberships\/mona/ });
    expect(await toldOf(world, bea.slackId, 'vouch_person')).toContain(unknown);
    expect(await trailOf(world)).toEqual([`claim.open by ${mona.slackId}`]);
  });
});
